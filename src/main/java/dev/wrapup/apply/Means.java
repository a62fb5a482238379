package dev.wrapup.apply;

import dev.wrapup.audit.Event;
import dev.wrapup.audit.Journal;
import dev.wrapup.audit.JournalFailure;
import dev.wrapup.audit.Result;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.plan.Change;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import java.util.Optional;
import java.util.function.Consumer;

/// What changes are made with.
///
/// @param events takes what others are to be told, and returns at once
/// @param done is told of each result, on the thread that came to it
/// @param mostRetries how often a write is sent again after a conflict or a lost answer
/// @param halt whether anything more may be begun
public record Means(
    Dialect dialect,
    CatalogReader reader,
    CatalogWriter writer,
    Journal journal,
    Consumer<Event> events,
    Consumer<Result> done,
    int mostRetries,
    Halt halt) {
  /// Puts on disk what is about to be written. Without a journal nothing more is begun.
  ///
  /// @see Journal#intent
  long intend(Change change, Optional<LiveCode> over, Optional<String> parkAs) {
    try {
      return journal.intent(change, over, parkAs);
    } catch (JournalFailure e) {
      halt.ask();
      throw e;
    }
  }

  /// Records that a member of a ring waits under another code.
  void noteParked(long intent, LiveCode now) {
    try {
      journal.parked(intent, now);
    } catch (JournalFailure e) {
      halt.ask();
    }
  }

  /// Records what came of a change and tells it on. What can't be recorded any more is a result
  /// nevertheless; the journal keeps why.
  Result conclude(Optional<Long> intent, Result result) {
    boolean isRecorded = !(result.outcome() instanceof Outcome.NotBegun);
    try {
      if (isRecorded) journal.outcome(intent, result).ifPresent(events);
    } catch (JournalFailure e) {
      halt.ask();
    }
    if (isRecorded) done.accept(result);
    return result;
  }
}

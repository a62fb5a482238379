package dev.wrapup.apply;

import dev.wrapup.audit.Event;
import dev.wrapup.audit.Journal;
import dev.wrapup.audit.JournalFailure;
import dev.wrapup.audit.Result;
import dev.wrapup.model.Dialect;
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
  /// Records what came of a change and tells it on. Without a journal nothing more is begun.
  Result conclude(Optional<Long> intent, Result result) {
    try {
      journal.outcome(intent, result).ifPresent(events);
    } catch (JournalFailure e) {
      halt.ask();
      throw e;
    }
    done.accept(result);
    return result;
  }
}

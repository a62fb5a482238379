package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.WriteResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A write of the key alone, by which a member of a cycle is parked, moved up or rolled back. What
/// other writers save in other fields is kept.
sealed interface CodeRename {
  /// The code is as it should be.
  ///
  /// @param intent the number of the write's record
  /// @param by whose hand brought it there
  record Done(long intent, LiveCode now, Hand by) implements CodeRename {}

  /// Whose write left a code as it is.
  enum Hand {
    OURS,
    /// It was found there.
    OTHERS,
    /// An answer was lost, and live isn't what was written over with the code alone changed.
    UNKNOWN
  }

  /// It is not.
  ///
  /// @param intent the number of the last write's record; empty if there is none
  record Not(Optional<Long> intent, ChangeOutcome why) implements CodeRename {}

  /// What the moves of a code are to the change that they are a part of.
  enum Role {
    /// It is set aside, or brought back, before the change was tried.
    BEFORE,
    /// The change was tried: the outcome of it is recorded with the last move.
    AFTER
  }

  /// Gives a code another name.
  ///
  /// @param update the change that it is a part of
  /// @param from the code as it was read last
  /// @param role BEFORE moves are recorded one by one
  /// @param objection what speaks against writing over a state that another writer left
  static CodeRename to(
      String code,
      Change.Update update,
      LiveCode from,
      Role role,
      Function<LiveCode, Optional<ChangeOutcome>> objection,
      ApplyContext context) {
    LiveCode current = from;
    boolean wasLost = false;
    boolean isSent = false;
    for (int retries = 0; ; ) {
      long intent;
      try {
        intent =
            role == Role.BEFORE
                ? context.intend(update, Optional.of(current), Optional.of(code))
                : context.intendMove(update, current, code);
      } catch (JournalFailure e) {
        return new Not(Optional.empty(), ChangeExecutor.unrecorded(wasLost, e));
      }
      Optional<String> lost = Optional.empty();
      Optional<LiveCode> read;
      try {
        WriteResult answer = context.writer().update(current, code, Map.of());
        isSent = true;
        if (answer instanceof WriteResult.Done done) {
          LiveCode now = done.now().orElseThrow();
          if (now.code().equals(code)) return moved(intent, now, Hand.OURS, role, context);
          return failed(
              intent,
              "the server was to call it %s and calls it %s".formatted(code, now.code()),
              wasLost,
              update,
              now,
              context);
        }
        if (answer instanceof WriteResult.NoAnswer noAnswer) lost = Optional.of(noAnswer.reason());
        wasLost |= lost.isPresent();
        read = context.reader().read(current.id());
        if (read.isPresent() && read.get().code().equals(code)) {
          boolean mayBeOurs = wasLost || answer.mayHaveLanded();
          Hand by = mayBeOurs ? hand(current, read.get(), context) : Hand.OTHERS;
          return moved(intent, read.get(), by, role, context);
        }
        boolean isUntouched = read.isPresent() && ChangeExecutor.isUntouched(current, read.get());
        if (isUntouched && lost.isEmpty())
          return failed(intent, answer.reason(), wasLost, update, current, context);
      } catch (JournalFailure e) {
        return new Not(Optional.of(intent), ChangeExecutor.unrecorded(wasLost, e));
      } catch (HttpFailure | IncompleteCatalogException e) {
        Optional<String> why =
            wasLost ? lost.or(() -> Optional.of("an earlier answer was lost")) : lost;
        return new Not(Optional.of(intent), ChangeExecutor.unread(isSent, why, e));
      }
      if (read.isEmpty()) return new Not(Optional.of(intent), ChangeExecutor.deleted(wasLost));
      LiveCode now = read.get();
      if (!ChangeExecutor.isUntouched(current, now)) {
        Optional<ChangeOutcome> why = objection.apply(now);
        if (why.isPresent())
          return new Not(Optional.of(intent), ChangeExecutor.doubted(why.get(), wasLost));
      }
      if (retries == context.mostRetries()) {
        String why =
            ChangeExecutor.givenUp(retries, lost.orElse("somebody else keeps writing to it"));
        return failed(intent, why, wasLost, update, now, context);
      }
      ChangeExecutor.backOff(++retries);
      current = now;
    }
  }

  /// @param wasLost whether it may be made all the same, since an answer was lost
  private static CodeRename failed(
      long intent,
      String reason,
      boolean wasLost,
      Change.Update update,
      LiveCode seen,
      ApplyContext context) {
    ChangeOutcome failed = ChangeOutcome.failed(reason);
    return new Not(
        Optional.of(intent),
        wasLost ? ChangeExecutor.neverFailed(failed, update, Optional.of(seen), context) : failed);
  }

  /// A move leaves all other fields: what else is live there was written by another writer, and so
  /// may the code be.
  private static Hand hand(LiveCode before, LiveCode now, ApplyContext context) {
    boolean isOurs =
        (isCodeAlone(context.dialect(), before, now) || ChangeExecutor.namesEditor(now))
            && context.reader().isOurs(Optional.of(before), now, Instant.EPOCH);
    return isOurs ? Hand.OURS : Hand.UNKNOWN;
  }

  /// Whether a code differs from what it was in its name at most.
  static boolean isCodeAlone(Dialect dialect, LiveCode before, LiveCode now) {
    return ThreeWayMerge.since(dialect, before, now).stream()
        .allMatch(difference -> difference.field().isKey());
  }

  private static CodeRename moved(
      long intent, LiveCode now, Hand by, Role role, ApplyContext context) {
    if (role == Role.BEFORE) context.noteParked(intent, now);
    return new Done(intent, now, by);
  }
}

package dev.wrapup.apply;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.plan.Change;
import dev.wrapup.platform.WriteResult;
import java.util.List;
import java.util.Optional;

/// A live code goes for good, unless somebody has changed it meanwhile.
final class Deletion extends Attempt {
  private final Change.Delete delete;

  Deletion(Change.Delete delete, Means means) {
    super(delete, means);
    this.delete = delete;
  }

  @Override
  Outcome go() {
    LiveCode current = delete.before();
    intend(current);
    while (true) {
      switch (timed(() -> means().writer().delete(current))) {
        case WriteResult.Done done -> {
          noteRequest(done);
          return new Outcome.Applied(done.now());
        }
        case WriteResult.Invalid invalid -> {
          return new Outcome.Failed(invalid.reason(), true);
        }
        case WriteResult.Rejected rejected -> {
          return new Outcome.Failed(rejected.reason());
        }
        case WriteResult.Missing missing -> {
          return means().reader().read(current.id()).isEmpty()
              ? gone(missing)
              : new Outcome.Failed("this API cannot delete codes: " + missing.reason());
        }
        case WriteResult.Refused refused -> {
          Optional<LiveCode> now = means().reader().read(current.id());
          if (now.isEmpty()) return gone(refused);
          return isUntouched(current, now.get())
              ? new Outcome.Failed(refused.reason())
              : changedBeforeDelete();
        }
        case WriteResult.NoAnswer unanswered -> {
          Optional<LiveCode> now = afterLoss(unanswered, () -> means().reader().read(current.id()));
          if (now.isEmpty()) return new Outcome.Applied(Optional.empty());
          if (!isUntouched(current, now.get())) return changedBeforeDelete();
          if (isLast()) return givenUp(unanswered.reason());
        }
      }
      retry();
    }
  }

  /// A write whose answer was lost, or that was refused for the rate limit before, may have been
  /// carried out after we looked.
  private Outcome gone(WriteResult answer) {
    return wasLost() || answer.mayHaveLanded()
        ? new Outcome.Applied(Optional.empty())
        : new Outcome.AlreadyApplied();
  }

  private static Outcome changedBeforeDelete() {
    return new Outcome.Conflict("somebody changed the code that was to go", List.of());
  }
}

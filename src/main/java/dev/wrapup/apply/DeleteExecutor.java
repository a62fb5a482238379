package dev.wrapup.apply;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.WriteResult;
import java.util.List;
import java.util.Optional;

/// Deletes a code, unless another writer has changed it since the plan read it.
final class DeleteExecutor extends ChangeExecutor {
  private final Change.Delete delete;

  DeleteExecutor(Change.Delete delete, ApplyContext context) {
    super(delete, context);
    this.delete = delete;
  }

  @Override
  ChangeOutcome go() {
    LiveCode current = delete.before();
    intend(current);
    while (true) {
      switch (timed(() -> context().writer().delete(current))) {
        case WriteResult.Done done -> {
          noteRequest(done);
          return ChangeOutcome.applied(done.now());
        }
        case WriteResult.Rejected rejected -> {
          return ChangeOutcome.failed(rejected.reason()).invalid(rejected.invalid());
        }
        case WriteResult.Missing missing -> {
          return context().reader().read(current.id()).isEmpty()
              ? gone(missing)
              : ChangeOutcome.failed("this API cannot delete codes: " + missing.reason());
        }
        case WriteResult.Refused refused -> {
          Optional<LiveCode> now = context().reader().read(current.id());
          if (now.isEmpty()) return gone(refused);
          return isUntouched(current, now.get())
              ? ChangeOutcome.failed(refused.reason())
              : changedBeforeDelete();
        }
        case WriteResult.NoAnswer unanswered -> {
          Optional<LiveCode> now =
              afterLoss(unanswered, () -> context().reader().read(current.id()));
          if (now.isEmpty()) return ChangeOutcome.applied(Optional.empty());
          if (!isUntouched(current, now.get())) return changedBeforeDelete();
          if (isLast()) return givenUp(unanswered.reason());
        }
      }
      retry();
    }
  }

  /// A write whose answer was lost, or that was refused for the rate limit before, may have been
  /// carried out after we looked.
  private ChangeOutcome gone(WriteResult answer) {
    return wasLost() || answer.mayHaveLanded()
        ? ChangeOutcome.applied(Optional.empty())
        : ChangeOutcome.alreadyApplied();
  }

  private static ChangeOutcome changedBeforeDelete() {
    return ChangeOutcome.conflict("somebody changed the code that was to go", List.of());
  }
}

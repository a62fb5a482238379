package dev.wrapup.apply;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Updates a code under its revision. On a version conflict it merges three ways with what another
/// writer saved.
final class UpdateExecutor extends ChangeExecutor {
  private final Change.Update update;
  private final LiveCode basis;

  /// Codes that the code has had by our own write.
  private final Set<String> own;

  UpdateExecutor(Change.Update update, ApplyContext context) {
    this(update, update.before(), context);
  }

  /// @param basis the code as we wrote it last: one of a cycle may wait under another code
  UpdateExecutor(Change.Update update, LiveCode basis, ApplyContext context) {
    super(update, context);
    this.update = update;
    this.basis = basis;
    this.own = Set.copyOf(List.of(update.before().code(), basis.code()));
  }

  @Override
  ChangeOutcome go() {
    LiveCode current = basis;
    Optional<List<Field>> theirs = Optional.empty();
    if (!isUntouched(update.before(), basis)) {
      // others may have been at a code before it was set aside, and since
      switch (ThreeWayMerge.of(context().dialect(), update, own, basis)) {
        case ThreeWayMerge.Done ignored -> {}
        case ThreeWayMerge.Impossible clash -> {
          return conflict(clash);
        }
        case ThreeWayMerge.Possible possible -> {
          if (!possible.theirs().isEmpty()) theirs = Optional.of(possible.theirs());
        }
      }
    }
    Map<Field, Value> values = values(update.fields());
    while (true) {
      LiveCode written = current;
      String code = update.isRename() ? update.code() : written.code();
      intend(written);
      switch (timed(() -> context().writer().update(written, code, values))) {
        case WriteResult.Done done -> {
          noteRequest(done);
          return judged(written, done, theirs);
        }
        case WriteResult.Rejected rejected -> {
          return ChangeOutcome.failed(rejected.reason()).invalid(rejected.invalid());
        }
        case WriteResult.Missing missing -> {
          return context().reader().read(written.id()).isEmpty()
              ? deleted(wasLost())
              : ChangeOutcome.failed(missing.reason());
        }
        case WriteResult.Refused refused -> {
          Optional<LiveCode> now = context().reader().read(written.id());
          if (now.isEmpty()) return deleted(wasLost());
          if (isUntouched(written, now.get())) {
            return ChangeOutcome.failed(
                update.isRename()
                    ? "the code %s is taken: %s".formatted(code, refused.reason())
                    : refused.reason());
          }
          if (refused.mayHaveLanded()
              && isOurs(Optional.of(written), now.get(), isAsWanted(now.get()))) {
            return decide(written, now.get(), theirs);
          }
          switch (ThreeWayMerge.of(context().dialect(), update, own, now.get())) {
            case ThreeWayMerge.Done ignored -> {
              // a write whose answer was lost may have been carried out after we looked
              if (wasLost()) return landed(now.get(), theirs);
              return refused.mayHaveLanded() ? byOthers() : ChangeOutcome.alreadyApplied();
            }
            case ThreeWayMerge.Impossible clash -> {
              return doubted(conflict(clash), wasLost());
            }
            case ThreeWayMerge.Possible possible -> {
              theirs = Optional.of(possible.theirs());
              current = now.get();
            }
          }
          if (isLast()) return givenUp("somebody else keeps writing to it");
        }
        case WriteResult.NoAnswer unanswered -> {
          Optional<LiveCode> now =
              afterLoss(unanswered, () -> context().reader().read(written.id()));
          if (now.isEmpty()) return deleted(wasLost());
          if (!isAsBefore(written, now.get())) {
            Optional<List<Field>> merged = theirs;
            return afterLoss(unanswered, () -> decide(written, now.get(), merged));
          }
          if (isLast()) return givenUp(unanswered.reason());
        }
      }
      retry();
    }
  }

  private boolean isAsWanted(LiveCode now) {
    return ThreeWayMerge.differences(context().dialect(), update.effect(), now).isEmpty();
  }

  /// What became of an update without an answer, whose code is not as it was.
  private ChangeOutcome decide(LiveCode written, LiveCode now, Optional<List<Field>> theirs) {
    List<Clash> clashes = ThreeWayMerge.differences(context().dialect(), update.effect(), now);
    if (clashes.isEmpty()) return landed(now, theirs);
    return isOurs(Optional.of(written), now, false)
        ? altered(now, ThreeWayMerge.altered(context().dialect(), update, written, now))
        : ChangeOutcome.unknown(
            "the answer was lost, and live is neither as before nor as wanted", clashes);
  }

  /// Whether no write was carried out: a server may leave the revision and change the values.
  private boolean isAsBefore(LiveCode written, LiveCode now) {
    return isUntouched(written, now)
        && ThreeWayMerge.since(context().dialect(), written, now).isEmpty();
  }

  /// What the answer says of it: not every server keeps what it is sent.
  private ChangeOutcome judged(
      LiveCode written, WriteResult.Done done, Optional<List<Field>> theirs) {
    LiveCode now = done.now().orElseThrow();
    List<Clash> altered = ThreeWayMerge.altered(context().dialect(), update, written, now);
    return altered.isEmpty() ? landed(now, theirs) : altered(now, altered);
  }

  private static ChangeOutcome landed(LiveCode now, Optional<List<Field>> theirs) {
    return theirs
        .map(fields -> ChangeOutcome.merged(now, fields))
        .orElseGet(() -> ChangeOutcome.applied(Optional.of(now)));
  }

  static ChangeOutcome conflict(ThreeWayMerge.Impossible clash) {
    return ChangeOutcome.conflict("somebody else changed the same", clash.clashes());
  }
}

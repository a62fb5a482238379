package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.IncompleteCatalogException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One rename of a cycle in progress: the code as our writes left it, and the outcome of the whole
/// change so far.
final class CycleMember {
  private final Change.Update change;
  private final ApplyContext context;

  /// The code as we wrote it last; as the plan read it before that.
  private LiveCode now;

  private Optional<Long> intent = Optional.empty();
  private Optional<Result> tried = Optional.empty();

  /// Whether the code was moved alone after the whole change was tried.
  private boolean isMovedAlone;

  /// Whether another writer may have moved it where it was to go last.
  private boolean isDoubtful;

  CycleMember(Change.Update change, ApplyContext context) {
    this.change = change;
    this.context = context;
    this.now = change.before();
  }

  Change.Update change() {
    return change;
  }

  /// Makes the whole change.
  ///
  /// @return whether its old code is free
  boolean update() {
    UpdateExecutor attempt = new UpdateExecutor(change, now, context);
    Result result = attempt.tried();
    tried = Optional.of(result);
    intent = attempt.intent().or(() -> intent);
    now = result.outcome().now().orElse(now);
    return result.isCodeFree();
  }

  /// Nothing is written to it.
  void fail(ChangeOutcome why) {
    tried = Optional.of(Result.notTried(change, why));
  }

  /// Why nothing was sent, if its write could not be recorded beforehand, or the time was over.
  Optional<String> stopped() {
    return tried
        .map(Result::outcome)
        .filter(outcome -> outcome.status() == Status.NOT_BEGUN)
        .flatMap(ChangeOutcome::reason);
  }

  /// Nothing is written to it any more; what was tried stays.
  void leaveOut() {
    if (tried.isEmpty()) fail(ChangeOutcome.notBegun());
  }

  /// Whether it has its new code by our own write.
  boolean hasMoved() {
    return now.code().equals(change.code());
  }

  /// Gives it its new code alone.
  boolean moveUp() {
    return moveAlone(change.code());
  }

  /// Gives it its old code again.
  ///
  /// @return whether it has it; one that another writer has renamed is left alone
  boolean moveBack() {
    return now.code().equals(change.before().code()) || moveAlone(change.before().code());
  }

  private boolean moveAlone(String code) {
    String from = now.code();
    CodeRename move = move(code, live -> renamed(live, from, code));
    if (!(move instanceof CodeRename.Done done)) return false;
    isMovedAlone |= done.by() == CodeRename.Hand.OURS;
    isDoubtful = done.by() == CodeRename.Hand.UNKNOWN;
    return true;
  }

  /// Where an answer was lost and live has moved on, the old code may be there by a hand that took
  /// our rename back, which nothing is to overwrite.
  private Optional<ChangeOutcome> renamed(LiveCode live, String from, String wanted) {
    boolean mayBeUndone =
        tried
            .filter(result -> result.outcome().status() == Status.UNKNOWN)
            .flatMap(Result::over)
            .filter(over -> !ChangeExecutor.isUntouched(over, live))
            .isPresent();
    if (live.code().equals(from) && !mayBeUndone) return Optional.empty();
    Clash clash =
        new Clash(context.dialect().key(), new Value.Text(wanted), new Value.Text(live.code()));
    return Optional.of(ChangeOutcome.conflict("somebody else renamed the code", List.of(clash)));
  }

  /// Gives it a code; its other fields stay.
  ///
  /// @param objection what speaks against writing over a state that another writer left
  CodeRename move(String code, Function<LiveCode, Optional<ChangeOutcome>> objection) {
    CodeRename.Role role = tried.isPresent() ? CodeRename.Role.AFTER : CodeRename.Role.BEFORE;
    CodeRename move = CodeRename.to(code, change, now, role, objection, context);
    switch (move) {
      case CodeRename.Done done -> {
        now = done.now();
        intent = Optional.of(done.intent());
      }
      case CodeRename.Not not -> intent = not.intent().or(() -> intent);
    }
    return move;
  }

  /// Whether it has the code that we left it with, as far as that can be read.
  boolean isWhereItWas() {
    try {
      return live().filter(live -> live.code().equals(now.code())).isPresent();
    } catch (HttpFailure | IncompleteCatalogException e) {
      return true;
    }
  }

  private Optional<LiveCode> live() {
    return context.reader().read(change.before().id());
  }

  /// Records the outcome of it.
  ///
  /// @param brokenOff why it is not done, if that wasn't its own fault
  Result conclude(String brokenOff) {
    Result result = tried.orElseGet(() -> Result.notTried(change, ChangeOutcome.failed(brokenOff)));
    ChangeOutcome outcome = result.outcome();
    if (isDoubtful) return context.conclude(intent, result.as(doubted(outcome)));
    boolean isLeft = isMovedAlone || (!outcome.isDone() && isParked(outcome));
    return context.conclude(intent, isLeft ? result.as(left(outcome, brokenOff)) : result);
  }

  /// Neither what was tried nor what is live tells what became of the change.
  private ChangeOutcome doubted(ChangeOutcome tried) {
    if (tried.status() == Status.UNKNOWN) return tried;
    return ChangeOutcome.unknown(
        "the answer was lost, and the code may be as it is by somebody else's hand",
        ThreeWayMerge.differences(context.dialect(), change.effect(), now));
  }

  private boolean isParked(ChangeOutcome outcome) {
    if (!Parked.is(now)) return false;
    try {
      return live().filter(Parked::is).isPresent();
    } catch (HttpFailure | IncompleteCatalogException e) {
      return outcome.status() != Status.UNKNOWN;
    }
  }

  /// What the writes of its code alone come to, together with what was tried before.
  private ChangeOutcome left(ChangeOutcome tried, String brokenOff) {
    List<Clash> clashes = ThreeWayMerge.differences(context.dialect(), change.effect(), now);
    if (clashes.isEmpty()) {
      List<Field> theirs = ThreeWayMerge.theirs(context.dialect(), change, now);
      return theirs.isEmpty()
          ? ChangeOutcome.applied(Optional.of(now))
          : ChangeOutcome.merged(now, theirs);
    }
    String why = tried.reason().orElse(brokenOff);
    boolean isInvalid = tried.invalid();
    if (Parked.is(now)) {
      return ChangeOutcome.altered(now, why + ApplyContext.seenAs(now), clashes).invalid(isInvalid);
    }
    if (hasMoved()) {
      return ChangeOutcome.altered(now, "the code alone was changed: " + why, clashes)
          .invalid(isInvalid);
    }
    if (!tried.landed()) return tried;
    boolean isAnyThere = clashes.size() < change.fields().size();
    return isAnyThere
        ? ChangeOutcome.altered(now, "all but the code was changed: " + why, clashes)
            .invalid(isInvalid)
        : ChangeOutcome.failed(brokenOff);
  }
}

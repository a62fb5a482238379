package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.diff.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Executes renames that wait for each other in a cycle. The last member is parked under another
/// code while the others move up. A member whose other fields can't be written renames its code
/// alone; if that is refused too, those that moved are rolled back. Outcomes are recorded when
/// nothing more is written, so that no audit entry and no event tells of a rename that was rolled
/// back.
final class RenameCycle {
  private final List<CycleMember> members;
  private final CycleMember last;
  private final ApplyContext context;

  /// The member that kept the cycle from its end.
  private Optional<CycleMember> culprit = Optional.empty();

  /// @param members in the plan's order
  RenameCycle(List<Change> members, ApplyContext context) {
    this.members =
        members.stream().map(change -> new CycleMember((Change.Update) change, context)).toList();
    this.last = this.members.getLast();
    this.context = context;
  }

  /// Makes the changes, and records the outcome of them.
  List<Result> run() {
    switch (last.move(Parked.codeOf(last.change().before().id()), this::objection)) {
      case CodeRename.Done ignored -> goRound();
      case CodeRename.Not not when not.why().isDone() -> members.forEach(CycleMember::update);
      case CodeRename.Not not -> {
        last.fail(not.why());
        culprit = Optional.of(last);
      }
    }
    Optional<String> stopped = culprit.flatMap(CycleMember::stopped);
    if (stopped.isEmpty()) {
      String code = culprit.map(member -> member.change().code()).orElse("");
      return conclude("the swap of codes broke off: see " + code);
    }
    members.forEach(CycleMember::leaveOut);
    return conclude("the swap of codes was stopped: " + stopped.get());
  }

  private List<Result> conclude(String reason) {
    return members.stream().map(member -> member.conclude(reason)).toList();
  }

  /// Whether the last member may still be set aside. Its code may be as wanted by another writer:
  /// then nothing has to be.
  private Optional<ChangeOutcome> objection(LiveCode now) {
    Change.Update change = last.change();
    if (now.code().equals(change.code())) return Optional.of(ChangeOutcome.alreadyApplied());
    return switch (ThreeWayMerge.of(
        context.dialect(), change, Set.of(change.before().code()), now)) {
      case ThreeWayMerge.Done ignored -> Optional.of(ChangeOutcome.alreadyApplied());
      case ThreeWayMerge.Impossible clash -> Optional.of(UpdateExecutor.conflict(clash));
      case ThreeWayMerge.Possible ignored -> Optional.empty();
    };
  }

  private void goRound() {
    for (int i = 0; i < members.size(); i++) {
      CycleMember member = members.get(i);
      if (member.update()) continue;
      boolean isFirst = members.subList(0, i).stream().noneMatch(CycleMember::hasMoved);
      // nothing was renamed so far: all can stay as it was
      boolean isBack = isFirst && member != last && last.moveBack();
      if (!isBack && member.moveUp()) continue;
      if (culprit.isEmpty()) culprit = Optional.of(member);
      if (isBack) return;
      // the code of one that another writer took away is free, so the others go on
      if (!member.isWhereItWas()) continue;
      // whichever code can be had; if none can, it stays aside, and that is told
      if (!goBack(i) && member != last && !last.update()) last.moveUp();
      return;
    }
  }

  /// Takes back the renames before a member, in reverse: each frees the code of the one before.
  ///
  /// @return whether all is as it was
  private boolean goBack(int end) {
    return members.subList(0, end).reversed().stream().allMatch(CycleMember::moveBack)
        && last.moveBack();
  }
}

package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Renames that wait for each other. The last member waits under another code while the others move
/// up. A member whose other fields can't be written moves its code alone; if that is refused too,
/// those that moved go back, and the code that was set aside gets its old place.
///
/// What came of the members is recorded when nothing more is written, so that no audit entry and no
/// event tells of a rename that was taken back.
final class Ring {
  private final List<RingMember> members;
  private final RingMember last;
  private final Means means;

  /// The member that kept the ring from its end.
  private Optional<RingMember> culprit = Optional.empty();

  /// @param members in the plan's order
  Ring(List<Change> members, Means means) {
    this.members =
        members.stream().map(change -> new RingMember((Change.Update) change, means)).toList();
    this.last = this.members.getLast();
    this.means = means;
  }

  /// Makes the changes, and records what came of them.
  List<Result> run() {
    switch (last.move(Parked.codeOf(last.change().before().id()), this::objection)) {
      case Move.Done ignored -> goRound();
      case Move.Not not when not.why().isDone() -> members.forEach(RingMember::update);
      case Move.Not not -> {
        last.fail(not.why());
        culprit = Optional.of(last);
      }
    }
    if (culprit.filter(RingMember::isNotBegun).isEmpty()) {
      String code = culprit.map(member -> member.change().code()).orElse("");
      return conclude("the swap of codes broke off: see " + code);
    }
    members.forEach(RingMember::leaveOut);
    return conclude("the swap of codes was stopped, since the journal can't be written any more");
  }

  private List<Result> conclude(String reason) {
    return members.stream().map(member -> member.conclude(reason)).toList();
  }

  /// Whether the last member may still be set aside. Its code may be as wanted by another hand:
  /// then nothing has to be.
  private Optional<ChangeOutcome> objection(LiveCode now) {
    Change.Update change = last.change();
    if (now.code().equals(change.code())) return Optional.of(ChangeOutcome.alreadyApplied());
    return switch (Merge.of(means.dialect(), change, Set.of(change.before().code()), now)) {
      case Merge.Done ignored -> Optional.of(ChangeOutcome.alreadyApplied());
      case Merge.Impossible clash -> Optional.of(Update.conflict(clash));
      case Merge.Possible ignored -> Optional.empty();
    };
  }

  private void goRound() {
    for (int i = 0; i < members.size(); i++) {
      RingMember member = members.get(i);
      if (member.update()) continue;
      boolean isFirst = members.subList(0, i).stream().noneMatch(RingMember::hasMoved);
      // nothing was renamed so far: all can stay as it was
      boolean isBack = isFirst && member != last && last.moveBack();
      if (!isBack && member.moveUp()) continue;
      if (culprit.isEmpty()) culprit = Optional.of(member);
      if (isBack) return;
      // the code of one that somebody else took away is free, so the others go on
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
    return members.subList(0, end).reversed().stream().allMatch(RingMember::moveBack)
        && last.moveBack();
  }
}

package dev.wrapup.apply;

import dev.wrapup.audit.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Outcome.Clash;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Renames that wait for each other. The last member waits under another code while the others move
/// up. Until one of them has moved, all can stay as it was; from then on the ring is brought to its
/// end, since the code that was set aside has no other place: a member whose other fields clash
/// moves its code alone.
final class Ring {
  private final List<Change.Update> members;
  private final Change.Update last;
  private final Means means;
  private final List<Result> results = new ArrayList<>();

  /// @param members in the plan's order
  Ring(List<Change> members, Means means) {
    this.members = members.stream().map(Change.Update.class::cast).toList();
    this.last = this.members.getLast();
    this.means = means;
  }

  /// Makes the changes, and records what came of them.
  List<Result> run() {
    String aside = Parked.codeOf(last.before().id());
    switch (Move.to(aside, last, last.before(), this::objection, means)) {
      case Move.Done parked -> goRound(parked.now());
      case Move.Not not when not.why().isDone() ->
          members.forEach(member -> results.add(new Update(member, means).run()));
      case Move.Not not -> {
        giveUp(last, not.why());
        members.subList(0, members.size() - 1).forEach(this::breakOff);
      }
    }
    return results;
  }

  /// Whether the last member may still be set aside. Its code may be as wanted by another hand:
  /// then nothing has to be.
  private Optional<Outcome> objection(LiveCode now) {
    if (now.code().equals(last.code())) return Optional.of(new Outcome.AlreadyApplied());
    return switch (Merge.of(means.dialect(), last, Set.of(last.before().code()), now)) {
      case Merge.Done ignored -> Optional.of(new Outcome.AlreadyApplied());
      case Merge.Impossible clash -> Optional.of(Update.conflict(clash));
      case Merge.Possible ignored -> Optional.empty();
    };
  }

  private void goRound(LiveCode parked) {
    boolean hasMoved = false;
    for (Change.Update member : members.subList(0, members.size() - 1)) {
      Result result = new Update(member, means).run();
      results.add(result);
      if (!result.outcome().isDone()) {
        if (!hasMoved && moveAlone(last, parked, last.before().code()) instanceof Move.Done) {
          members.subList(1, members.size()).forEach(this::breakOff);
          return;
        }
        moveAlone(member, member.before(), member.code());
      }
      hasMoved = true;
    }
    Result result = new Update(last, parked, means).run();
    results.add(result);
    if (result.outcome().isDone()) return;
    // whichever code can be had; if none can, it stays aside, and the next plan shows it
    if (moveAlone(last, parked, last.code()) instanceof Move.Done) return;
    moveAlone(last, parked, last.before().code());
  }

  private Move moveAlone(Change.Update member, LiveCode from, String code) {
    return Move.to(code, member, from, now -> renamed(now, from.code(), code), means);
  }

  private Optional<Outcome> renamed(LiveCode now, String before, String wanted) {
    if (now.code().equals(before)) return Optional.empty();
    Clash clash =
        new Clash(means.dialect().key(), new Value.Text(wanted), new Value.Text(now.code()));
    return Optional.of(new Outcome.Conflict("somebody else renamed the code", List.of(clash)));
  }

  private void breakOff(Change.Update member) {
    Change culprit = results.getFirst().change();
    giveUp(member, new Outcome.Failed("the swap of codes broke off: see " + culprit.code()));
  }

  private void giveUp(Change.Update member, Outcome outcome) {
    results.add(means.conclude(Optional.empty(), Result.notTried(member, outcome)));
  }
}

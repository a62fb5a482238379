package dev.wrapup.apply;

import static dev.wrapup.apply.States.differs;

import dev.wrapup.journal.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What in a story can have kept a change from landing.
record Excuses(Story story) {
  /// Whether a failure's reason is the true one.
  boolean explains(String reason, Change change) {
    boolean isHeld =
        story.results().stream().anyMatch(r -> frees(r, change) && !r.outcome().isDone());
    if (reason.contains("not free")) return isHeld;
    if (reason.contains("is taken") || reason.contains("was not listed")) {
      return isHeld || wasTaken(change);
    }
    if (reason.contains("given up")) return theirStepsOn(change) > Site.RETRIES;
    return reason.contains("swap")
        && cycle(change).stream().anyMatch(member -> !isUndisturbed(member));
  }

  private static boolean frees(Result result, Change change) {
    return change.takes().isPresent() && result.change().frees().equals(change.takes());
  }

  private long theirStepsOn(Change change) {
    return change.live().stream()
        .flatMap(live -> story.of(live.id()).stream())
        .filter(step -> !story.isOurs(step))
        .count();
  }

  /// Whether somebody else's code ever had the code that a change takes.
  private boolean wasTaken(Change change) {
    return story.theirs().stream()
        .filter(step -> differs(step, story.kind().dialect().key()))
        .flatMap(step -> step.after().stream())
        .anyMatch(live -> change.takes().equals(Optional.of(live.code())));
  }

  /// Whether nothing happened that could keep an update from landing: no loss, nobody else took the
  /// code, others touched other fields only and not too often, and all that it waits for was done.
  boolean isUndisturbed(Change.Update update) {
    List<Step> steps =
        story.of(update.before().id()).stream().filter(step -> !story.isOurs(step)).toList();
    boolean isApart =
        steps.stream()
            .allMatch(
                step ->
                    step.after().isPresent()
                        && !differs(step, story.kind().dialect().key())
                        && update.fields().stream().noneMatch(f -> differs(step, f.field())));
    boolean isLost = story.lost().contains(update.before().id());
    if (!isApart || steps.size() > Site.RETRIES || wasTaken(update) || isLost) return false;
    List<Change.Update> cycle = cycle(update);
    if (!cycle.isEmpty()) {
      return cycle.stream().filter(member -> !member.equals(update)).allMatch(this::isFree);
    }
    return story.results().stream()
        .filter(result -> frees(result, update))
        .allMatch(result -> result.outcome().isDone());
  }

  private boolean isFree(Change.Update member) {
    return story.of(member.before().id()).stream().allMatch(story::isOurs)
        && !story.lost().contains(member.before().id())
        && !wasTaken(member);
  }

  /// The renames that a rename goes round with; empty if it goes round with none.
  private List<Change.Update> cycle(Change change) {
    List<Change.Update> cycle = new ArrayList<>();
    Change next = change;
    while (next instanceof Change.Update update && update.isRename() && cycle.size() < 99) {
      cycle.add(update);
      next =
          story.plan().changes().stream()
              .filter(other -> other.frees().equals(update.takes()))
              .findFirst()
              .orElse(null);
      if (change.equals(next)) return cycle;
    }
    return List.of();
  }

  /// Whether a code could not be brought back from where it waited: nobody told that it was there,
  /// others kept writing to it, or both codes that it could have were held.
  boolean hasNoPlace(LiveCode parked, Change.Update update) {
    return story.lost().contains(parked.id())
        || theirStepsOn(update) > Site.RETRIES
        || (wasHeld(update.before().code(), parked.id()) && wasHeld(update.code(), parked.id()));
  }

  private boolean wasHeld(String code, String byOtherThan) {
    return story.history().stream()
            .filter(step -> !step.id().equals(byOtherThan))
            .flatMap(step -> step.after().stream())
            .anyMatch(live -> live.code().equals(code))
        || story.live().stream().anyMatch(live -> live.code().equals(code));
  }
}

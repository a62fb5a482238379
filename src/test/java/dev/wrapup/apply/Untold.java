package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What others make of a code after our write to it: what still stood when we read the code last is
/// told.
final class Untold {
  private Untold() {}

  /// Edits of what we had written that we read, and that nobody is told of.
  static List<String> of(Story story) {
    List<String> untold = new ArrayList<>();
    for (Result result : story.results()) {
      if (!result.outcome().landed()) continue;
      Optional<Step> ours = written(story, result);
      if (ours.filter(story::isUnread).isPresent()) untold.add("not looked at since: " + result);
      boolean isTold = result.outcome().since().word().isPresent();
      if (isTold && ours.filter(step -> !isEdited(story, step)).isPresent()) {
        untold.add("told of what nobody did: " + result);
      }
      Optional<Optional<LiveCode>> read = ours.flatMap(story::readAfter);
      if (read.isEmpty()) continue;
      LiveCode left = ours.get().after().orElseThrow();
      Optional<LiveCode> later = read.get();
      if (result.outcome().since().isDeleted() != later.isEmpty()) {
        untold.add("told wrongly of whether it is gone: " + left);
      }
      if (later.isEmpty()) continue;
      for (FieldChange change : result.change().fields()) {
        if (!isTold(change.field(), left, later.get(), result)) {
          untold.add("nobody is told of %s of %s".formatted(change.field(), later.get()));
        }
      }
    }
    return untold;
  }

  private static boolean isEdited(Story story, Step ours) {
    List<Step> steps = story.of(ours.id());
    return steps.subList(steps.indexOf(ours), steps.size()).stream()
        .anyMatch(step -> !story.isOurs(step));
  }

  /// The write of ours that made a change; of a delete there is nothing left to be told.
  private static Optional<Step> written(Story story, Result result) {
    String id = result.outcome().now().map(LiveCode::id).orElse("");
    return story.of(id).stream()
        .filter(story::isOurs)
        .filter(
            step ->
                switch (result.change()) {
                  case Change.Create ignored -> step.before().isEmpty();
                  case Change.Update update ->
                      result.outcome().status() == Status.ALTERED || States.isWanted(update, step);
                  case Change.Delete ignored -> false;
                  case Change.QueuePair ignored -> false;
                })
        .reduce((earlier, later) -> later);
  }

  private static boolean isTold(Field field, LiveCode ours, LiveCode later, Result result) {
    return States.value(ours, field).equals(States.value(later, field))
        || result.outcome().since().clashes().stream()
            .anyMatch(
                clash -> clash.field() == field && clash.live().equals(States.value(later, field)));
  }
}

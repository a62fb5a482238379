package dev.wrapup.apply;

import dev.wrapup.audit.Result;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.sandbox.Organization.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What others make of a code after our write to it: whoever looks at the code again tells it.
final class Untold {
  private Untold() {}

  /// Edits of what we had written that we could read, and that nobody is told of.
  static List<String> of(Story story) {
    List<String> untold = new ArrayList<>();
    for (Result result : story.results()) {
      if (!result.outcome().landed()) continue;
      Optional<Step> ours = written(story, result.outcome());
      Optional<LiveCode> later =
          ours.flatMap(story::readAfter).flatMap(read -> read); // gone: hard to tell from read lag
      if (later.isEmpty()) continue;
      for (FieldChange change : result.change().fields()) {
        if (!isTold(change.field(), ours.get().after().orElseThrow(), later.get(), result)) {
          untold.add("nobody is told of %s of %s".formatted(change.field(), later.get()));
        }
      }
    }
    return untold;
  }

  /// The write of ours that left a code as the outcome says.
  private static Optional<Step> written(Story story, Outcome outcome) {
    States states = new States(story.kind());
    return story.history().stream()
        .filter(story::isOurs)
        .filter(step -> states.isSame(step.after(), outcome.now()))
        .reduce((earlier, later) -> later);
  }

  private static boolean isTold(Field field, LiveCode ours, LiveCode later, Result result) {
    return States.value(ours, field).equals(States.value(later, field))
        || result.outcome().clashes().stream()
            .anyMatch(
                clash -> clash.field() == field && clash.live().equals(States.value(later, field)));
  }
}

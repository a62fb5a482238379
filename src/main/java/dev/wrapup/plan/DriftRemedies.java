package dev.wrapup.plan;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done about drift. Nothing of it undoes what is merged and waits for its apply:
/// without a base nobody knows what that is, and an adoption would.
public final class DriftRemedies {
  /// So many codes are named in a command.
  private static final int NAMED = 50;

  private DriftRemedies() {}

  /// What can be done about it, in that order. Nothing of it undoes what is merged and waits for
  /// its apply: without a base nobody knows what does, and an adoption would.
  public static List<Remedy> of(Drift drift) {
    List<Remedy> remedies = new ArrayList<>();
    boolean hasBase = drift.plan().base().isPresent();
    boolean collides = drift.count(Drift.Kind.COLLISION) > 0;
    ShellCommand plan = ShellCommand.own("plan");
    if (collides) {
      remedies.add(Remedy.by("decide what was changed in Git and outside it by its plan", plan));
    } else if (hasBase && !drift.pending().isEmpty()) {
      ShellCommand apply = ShellCommand.own("apply");
      remedies.add(Remedy.by("apply what is merged, which leaves other edits alone", apply));
    } else if (!hasBase && !drift.drifted().isEmpty()) {
      remedies.add(Remedy.by("see what an apply would change, which may be merged by now", plan));
    }
    List<String> edited = codes(drift, Drift.Kind.CHANGED, Drift.Kind.UNOFFERED);
    if (hasBase && drift.count(Drift.Kind.CHANGED) + drift.count(Drift.Kind.UNOFFERED) > 0) {
      remedies.add(
          collides
              ? adopt("take what is live into the file", edited)
              : Remedy.by("take what is live into the file", ShellCommand.own("adopt", "--all")));
    }
    if (drift.count(Drift.Kind.VANISHED) > 0) {
      remedies.add(adopt("take out the entry of what is gone", codes(drift, Drift.Kind.VANISHED)));
    }
    if (drift.count(Drift.Kind.MISSING) > 0) {
      remedies.add(Remedy.of("take out the entry of what is not live"));
    }
    if (drift.count(Drift.Kind.RETIRED) > 0) {
      remedies.add(Remedy.of("take what shall stay out of 'retired'"));
    }
    if (!drift.undeclared().isEmpty()) {
      remedies.add(
          adopt(
              "list what no file names under 'retired', let 'undeclared: ignore' leave it alone, or"
                  + " declare it",
              drift.undeclared().stream()
                  .filter(code -> drift.plan().desired().dialect().obstacle(code).isEmpty())
                  .map(LiveCode::code)
                  .toList()));
    }
    if (!collides && !drift.drifted().isEmpty()) {
      ShellCommand undo = ShellCommand.own("apply", "--revert-drift");
      remedies.add(Remedy.by("undo what was changed outside Git", undo));
    }
    return remedies;
  }

  /// What can be done about what was changed in Git and outside it, besides an approval.
  public static Optional<Remedy> ofCollisions(Plan plan) {
    List<String> codes =
        plan.changes().stream()
            .filter(change -> change.origin() == Origin.COLLISION && isDeclarable(change))
            .map(Change::code)
            .toList();
    return Optional.of(codes)
        .filter(some -> !some.isEmpty())
        .map(some -> adopt("take the edits made outside Git into the file", some));
  }

  private static List<String> codes(Drift drift, Drift.Kind... kinds) {
    return drift.drifted().stream()
        .filter(stray -> List.of(kinds).contains(stray.kind()) && isDeclarable(stray.undoing()))
        .map(stray -> stray.undoing().code())
        .distinct()
        .toList();
  }

  /// Whether a file can hold what is live.
  private static boolean isDeclarable(Change undoing) {
    return undoing.fields().stream()
        .allMatch(field -> field.from().flatMap(field.field()::obstacle).isEmpty());
  }

  private static Remedy adopt(String words, List<String> codes) {
    return codes.isEmpty() || codes.size() > NAMED
        ? Remedy.of(words + " by an adoption that names it")
        : Remedy.by(words, ShellCommand.own("adopt").withOperands(codes));
  }
}

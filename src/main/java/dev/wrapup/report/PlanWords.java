package dev.wrapup.report;

import dev.wrapup.model.SourceFile;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Released;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What every picture of a plan says in the same words.
final class PlanWords {
  static final String UNKNOWN_ORIGIN =
      "No base was given: edits made outside Git can't be told from Git's (--base-ref).";

  private PlanWords() {}

  /// The changes that want the closest look first, else in the order of the plan.
  static List<Change> byRisk(Plan plan) {
    return plan.changes().stream().sorted(Comparator.comparing(Plan::risk)).toList();
  }

  /// What was read.
  static Phrase files(Plan plan) {
    List<SourceFile> files = plan.desired().files();
    return files.size() == 1
        ? Phrase.theirs(files.getFirst().path())
        : Phrase.ours(Words.count(files.size(), "file"));
  }

  /// Whose codes they are.
  static Phrase target(Target target) {
    return target.baseUrl().equals(Target.SANDBOX)
        ? Phrase.ours("sandbox")
        : Phrase.theirs(target.environment());
  }

  /// What would be done.
  static String counts(Plan plan) {
    return plan.changes().isEmpty()
        ? nothing(plan.drift().size())
        : "%,d to create, %,d to update, %,d to delete"
            .formatted(plan.creates(), plan.updates(), plan.deletes());
  }

  /// What becomes of the other live codes.
  static String others(Plan plan) {
    StringBuilder others = new StringBuilder("%,d unchanged".formatted(plan.unchanged()));
    boolean isCounted = plan.changes().isEmpty(); // by what is said of having nothing to do
    if (plan.drifted() > 0 && !isCounted)
      others.append(", %,d changed outside Git".formatted(plan.drifted()));
    if (plan.alsoDrifted() > 0) {
      others.append(", %,d to update changed there too".formatted(plan.alsoDrifted()));
    }
    if (plan.gone() > 0) others.append(", %,d gone".formatted(plan.gone()));
    return others.toString();
  }

  /// What is no longer declared of a code, and what it is live.
  static Phrase released(Released released) {
    return switch (released) {
      case Released.Code ignored -> Phrase.ours("the whole code");
      case Released.OneField one ->
          Phrase.ours(one.field().name() + ": ").and(Phrase.value(one.value()));
    };
  }

  /// Why nothing would be done.
  ///
  /// @param drift how many codes were changed outside Git and stay so
  static String nothing(int drift) {
    return drift == 0
        ? "Nothing to do: live is as declared"
        : "Nothing to do: what differs was changed outside Git, %s"
            .formatted(Words.count(drift, "code"));
  }

  /// Whether changes are shown of which nobody can tell who made the difference.
  static boolean lacksBase(Plan plan) {
    return plan.base().isEmpty()
        && plan.changes().stream().anyMatch(Change.Update.class::isInstance);
  }

  /// What is undone of what others did, if an apply has to be asked to.
  static Optional<String> reverts(Plan plan) {
    return plan.reverts() == 0
        ? Optional.empty()
        : Optional.of(
            "%s made outside Git %s undone (--revert-drift)."
                .formatted(
                    plan.reverts() == 1 ? "An edit" : "%,d edits".formatted(plan.reverts()),
                    plan.reverts() == 1 ? "is" : "are"));
  }

  /// When somebody looked for drift, from the plan's point of view.
  static Optional<String> lastDrift(PlanFacts facts) {
    return facts
        .lastDrift()
        .map(
            check ->
                "Last drift check: %s, %s; %s."
                    .formatted(
                        Time.minute(check.at()),
                        Time.ago(check.at(), facts.createdAt()),
                        check.codes() == 0
                            ? "no drift"
                            : Words.count(check.codes(), "code") + " astray"));
  }

  /// What the plan cost, and what an apply would.
  static String requests(Plan plan, PlanFacts facts) {
    String made = Words.count(facts.spent(), "request") + " made";
    return plan.requests() == 0 ? made : made + ", %,d more to apply".formatted(plan.requests());
  }
}

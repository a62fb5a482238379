package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.policy.CodePattern;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Policy.Allowed;
import dev.wrapup.model.policy.Policy.Limit;
import dev.wrapup.model.policy.Policy.OnDrift;
import dev.wrapup.model.policy.Policy.Undeclared;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Evaluates the rules of a policy against a plan. Where a base is given its policy holds as well,
/// so that a pull request can tighten the rules for itself but never loosen them.
final class PolicyRules {
  private static final int NAMED = 5;

  private final Plan plan;
  private final Policy policy;

  private PolicyRules(Plan plan, Policy policy) {
    this.plan = plan;
    this.policy = policy;
  }

  static List<Refusal> refusals(Plan plan) {
    List<Refusal> refusals = new PolicyRules(plan, plan.desired().policy()).check();
    Set<String> said =
        refusals.stream().map(Refusal::code).collect(Collectors.toCollection(HashSet::new));
    plan.base()
        .ifPresent(
            base ->
                new PolicyRules(plan, base.policy())
                    .check().stream()
                        .filter(refusal -> said.add(refusal.code()))
                        .map(PolicyRules::ofBase)
                        .forEach(refusals::add));
    return refusals;
  }

  /// What becomes of drift: the stricter of what both policies say.
  static OnDrift driftRule(DesiredState desired, Optional<DesiredState> base) {
    OnDrift own = desired.policy().value(Policy.ON_DRIFT);
    OnDrift before = base.map(state -> state.policy().value(Policy.ON_DRIFT)).orElse(own);
    return own.compareTo(before) <= 0 ? own : before;
  }

  /// What becomes of codes that no file names: reported if either policy wants that.
  static Undeclared undeclaredRule(Plan plan) {
    boolean reports =
        Stream.concat(Stream.of(plan.desired()), plan.base().stream())
            .anyMatch(state -> state.policy().value(Policy.UNDECLARED) == Undeclared.REPORT);
    return reports ? Undeclared.REPORT : Undeclared.IGNORE;
  }

  private static Refusal ofBase(Refusal refusal) {
    return new Refusal(
        refusal.code(),
        refusal.message() + " (the policy of the base, which still holds)",
        refusal.rule(),
        refusal.overridable(),
        true);
  }

  private List<Refusal> check() {
    List<Refusal> refusals = new ArrayList<>();
    view(refusals::add);
    protectedCodes(refusals::add);
    collisions(refusals::add);
    allowed(Allowed.CREATE, plan.creates(), refusals::add);
    allowed(Allowed.UPDATE, plan.updates(), refusals::add);
    allowed(Allowed.DELETE, plan.deletes(), refusals::add);
    allowed(Allowed.DELETE_REFERENCED, deletesOfReferenced(), refusals::add);
    allowed(Allowed.REMOVE_FROM_QUEUE, plan.queueRemovals(), refusals::add);
    QueueRules.emptied(plan).ifPresent(refusals::add);
    String creates = to("create", plan.creates());
    limit("max-creates", plan.creates(), creates, Policy.MAX_CREATES, refusals::add);
    String updates = to("update", plan.updates());
    limit("max-updates", plan.updates(), updates, Policy.MAX_UPDATES, refusals::add);
    int deletes = plan.deletes() + plan.queueRemovals();
    limit("max-deletes", deletes, deleting(), Policy.MAX_DELETES, refusals::add);
    drift(refusals::add);
    warnings(refusals::add);
    pattern(refusals::add);
    return refusals;
  }

  /// What can't be seen looks absent, and who can't see everything can't tell what is in use.
  private void view(Consumer<Refusal> refuse) {
    int dangerous = plan.creates() + plan.deletes();
    if (plan.unseen().isEmpty() || dangerous == 0) return;
    String way =
        plan.desired()
            .dialect()
            .scope()
            .map(scope -> "; name those that the file is for under '%s'".formatted(scope.key()))
            .orElse("");
    refuse.accept(
        new Refusal(
            "partial-view",
            "the plan is to create or delete %s, and %s%s"
                .formatted(Words.count(dangerous, "code"), plan.unseen().get(), way),
            Optional.empty(),
            false));
  }

  private void protectedCodes(Consumer<Refusal> refuse) {
    List<Sourced<String>> codes = policy.value(Policy.PROTECT);
    if (codes.isEmpty()) return;
    Map<String, Change> freeing = new HashMap<>();
    for (Change change : plan.changes()) {
      change.frees().ifPresent(code -> freeing.put(code, change));
    }
    Map<String, String> now = ids(plan.desired());
    Map<String, String> before = plan.base().map(PolicyRules::ids).orElse(Map.of());
    for (Sourced<String> entry : codes) {
      Change change = freeing.get(entry.value());
      if (change != null) {
        String verb =
            change instanceof Change.Delete ? "deleted" : "renamed to '" + change.code() + "'";
        refuse.accept(
            new Refusal(
                "protect",
                "'%s' is protected and would be %s".formatted(entry.value(), verb),
                Optional.of(entry.at()),
                false));
      }
      String id = now.get(entry.value());
      String other = before.getOrDefault(entry.value(), id);
      if (id == null || id.equals(other)) continue;
      refuse.accept(
          new Refusal(
              "protect",
              "'%s' is protected and would be bound to another id: %s → %s"
                  .formatted(entry.value(), other, id),
              Optional.of(entry.at()),
              false));
    }
  }

  /// The pinned ids, by key.
  private static Map<String, String> ids(DesiredState state) {
    Map<String, String> ids = new HashMap<>();
    for (DesiredCode entry : state.codes()) {
      entry.id().ifPresent(id -> ids.put(entry.key(), id.value()));
    }
    return ids;
  }

  private void collisions(Consumer<Refusal> refuse) {
    List<Change> colliding =
        plan.changes().stream().filter(change -> change.origin() == Origin.COLLISION).toList();
    if (colliding.isEmpty()) return;
    refuse.accept(
        new Refusal(
            "collision",
            "%s changed both in Git and outside it, differently: %s"
                .formatted(Words.count(colliding.size(), "code"), codes(colliding)),
            Optional.empty(),
            true));
  }

  private int deletesOfReferenced() {
    return (int)
        plan.changes().stream()
            .flatMap(change -> change.warnings().stream())
            .filter(warning -> warning.kind() == Warning.Kind.DELETE_REFERENCED)
            .count();
  }

  private void allowed(Allowed action, int changes, Consumer<Refusal> refuse) {
    if (changes == 0 || policy.value(Policy.ALLOW).contains(action)) return;
    String what =
        switch (action) {
          case CREATE, UPDATE, DELETE -> to(action.word(), changes);
          case DELETE_REFERENCED ->
              to("delete", changes) + " that something refers to, or may refer to";
          case REMOVE_FROM_QUEUE -> QueueRules.removing(changes);
        };
    refuse.accept(
        new Refusal(
            "allow-" + action.word(),
            "the plan is %s, and 'allow' doesn't list '%s'".formatted(what, action.word()),
            policy.at(Policy.ALLOW),
            true));
  }

  private static String to(String verb, int codes) {
    return "to %s %s".formatted(verb, Words.count(codes, "code"));
  }

  /// What the plan takes away.
  private String deleting() {
    List<String> what = new ArrayList<>();
    if (plan.deletes() > 0) what.add(to("delete", plan.deletes()));
    if (plan.queueRemovals() > 0) what.add(QueueRules.removing(plan.queueRemovals()));
    return String.join(" and ", what);
  }

  /// @param what the plan is, in words
  private void limit(
      String code, int changes, String what, Setting<Limit> setting, Consumer<Refusal> refuse) {
    Limit limit = policy.value(setting);
    if (changes == 0 || !limit.isExceededBy(changes, plan.bound())) return;
    String most =
        limit instanceof Limit.Share
            ? "%s of %s%s"
                .formatted(
                    limit,
                    Words.count(plan.bound(), "bound code"),
                    limit.isExceededBy(1, plan.bound())
                        ? ", which comes to 0: write a number such as 5"
                        : "")
            : limit.toString();
    refuse.accept(
        new Refusal(
            code,
            "the plan is %s, the limit is %s".formatted(what, most),
            policy.at(setting),
            true));
  }

  private void drift(Consumer<Refusal> refuse) {
    if (policy.value(Policy.ON_DRIFT) != OnDrift.REFUSE) return;
    List<Change> drift = new ArrayList<>(plan.drift());
    plan.changes().stream().filter(change -> change.origin() == Origin.DRIFT).forEach(drift::add);
    if (drift.isEmpty()) return;
    refuse.accept(
        new Refusal(
            "on-drift",
            "%s changed %s: %s"
                .formatted(
                    Words.count(drift.stream().map(Change::code).distinct().count(), "code"),
                    plan.undo().isPresent() ? "since that run" : "outside Git",
                    codes(drift)),
            policy.at(Policy.ON_DRIFT),
            true));
  }

  private void warnings(Consumer<Refusal> refuse) {
    if (policy.value(Policy.ON_WARNING) != Policy.OnWarning.REFUSE) return;
    List<Change> warned = plan.changes().stream().filter(PolicyRules::mayBreak).toList();
    if (warned.isEmpty()) return;
    refuse.accept(
        new Refusal(
            "on-warning",
            "%s may break what refers to it: %s"
                .formatted(Words.count(warned.size(), "change"), codes(warned)),
            policy.at(Policy.ON_WARNING),
            true));
  }

  /// Usage is told only where it is asked for, so that a policy can't depend on it.
  private static boolean mayBreak(Change change) {
    return change.warnings().stream().anyMatch(one -> one.kind() != Warning.Kind.IN_USE);
  }

  private void pattern(Consumer<Refusal> refuse) {
    Optional<CodePattern> given = policy.value(Policy.CODE_PATTERN);
    if (given.isEmpty()) return;
    CodePattern pattern = given.get();
    List<DesiredCode> odd =
        plan.desired().codes().stream().filter(entry -> !pattern.matches(entry.key())).toList();
    if (odd.isEmpty()) return;
    SourcePosition first = odd.getFirst().at();
    refuse.accept(
        new Refusal(
            "code-pattern",
            "%s %s match %s, the first at %s: %s"
                .formatted(
                    Words.count(odd.size(), "code"),
                    Words.verb(odd.size(), "doesn't", "don't"),
                    pattern,
                    first,
                    Words.named(odd.stream().map(DesiredCode::key).toList(), NAMED)),
            policy.at(Policy.CODE_PATTERN),
            true));
  }

  private static String codes(List<Change> changes) {
    return Words.named(changes.stream().map(Change::code).distinct().toList(), NAMED);
  }
}

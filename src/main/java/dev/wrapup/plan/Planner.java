package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.Finding;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Policy.OnDrift;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes a plan of what the files declare, what they declared before and what is live. Pure: the
/// same three make the same plan.
public final class Planner {
  private final Target target;
  private final Ground ground;
  private final DesiredState desired;
  private final Optional<DesiredState> base;
  private final Catalog catalog;

  /// With what is outside the part of the organization that the files are for.
  private final Catalog whole;

  private final Binding binding;
  private final Baseline baseline;
  private final Diff diff;
  private final References references;
  private final boolean keepsDrift;

  private final List<Change> changes = new ArrayList<>();
  private final List<Change> drift = new ArrayList<>();
  private final List<Released> released = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Planner(
      Target target,
      DesiredState desired,
      Optional<DesiredState> base,
      Catalog catalog,
      boolean revertsDrift) {
    this.target = target;
    this.ground = Ground.of(desired, base, catalog);
    this.desired = ground.desired();
    this.base = ground.base();
    this.catalog = ground.catalog();
    this.whole = catalog;
    this.binding = Binding.of(this.desired, this.base, this.catalog);
    this.baseline = Baseline.of(this.desired, this.base, binding);
    this.diff = new Diff(desired.dialect(), base.isPresent());
    this.references = new References(desired.dialect(), catalog);
    this.keepsDrift =
        base.isPresent() && !revertsDrift && Policies.driftRule(desired, base) != OnDrift.REVERT;
    findings.addAll(ground.findings());
    findings.addAll(binding.findings());
  }

  /// Plans.
  ///
  /// @param desired of the same dialect as the base and the catalog
  /// @param base what the files declared at an earlier commit; without it nobody can tell Git's
  ///   changes from drift, and every difference is planned
  /// @return the plan with its warnings, or what keeps a plan from being made
  public static Checked<Plan> plan(
      Target target, DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return new Planner(target, desired, base, catalog, false).plan();
  }

  /// Plans to undo drift as well, whatever the files say of it.
  public static Checked<Plan> planToRevert(
      Target target, DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return new Planner(target, desired, base, catalog, true).plan();
  }

  private Checked<Plan> plan() {
    desired.codes().forEach(this::compare);
    retire();
    release();
    Order order = Order.of(changes, binding::byCode);
    boolean isBound = findings.stream().noneMatch(Findings::isError);
    if (isBound) {
      Findings.ofCreates(desired.dialect(), changes, catalog, binding, findings);
      ground.territory().checkCreates(changes, findings);
      if (ground.unseen().isEmpty()) {
        UnmatchedNames.check(desired, catalog, whole, binding, findings);
      }
      Set<String> freedByDrift = new HashSet<>();
      drift.forEach(change -> change.frees().ifPresent(freedByDrift::add));
      order.blocked().forEach(blocked -> findings.add(Findings.taken(blocked, freedByDrift)));
    }
    Findings.ofForeignIds(desired, base, catalog, findings);
    findings.sort(BY_PLACE);
    if (findings.stream().anyMatch(Findings::isError)) {
      return new Checked.Invalid<>(findings);
    }
    Plan plan =
        new Plan(
            target,
            desired,
            base,
            order.changes(),
            order.rings(),
            drift,
            released,
            undeclared(),
            binding.size(),
            catalog.codes().size(),
            catalog.usage().unread(),
            ground.unseen(),
            findings);
    return new Checked.Valid<>(plan, findings);
  }

  static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding f) -> f.at().map(at -> at.file().path()).orElse(""))
          .thenComparing(f -> f.at().map(at -> at.line()).orElse(0))
          .thenComparing(f -> f.at().map(at -> at.column()).orElse(0))
          .thenComparing(Finding::message);

  private void compare(DesiredCode entry) {
    Optional<DesiredCode> before = baseline.entry(entry);
    Optional<LiveCode> live = binding.live(entry);
    if (live.isEmpty()) {
      boolean vanished = entry.id().isPresent() || before.isPresent();
      Origin origin = vanished ? Origin.DRIFT : Origin.GIT;
      place(new Change.Create(entry, diff.create(entry, origin), origin, vanished));
      return;
    }
    List<FieldChange> here = new ArrayList<>();
    List<FieldChange> apart = new ArrayList<>();
    for (FieldChange change : diff.update(live.get(), entry, before)) {
      (isKeptApart(change.origin()) ? apart : here).add(change);
    }
    if (!here.isEmpty()) changes.add(update(live.get(), entry, here));
    if (!apart.isEmpty()) drift.add(update(live.get(), entry, apart));
    before.ifPresent(earlier -> releaseFields(live.get(), entry, earlier));
  }

  private Change.Update update(LiveCode live, DesiredCode entry, List<FieldChange> fields) {
    return new Change.Update(
        live, entry, fields, Origin.strongest(fields), references.ofUpdate(live, fields));
  }

  private void retire() {
    Set<String> before = new HashSet<>();
    base.ifPresent(state -> state.retired().forEach(entry -> before.add(entry.value())));
    for (Sourced<String> entry : desired.retired()) {
      Optional<LiveCode> live = binding.byCode(entry.value()).filter(l -> !binding.isOwned(l));
      if (live.isEmpty()) continue;
      Origin origin = base.isEmpty() ? Origin.UNKNOWN : Origin.GIT;
      if (before.contains(entry.value())) origin = Origin.DRIFT;
      place(
          new Change.Delete(
              live.get(),
              entry,
              diff.delete(live.get(), origin),
              origin,
              references.ofDelete(live.get())));
    }
  }

  private void place(Change change) {
    (isKeptApart(change.origin()) ? drift : changes).add(change);
  }

  private boolean isKeptApart(Origin origin) {
    return keepsDrift && origin == Origin.DRIFT;
  }

  private void releaseFields(LiveCode live, DesiredCode now, DesiredCode before) {
    for (Field field : desired.dialect().fields()) {
      if (before.managed(field).isPresent() && !now.values().containsKey(field)) {
        released.add(new Released.OneField(live, field, live.value(field)));
      }
    }
  }

  private void release() {
    Set<String> retired = retiredCodes();
    for (DesiredCode entry : baseline.released()) {
      entry
          .id()
          .map(id -> binding.byId(id.value()))
          .orElseGet(() -> binding.byCode(entry.key()))
          .filter(live -> !binding.isOwned(live) && !retired.contains(live.code()))
          .ifPresent(live -> released.add(new Released.Code(live)));
    }
  }

  private List<LiveCode> undeclared() {
    Set<String> retired = retiredCodes();
    return catalog.codes().stream()
        .filter(live -> !binding.isOwned(live) && !retired.contains(live.code()))
        .sorted(Comparator.comparing(LiveCode::code))
        .toList();
  }

  private Set<String> retiredCodes() {
    Set<String> codes = new HashSet<>();
    desired.retired().forEach(entry -> codes.add(entry.value()));
    return codes;
  }
}

package dev.wrapup.apply;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Step;
import dev.wrapup.sandbox.organization.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Administrators at work in a browser while an apply runs: they edit what files manage and what
/// they don't, rename, delete, create, do what the plan is about to do, and undo it.
final class OtherPeople {
  private final Organization organization;
  private final Plan plan;
  private final Random random;
  private final Set<Step> steps = new HashSet<>();

  OtherPeople(Organization organization, Plan plan, Random random) {
    this.organization = organization;
    this.plan = plan;
    this.random = random;
  }

  /// All that they did.
  Set<Step> steps() {
    synchronized (organization.stored()) {
      return Set.copyOf(steps);
    }
  }

  /// How much of the history there is.
  int position() {
    return organization.history().size();
  }

  /// One edit.
  ///
  /// @param path of the request that is under way; mostly the edit is of the code that it is about
  void act(String path) {
    synchronized (organization.stored()) {
      int before = organization.history().size();
      List<LiveCode> live = organization.codes();
      int what = random.nextInt(20);
      if (what == 0) organization.create(someCode(), values(), Organization.ADMINISTRATOR);
      else if (!live.isEmpty()) act(what, target(live, path));
      List<Step> history = organization.history();
      steps.addAll(history.subList(before, history.size()));
    }
  }

  private void act(int what, LiveCode target) {
    switch (what) {
      case 1 -> organization.delete(target.id(), Optional.empty(), Organization.ADMINISTRATOR);
      case 2, 3 -> update(target, someCode(), Map.of());
      case 4, 5, 6 -> doAsPlanned(target);
      case 7, 8 -> undo(target);
      default -> {
        Field field = pick(plan.desired().dialect().fields());
        update(target, target.code(), Map.of(field, SmallWorld.value(field, random)));
      }
    }
  }

  private void update(LiveCode target, String code, Map<Field, Value> values) {
    Written written =
        organization.update(
            target.id(), Optional.empty(), code, values, Organization.ADMINISTRATOR);
    if (written instanceof Written.Missing) throw new IllegalStateException("gone: " + target);
  }

  private LiveCode target(List<LiveCode> live, String path) {
    Optional<LiveCode> meant =
        live.stream().filter(code -> path.endsWith("/" + code.id())).findFirst();
    if (meant.isPresent() && random.nextInt(3) > 0) return meant.get();
    List<LiveCode> planned = live.stream().filter(code -> change(code).isPresent()).toList();
    return pick(planned.isEmpty() || random.nextInt(4) == 0 ? live : planned);
  }

  private Optional<Change.Update> change(LiveCode code) {
    return plan.changes().stream()
        .filter(Change.Update.class::isInstance)
        .map(Change.Update.class::cast)
        .filter(update -> update.before().id().equals(code.id()))
        .findFirst();
  }

  /// The same that the plan wants, or a part of it.
  private void doAsPlanned(LiveCode target) {
    Optional<Change.Update> planned = change(target);
    if (planned.isEmpty()) return;
    Change.Update update = planned.get();
    boolean whole = random.nextBoolean();
    String code = whole && update.isRename() ? update.code() : target.code();
    update(target, code, values(update.fields(), whole, true));
  }

  /// Back to what was live when the plan was made, or a part of it.
  private void undo(LiveCode target) {
    Optional<Change.Update> planned = change(target);
    if (planned.isEmpty()) return;
    boolean whole = random.nextBoolean();
    String code = whole ? planned.get().before().code() : target.code();
    update(target, code, values(planned.get().fields(), whole, false));
  }

  private Map<Field, Value> values(List<FieldChange> changes, boolean whole, boolean wanted) {
    Map<Field, Value> values = new HashMap<>();
    for (FieldChange change : changes) {
      if (change.field().isKey() || !(whole || random.nextBoolean())) continue;
      values.put(change.field(), (wanted ? change.to() : change.from()).orElseThrow());
    }
    return values;
  }

  private Map<Field, Value> values() {
    Map<Field, Value> values = new HashMap<>();
    plan.desired().dialect().fields().forEach(f -> values.put(f, SmallWorld.value(f, random)));
    return values;
  }

  /// One that nobody has, that somebody has, or that the plan is about to take.
  private String someCode() {
    List<String> codes = new ArrayList<>(List.of("OTHER_" + random.nextInt(1000), "MADE"));
    plan.changes().forEach(change -> codes.add(change.code()));
    return pick(codes);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

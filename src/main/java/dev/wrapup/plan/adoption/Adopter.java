package dev.wrapup.plan.adoption;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Policy.Undeclared;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueuePatterns;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Matching;
import dev.wrapup.plan.diff.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what of the live catalog goes into the files.
final class Adopter {
  private static final String PENDING = "changed in the files, not yet applied";

  private final Comparison comparison;
  private final DesiredState desired;
  private final Optional<DesiredState> base;
  private final Matching matching;

  /// Entries in the words of the files.
  private final Map<String, DesiredCode> written = new HashMap<>();

  /// What differs of declared codes that aren't live.
  private final Map<String, Change.Create> creates = new HashMap<>();

  /// What differs of those that are.
  private final Map<String, List<FieldChange>> updates = new HashMap<>();

  private final Map<String, List<Change.QueuePair>> pairs = new HashMap<>();

  private final Map<String, SourcePosition> retired = new HashMap<>();
  private final Map<String, SourcePosition> excepted = new HashMap<>();
  private final Map<String, Sourced<String>> guarded = new HashMap<>();

  private final QueuePatterns patterns;
  private final List<Adoption> adoptions = new ArrayList<>();
  private final List<Adoption> additions = new ArrayList<>();
  private final List<Adoptions.Left> left = new ArrayList<>();
  private final Set<String> kept = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  Adopter(DesiredState files, Comparison comparison) {
    this.comparison = comparison;
    this.desired = comparison.desired();
    this.patterns = new QueuePatterns(desired.offers());
    this.base = comparison.base();
    this.matching = comparison.matching();
    files.codes().forEach(entry -> written.put(entry.key(), entry));
    desired.retired().forEach(entry -> retired.put(entry.value(), entry.at()));
    desired.deviations().except().forEach(entry -> excepted.put(entry.value(), entry.at()));
    desired.policy().value(Policy.PROTECT).forEach(entry -> guarded.put(entry.value(), entry));
    for (Change difference : comparison.differences()) {
      switch (difference) {
        case Change.Create create -> creates.put(create.code(), create);
        case Change.Update update -> updates.put(update.desired().key(), update.fields());
        case Change.Delete ignored -> {}
        case Change.QueuePair pair ->
            pairs.computeIfAbsent(pair.code(), code -> new ArrayList<>()).add(pair);
      }
    }
    findings.addAll(comparison.findings());
  }

  Checked<Adoptions> result() {
    if (findings.stream().noneMatch(Finding::isError)) {
      findings.addAll(AdoptionConflicts.among(adoptions, matching::entry));
    }
    if (findings.stream().anyMatch(Finding::isError)) return new Checked.Invalid<>(findings);
    adoptions.addAll(additions);
    return new Checked.Valid<>(new Adoptions(adoptions, left, List.copyOf(kept)), findings);
  }

  /// One code by the name that the user gives it: as the files have it, else as it is live.
  void name(String name) {
    Optional<LiveCode> live = matching.byCode(name);
    Optional<DesiredCode> declared = matching.entry(name).or(() -> live.flatMap(matching::owner));
    if (declared.isPresent()) {
      named(declared.get());
    } else if (live.isPresent()) {
      undeclared(live.get());
    } else {
      refuse(
          "unknown-code",
          "'%s' is neither declared nor live".formatted(name),
          Optional.empty(),
          name,
          "check its name: an export has all live codes");
    }
  }

  private void named(DesiredCode entry) {
    if (seen.add(entry.key())) adopt(entry, true);
  }

  /// All that differs.
  void all() {
    desired.codes().forEach(entry -> adopt(entry, false));
    for (Change difference : comparison.differences()) {
      if (difference instanceof Change.Delete delete) leave(delete.code(), "live, though retired");
    }
    if (desired.policy().value(Policy.UNDECLARED) != Undeclared.REPORT) return;
    for (LiveCode live : comparison.undeclared()) {
      leave(live.code(), "not declared; it gets an entry only if it is named");
    }
  }

  /// @param isNamed whether the user asked for this one
  private void adopt(DesiredCode entry, boolean isNamed) {
    Optional.ofNullable(creates.get(entry.key())).ifPresent(create -> gone(create, isNamed));
    matching.live(entry).ifPresent(live -> rewrite(entry, live, isNamed));
  }

  private void rewrite(DesiredCode entry, LiveCode live, boolean isNamed) {
    String code = entry.key();
    Map<Field, Value> values = new HashMap<>();
    List<FieldChange> fields = new ArrayList<>();
    for (FieldChange change : updates.getOrDefault(entry.key(), List.of())) {
      Value now = change.from().orElseThrow();
      Optional<String> obstacle = change.field().obstacle(now);
      if (change.field().isKey() && Parked.is(live)) {
        leave(entry.key(), change.field(), "parked by an apply that was cut short: apply again");
      } else if (change.origin() == Origin.GIT) {
        kept.add(entry.key());
        if (isNamed) leave(entry.key(), change.field(), PENDING);
      } else if (obstacle.isPresent()) {
        cannot(entry, change.field(), obstacle.get(), isNamed);
      } else {
        if (change.field().isKey()) code = live.code();
        else values.put(change.field(), now);
        fields.add(new FieldChange(change.field(), change.to(), change.from(), change.origin()));
      }
    }
    Set<Queue> withdrawn = withdrawn(entry, isNamed, fields);
    if (fields.isEmpty()) return;
    Edit edit = new Edit.Rewrite(written(entry), code, values, withdrawn);
    adoptions.add(new Adoption(edit, Optional.of(live), fields));
    if (!code.equals(entry.key())) warnOfProtection(entry, code);
  }

  /// The queues that a code was taken out of, and that the files can cease to declare.
  ///
  /// @param fields gets what differs by them
  private Set<Queue> withdrawn(DesiredCode entry, boolean isNamed, List<FieldChange> fields) {
    QueueAdoption queues = QueueAdoption.of(pairs.getOrDefault(entry.key(), List.of()), patterns);
    queues.change().ifPresent(fields::add);
    queues.left().forEach(reason -> leave(entry.key(), Field.QUEUE, reason));
    if (queues.isPending()) {
      kept.add(entry.key());
      if (isNamed) leave(entry.key(), Field.QUEUE, PENDING);
    }
    return queues.withdrawn();
  }

  private DesiredCode written(DesiredCode entry) {
    return written.getOrDefault(entry.key(), entry);
  }

  private void cannot(DesiredCode entry, Field field, String obstacle, boolean isNamed) {
    if (!isNamed) {
      leave(entry.key(), field, "no file can declare it: " + obstacle);
      return;
    }
    refuse(
        "not-declarable",
        "no file can declare the live '%s' of '%s': %s"
            .formatted(field.name(), entry.key(), obstacle),
        Optional.of(entry.at()),
        entry.key(),
        "change it live, or list the field under 'ignore'");
  }

  private void gone(Change.Create create, boolean isNamed) {
    DesiredCode entry = create.desired();
    Optional<String> unseen = comparison.unseen();
    if (unseen.isPresent()) {
      leave(entry.key(), "gone, or out of sight: " + unseen.get());
    } else if (create.vanished()) {
      if (isNamed) remove(entry);
      else leave(entry.key(), "gone; its entry is taken out only if it is named");
    } else if (base.isPresent()) {
      kept.add(entry.key());
      if (isNamed) leave(entry.key(), "new, not yet applied");
    } else if (isNamed) {
      refuse(
          "new-or-gone",
          "'%s' is not live, and nobody can tell whether it is new or was deleted"
              .formatted(entry.key()),
          Optional.of(entry.at()),
          entry.key(),
          "give a base (--base-ref), or take the entry out yourself");
    }
  }

  private void remove(DesiredCode entry) {
    Origin origin = base.isPresent() ? Origin.DRIFT : Origin.UNKNOWN;
    List<FieldChange> fields = new ArrayList<>();
    fields.add(FieldChange.removed(desired.dialect().key(), new Value.Text(entry.key()), origin));
    for (Field field : desired.dialect().fields()) {
      Optional.ofNullable(entry.values().get(field))
          .ifPresent(value -> fields.add(FieldChange.removed(field, value.value(), origin)));
    }
    adoptions.add(new Adoption(new Edit.Removal(written(entry)), Optional.empty(), fields));
  }

  private void undeclared(LiveCode live) {
    if (!seen.add(live.code())) return;
    Optional<SourcePosition> entry = Optional.ofNullable(retired.get(live.code()));
    Optional<SourcePosition> except = Optional.ofNullable(excepted.get(live.code()));
    Optional<String> obstacle = desired.dialect().obstacle(live);
    if (entry.isPresent()) {
      refuse(
          "retired-and-live",
          "'%s' is retired, and live again".formatted(live.code()),
          entry,
          live.code(),
          "take it out of 'retired', then adopt it");
    } else if (except.isPresent()) {
      refuse(
          "excepted",
          "'%s' is excepted: it isn't this target's".formatted(live.code()),
          except,
          live.code(),
          "take it out of 'except', then adopt it");
    } else if (obstacle.isPresent()) {
      refuse(
          "not-declarable",
          "no file can declare '%s': %s".formatted(live.code(), obstacle.get()),
          Optional.empty(),
          live.code(),
          "rename it live");
    } else {
      add(live);
    }
  }

  private void add(LiveCode live) {
    Origin origin = base.isPresent() ? Origin.DRIFT : Origin.UNKNOWN;
    List<FieldChange> fields = new ArrayList<>();
    fields.add(FieldChange.added(desired.dialect().key(), new Value.Text(live.code()), origin));
    for (Field field : desired.dialect().fields()) {
      Value value = live.value(field);
      Optional<String> obstacle = field.obstacle(value);
      if (obstacle.isEmpty()) {
        fields.add(FieldChange.added(field, value, origin));
      } else if (!value.isEmpty()) {
        leave(live.code(), field, "no file can declare it: " + obstacle.get());
      }
    }
    additions.add(
        new Adoption(Edit.Addition.of(desired.dialect(), live), Optional.of(live), fields));
  }

  private void warnOfProtection(DesiredCode entry, String code) {
    Sourced<String> guard = guarded.get(entry.key());
    if (guard == null) return;
    findings.add(
        Finding.warning(
            "protects-nothing",
            "'%s' was renamed to '%s' live, and 'protect' still names it"
                .formatted(entry.key(), code),
            guard.at(),
            guard.value(),
            "write '%s' there if it shall stay protected".formatted(code)));
  }

  private void leave(String code, String reason) {
    left.add(new Adoptions.Left(code, Optional.empty(), reason));
  }

  private void leave(String code, Field field, String reason) {
    left.add(new Adoptions.Left(code, Optional.of(field), reason));
  }

  private void refuse(
      String code, String message, Optional<SourcePosition> at, String meant, String hint) {
    findings.add(Finding.error(code, message, at, meant, hint));
  }
}

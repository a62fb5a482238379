package dev.wrapup.report;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Confusables;
import dev.wrapup.model.text.Word;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a plan tells beside its changes. What a reviewer has to know stands before them, of long
/// lists the first few; the rest of those, and what is only good to know, stands after them.
///
/// @param before fits a screen
record PlanRemarks(List<Doc.Block> before, List<Doc.Block> after) {
  private static final String UNKNOWN_ORIGIN =
      "No base was given: edits made outside Git can't be told from Git's (--base-ref).";

  private static final Doc.Heading RELEASED =
      new Doc.Heading("released", "No longer declared, stays as it is live", Phrase.NONE);

  private static final Doc.Heading DRIFT =
      new Doc.Heading(
          "drift", "Changed outside Git, left as it is", Phrase.code("drift").and(" tells more"));

  private static final Doc.Heading SINCE =
      new Doc.Heading("drift", "Changed since that run, left as it is", Phrase.NONE);

  /// So many of a list stand before the changes.
  private static final int FEW = 3;

  /// So many codes are named in a sentence.
  private static final int NAMED = 5;

  static PlanRemarks of(Plan plan, PlanMetadata facts) {
    PlanRemarks remarks = new PlanRemarks(new ArrayList<>(), new ArrayList<>());
    remarks.warnings(plan);
    remarks.base(plan, facts);
    remarks.findings(plan.findings());
    remarks.list("line", RELEASED, Doc.lazily(plan.released(), PlanRemarks::released));
    QueueCards queues = QueueCards.of(plan.drift());
    remarks.list(
        "code",
        plan.undo().isPresent() ? SINCE : DRIFT,
        Doc.lazily(
            queues.told(plan.drift()),
            change -> ChangeCard.leftOut(change, queues, plan.undo().isPresent())));
    if (!plan.undeclared().isEmpty()) {
      Doc.Heading heading = new Doc.Heading("undeclared", "Undeclared, left alone", Phrase.NONE);
      remarks.after.add(new Doc.Names(heading, Doc.lazily(plan.undeclared(), LiveCode::code)));
    }
    remarks.ignored(plan);
    facts
        .lastDrift()
        .map(check -> note(check.sentence(facts.createdAt())))
        .ifPresent(remarks.after::add);
    return remarks;
  }

  private void warnings(Plan plan) {
    for (Usage.Unread unread : plan.unread()) {
      Phrase why = Phrase.theirs(unread.kind() + ": " + unread.reason());
      warn(Phrase.ours("who refers to codes is unknown, not nobody: ").and(why));
    }
    plan.picks().ifPresent(picks -> before.addAll(UsageReport.lost(picks, plan.changes())));
    plan.base()
        .filter(base -> !base.files().isEmpty())
        .map(base -> policy(base, plan.desired()))
        .ifPresent(this::policy);
    List<FieldChange> renamed = renamed(plan);
    Set<String> taken = names(renamed, FieldChange::to);
    taken.retainAll(names(renamed, FieldChange::from));
    String goes = "from one code to another, and with it whoever goes by the name";
    warn(taken.stream().map(Phrase::theirs).toList(), "goes", "go", goes);
    String given = "given that another code has too, or one that looks like it";
    warn(twins(plan, renamed), "is", "are", given);
    if (plan.reverts() > 0) {
      warn(
          Phrase.ours(
              "%s made outside Git %s undone (--revert-drift)."
                  .formatted(
                      Words.count(plan.reverts(), "edit"),
                      Words.verb(plan.reverts(), "is", "are"))));
    }
  }

  /// What referrers, agents and reports find a code by, where it changes.
  private static List<FieldChange> renamed(Plan plan) {
    List<FieldChange> renamed = new ArrayList<>();
    for (Change change : plan.changes()) {
      for (FieldChange field : change.fields()) if (field.field().isNaming()) renamed.add(field);
    }
    return renamed;
  }

  private static Set<String> names(
      List<FieldChange> renamed, Function<FieldChange, Optional<Value>> side) {
    Set<String> names = new LinkedHashSet<>();
    for (FieldChange field : renamed) side.apply(field).ifPresent(name -> names.add(name.text()));
    return names;
  }

  /// Names that codes get, apart from the code itself, and that more than one has afterwards.
  private static List<Phrase> twins(Plan plan, List<FieldChange> renamed) {
    List<FieldChange> given =
        renamed.stream().filter(name -> !name.field().isKey() && name.to().isPresent()).toList();
    if (given.isEmpty()) return List.of();
    Field field = given.getFirst().field();
    Set<String> borne = new HashSet<>();
    Set<String> shared = new HashSet<>();
    Consumer<Value> bearer =
        name -> {
          String shape = Confusables.shape(name.text());
          if (!borne.add(shape)) shared.add(shape);
        };
    plan.desired().codes().forEach(code -> code.managed(field).ifPresent(bearer));
    plan.undeclared().forEach(code -> bearer.accept(code.value(field)));
    if (shared.isEmpty()) return List.of();
    return names(given, FieldChange::to).stream()
        .filter(name -> shared.contains(Confusables.shape(name)))
        .map(Phrase::theirs)
        .toList();
  }

  private void warn(List<Phrase> names, String one, String more, String what) {
    if (names.isEmpty()) return;
    int all = names.size();
    warn(
        Phrase.ours(
                "%s %s %s: ".formatted(Words.count(all, "name"), Words.verb(all, one, more), what))
            .and(Phrase.named(names, NAMED)));
  }

  private void warn(Phrase what) {
    before.add(new Doc.Note(Tone.WARN, what));
  }

  private void policy(List<Phrase> settings) {
    if (settings.isEmpty()) return;
    warn(
        Phrase.ours("the policy for plans after this one changes: ")
            .and(Phrase.join("; ", settings)));
  }

  /// What is another setting than in the base.
  private static List<Phrase> policy(DesiredState base, DesiredState desired) {
    List<Phrase> changed = new ArrayList<>();
    for (Setting<?> setting : Policy.SETTINGS) {
      List<String> old = words(base.policy().value(setting));
      List<String> now = words(desired.policy().value(setting));
      if (Set.copyOf(old).equals(Set.copyOf(now))) continue;
      Phrase name = Phrase.ours(setting.name() + " ");
      changed.add(
          switch (setting.kind()) {
            case CHOICES, CODES ->
                name.and(
                    Phrase.named(
                        Stream.concat(signed("-", old, now), signed("+", now, old)).toList(),
                        NAMED));
            case CHOICE, LIMIT, PATTERN ->
                name.and(Phrase.theirs(String.join("", old)))
                    .and(" → ")
                    .and(Phrase.theirs(String.join("", now)));
          });
    }
    return changed;
  }

  private static Stream<Phrase> signed(String sign, List<String> these, List<String> those) {
    Set<String> others = Set.copyOf(those);
    return these.stream()
        .filter(one -> !others.contains(one))
        .map(one -> Phrase.ours(sign).and(Phrase.theirs(one)));
  }

  /// A setting's value as it is written.
  private static List<String> words(Object value) {
    return switch (value) {
      case Word word -> List.of(word.word());
      case Collection<?> all -> all.stream().flatMap(one -> words(one).stream()).sorted().toList();
      case Sourced<?> one -> words(one.value());
      case Optional<?> some -> List.of(some.map(Object::toString).orElse("none"));
      default -> List.of(value.toString());
    };
  }

  private void base(Plan plan, PlanMetadata facts) {
    facts
        .base()
        .map(base -> base.told(kept(plan), BaseCommit.OUTSIDE))
        .ifPresent(told -> (plan.drift().isEmpty() ? after : before).add(told));
    boolean isUpdate = plan.changes().stream().anyMatch(Change.Update.class::isInstance);
    if (plan.base().isEmpty() && isUpdate) before.add(note(UNKNOWN_ORIGIN));
  }

  /// Fields that nobody compares, and those of them that the base compared.
  private void ignored(Plan plan) {
    Set<String> old = plan.base().map(PlanRemarks::ignores).orElse(Set.of());
    List<String> fresh = new ArrayList<>(ignores(plan.desired()));
    fresh.removeAll(old);
    List<String> kept = new ArrayList<>(ignores(plan.desired()));
    kept.removeAll(Set.copyOf(fresh));
    ignored("ignored", "Ignored, whatever is live", kept, after);
    ignored("fresh", "Ignored from now on, whatever is live", fresh, before);
  }

  private static void ignored(
      String id, String title, List<String> fields, List<Doc.Block> blocks) {
    if (fields.isEmpty()) return;
    blocks.add(new Doc.Names(new Doc.Heading(id, title, Phrase.NONE), fields));
  }

  private static Set<String> ignores(DesiredState state) {
    Set<String> ignores = new LinkedHashSet<>();
    for (DesiredCode code : state.codes()) {
      for (Ignore one : code.ignores()) ignores.add(code.key() + " " + one.field().name());
    }
    return ignores;
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) return;
    int first = findings.size() > FEW + 1 ? FEW : findings.size();
    before.add(new Doc.Findings(findings.subList(0, first)));
    if (first == findings.size()) return;
    before.add(
        note("%s more are told below.".formatted(Words.count(findings.size() - first, "finding"))));
    after.add(
        new Doc.Findings(
            new Doc.Heading("others", "Findings, the rest", Phrase.NONE),
            findings.subList(first, findings.size())));
  }

  private void list(String noun, Doc.Heading heading, List<Doc.Item> items) {
    if (items.isEmpty()) return;
    if (items.size() <= FEW + 1) {
      before.add(new Doc.Listing(noun, heading, items, false));
      return;
    }
    String shown =
        "%,d of %s, the rest is told below".formatted(FEW, Words.count(items.size(), noun));
    Doc.Heading few = new Doc.Heading(heading.id(), heading.title(), Phrase.ours(shown));
    Doc.Heading rest =
        new Doc.Heading(heading.id() + "-rest", heading.title() + ", the rest", heading.aside());
    before.add(new Doc.Listing(noun, few, items.subList(0, FEW), false));
    after.add(new Doc.Listing(noun, rest, items.subList(FEW, items.size()), false));
  }

  /// What the base declared and the files don't.
  static Optional<Doc.Block> released(Plan plan) {
    if (plan.released().isEmpty()) return Optional.empty();
    return Optional.of(
        new Doc.Listing(
            "line", RELEASED, Doc.lazily(plan.released(), PlanRemarks::released), false));
  }

  private static Doc.Item released(Released released) {
    return Doc.Item.of(
        Phrase.theirs(released.live().code()),
        switch (released) {
          case Released.Code ignored -> Phrase.ours("the whole code");
          case Released.OneField one ->
              Phrase.ours(one.field().name() + ": ").and(Phrase.value(one.value()));
        });
  }

  /// What was changed outside Git since the base, and is left alone.
  static List<String> kept(Plan plan) {
    return plan.drift().stream().map(Change::code).distinct().toList();
  }

  static Doc.Note note(String sentence) {
    return new Doc.Note(Tone.PLAIN, Phrase.ours(sentence));
  }
}

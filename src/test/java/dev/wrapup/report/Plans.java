package dev.wrapup.report;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Deviations;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.RunUndo;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans in which somebody else's text stands wherever one can.
final class Plans {
  static final PlanMetadata FACTS =
      new PlanMetadata(
          "0.1.0",
          Instant.EPOCH,
          3,
          Optional.of(new Caller("wrapup", command -> List.of("--sandbox"), command -> List.of())),
          Optional.empty(),
          Optional.empty(),
          Phrase.NONE,
          Optional.empty(),
          false);
  static final OutputStyle LOOK = new OutputStyle(false, 100, true);

  private static final Field KEY = Dialect.VERSIONED.key();
  static final Field NAME = Dialect.VERSIONED.field("displayName").orElseThrow();
  static final Field TEXT = Dialect.VERSIONED.field("description").orElseThrow();
  private static final Field OUTCOMES = Dialect.VERSIONED.field("outcomes").orElseThrow();

  private final SourceFile file;
  private Dialect dialect = Dialect.VERSIONED;
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> drift = new ArrayList<>();
  private final List<Released> released = new ArrayList<>();
  private final List<LiveCode> undeclared = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<DesiredCode> codes = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private Optional<RunUndo> undo = Optional.empty();

  Plans(String path) {
    this.file = new SourceFile(path, new byte[0]);
  }

  /// A refused plan with a create, an update, a delete, and one of all else for each text.
  static Verdict refused(List<String> texts) {
    Plans plans = new Plans(texts.getFirst());
    for (String text : texts) plans.everything(text);
    return new Verdict.Refused(
        plans.plan(texts.getFirst()), plans.refusals, Optional.of("f".repeat(32)));
  }

  /// What a policy has against a plan.
  static List<Refusal> refusals(String text) {
    Plans plans = new Plans(text);
    plans.everything(text);
    return plans.refusals;
  }

  /// A plan of one code of which a field is ignored for a few days more.
  static Plan ignoring(String text) {
    Plans plans = new Plans(text);
    plans.everything(text);
    Ignore ignore =
        new Ignore(
            new Sourced<>(TEXT, plans.at()),
            Optional.of(LocalDate.of(2026, 1, 5)),
            Optional.of(text),
            Optional.of(text));
    plans.codes.add(
        new DesiredCode(
            new Sourced<>(text, plans.at()),
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(ignore)));
    return plans.plan(text);
  }

  /// A plan in which nothing is to be done, and so many codes were changed outside Git.
  static Plan drifted(int count, String text) {
    Plans plans = new Plans("wrapupcodes.yaml");
    for (int i = 0; i < count; i++) plans.drift.add(plans.update("CODE_" + i, text, Impact.NONE));
    return plans.plan("us-east-1");
  }

  /// An approved plan of one update with that impact.
  static Verdict updating(Impact impact) {
    Plans plans = new Plans("wrapupcodes.yaml");
    plans.changes.add(plans.update("CODE", "text", impact));
    return Verdict.review(plans.plan("us-east-1"), Optional.empty(), Optional.empty());
  }

  /// An approved plan of so many updates, and one that is drift, with a text in all their fields.
  static Verdict updates(int count, String text) {
    Plans plans = new Plans("wrapupcodes.yaml");
    for (int i = 0; i < count; i++) plans.changes.add(plans.update("CODE_" + i, text, Impact.NONE));
    plans.drift.add(plans.update("DRIFTED", text, Impact.NONE));
    return Verdict.review(plans.plan("us-east-1"), Optional.empty(), Optional.empty());
  }

  /// An approved plan of updates of a single field each.
  static Verdict renaming(List<String[]> names, Impact... impacts) {
    Plans plans = new Plans("wrapupcodes.yaml");
    for (int i = 0; i < names.size(); i++) {
      String[] name = names.get(i);
      plans.changes.add(
          new Change.Update(
              live("CODE_" + i, name[0]),
              plans.desired("CODE_" + i),
              List.of(change(NAME, name[0], name[1])),
              Origin.GIT,
              i < impacts.length ? impacts[i] : Impact.NONE));
    }
    return Verdict.review(plans.plan("us-east-1"), Optional.empty(), Optional.empty());
  }

  /// A plan that gives codes to queues and takes them away, the last of a queue among them.
  static Verdict offering(String text) {
    Plans plans = new Plans(text);
    plans.dialect = Dialect.GENESYS_CLOUD;
    for (int i = 0; i < 4; i++) {
      plans.changes.add(plans.offered("CODE_" + i, text));
      plans.changes.add(plans.offered(text, text + i));
      plans.changes.add(plans.withdrawn(text, text + i));
    }
    plans.drift.add(plans.offered(text, text));
    return Verdict.review(plans.plan(text), Optional.empty(), Optional.empty());
  }

  /// A plan that undoes a run, with all that can be left of it.
  static Plan undoing(String text) {
    Plans plans = new Plans(text);
    plans.everything(text);
    plans.released.clear();
    plans.undeclared.clear();
    Change.Create gone = (Change.Create) plans.create(text);
    plans.drift.add(new Change.Create(gone.desired(), gone.fields(), Origin.COLLISION, false));
    plans.drift.add(plans.delete(text, new CodeReference(NOBODY, CodeReference.By.ID)));
    plans.undo = Optional.of(new RunUndo(text, text, List.of(), 1));
    return plans.plan(text);
  }

  private static final Referrer NOBODY =
      new Referrer("queue", "1", "1", Optional.empty(), Optional.empty());

  private Policy generous() {
    Policy.Limit all = new Policy.Limit.Count(Integer.MAX_VALUE);
    return new Policy(Map.of(Policy.MAX_UPDATES, new Sourced<>(all, at())));
  }

  Plan plan(String elsewhere) {
    return new Plan(
        new Target(elsewhere, elsewhere, Optional.of(elsewhere), elsewhere),
        new DesiredState(
            List.of(file),
            dialect,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            generous(),
            List.of(),
            List.of(),
            Deviations.NONE,
            codes),
        Optional.empty(),
        changes,
        0,
        drift,
        released,
        undeclared,
        changes.size(),
        changes.size() + drift.size() + undeclared.size(),
        Optional.empty(),
        List.of(new Usage.Unread("routing-rule", elsewhere)),
        Optional.empty(),
        changes.isEmpty() ? 0 : 2,
        findings,
        undo);
  }

  void everything(String text) {
    CodeReference rule =
        new CodeReference(
            new Referrer("routing-rule", text, text, Optional.empty(), Optional.of(text)),
            CodeReference.By.NAME);
    Impact impact =
        new Impact(
            List.of(rule, rule),
            List.of(
                new Warning(Warning.Kind.RULE_NAME_BREAKS, text, List.of(rule)),
                new Warning(Warning.Kind.AUTO_BYPASS, text, List.of(rule, rule))));
    changes.add(create(text));
    changes.add(update(text, text, impact));
    changes.add(delete(text, rule));
    drift.add(update(text, text, Impact.NONE));
    drift.add(create(text));
    released.add(new Released.Code(live(text, text)));
    released.add(new Released.OneField(live(text, text), TEXT, new Value.Text(text)));
    undeclared.add(live(text, text));
    findings.add(Finding.warning("odd-code", text, at(), 1, text));
    refusals.add(new Refusal("max-updates", text, Optional.of(at()), true));
  }

  Change create(String text) {
    return new Change.Create(
        desired(text),
        List.of(
            new FieldChange(KEY, Optional.empty(), Optional.of(new Value.Text(text)), Origin.GIT),
            new FieldChange(NAME, Optional.empty(), Optional.of(new Value.Text(text)), Origin.GIT),
            new FieldChange(OUTCOMES, Optional.empty(), Optional.of(outcomes(text)), Origin.GIT)),
        Origin.GIT,
        true);
  }

  Change update(String code, String text, Impact impact) {
    return new Change.Update(
        live(code, text),
        desired(code + "2"),
        List.of(
            change(KEY, code, code + "2"),
            change(NAME, text, text + " more"),
            change(TEXT, "once " + text, text),
            new FieldChange(
                OUTCOMES,
                Optional.of(outcomes(text)),
                Optional.of(outcomes(text + "2")),
                Origin.COLLISION,
                Optional.of(outcomes(text + "1")))),
        Origin.GIT,
        impact);
  }

  /// Of one text alone.
  Change described(String code, String text) {
    return new Change.Update(
        live(code, text),
        desired(code),
        List.of(change(TEXT, "once " + text, text)),
        Origin.GIT,
        Impact.NONE);
  }

  Change delete(String text, CodeReference rule) {
    return new Change.Delete(
        live(text, text),
        at(),
        List.of(
            new FieldChange(NAME, Optional.of(new Value.Text(text)), Optional.empty(), Origin.GIT)),
        Origin.COLLISION,
        new Impact(
            List.of(rule),
            List.of(new Warning(Warning.Kind.DELETE_REFERENCED, text, List.of(rule)))));
  }

  /// A live code that a queue is to offer.
  Change offered(String code, String queue) {
    return pair(Effect.Action.ADD_TO_QUEUE, code, queue, Impact.NONE);
  }

  /// The last code of a queue, which it is to offer no longer.
  private Change withdrawn(String code, String queue) {
    Referrer referrer = new Referrer("queue", queue, queue, Optional.of(code), Optional.empty());
    CodeReference reference = new CodeReference(referrer, CodeReference.By.ID);
    Warning warning = new Warning(Warning.Kind.EMPTIES_QUEUE, queue, List.of(reference));
    Impact impact = new Impact(List.of(), List.of(warning));
    return pair(Effect.Action.REMOVE_FROM_QUEUE, code, queue, impact);
  }

  private Change pair(Effect.Action action, String code, String queue, Impact impact) {
    return new Change.QueuePair(
        action,
        desired(code),
        Optional.of(live(code, code)),
        new Queue(queue, queue, Optional.empty(), false, true),
        Origin.GIT,
        impact,
        at());
  }

  static FieldChange change(Field field, String from, String to) {
    return new FieldChange(
        field, Optional.of(new Value.Text(from)), Optional.of(new Value.Text(to)), Origin.GIT);
  }

  static Value.Outcomes outcomes(String text) {
    return new Value.Outcomes(List.of(new Value.Outcome(text, text), new Value.Outcome("1", text)));
  }

  static LiveCode live(String code, String text) {
    return new LiveCode(code, text, code, Map.of(NAME, new Value.Text(text)));
  }

  DesiredCode desired(String code) {
    return new DesiredCode(
        new Sourced<>(code, at()), Optional.empty(), Map.of(), Map.of(), List.of(), List.of());
  }

  SourcePosition at() {
    return new SourcePosition(file, 1, 1);
  }
}

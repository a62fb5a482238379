package dev.wrapup.report;

import dev.wrapup.app.Lint;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.journal.AuditCounts;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.Event;
import dev.wrapup.journal.Metrics;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.journal.Run;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Editor;
import dev.wrapup.model.Field;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.ReferenceNames;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Target;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Skew;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.adoption.Adoption;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.report.audit.AuditDoc;
import dev.wrapup.report.audit.AuditJson;
import dev.wrapup.report.audit.VerifyReport;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.fleet.FleetItems;
import dev.wrapup.report.fleet.FleetReport;
import dev.wrapup.report.fleet.PromoteReport;
import dev.wrapup.report.fleet.SkewReport;
import dev.wrapup.report.fleet.TargetReport;
import dev.wrapup.report.format.GitHubCommands;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.json.ErrorJson;
import dev.wrapup.report.json.SnapshotJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Every document in every format that it has, with somebody else's text wherever one can stand.
final class Reports {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final String text;
  private final OutputStyle look;
  private final Plans plans;
  private final Map<String, String> all = new LinkedHashMap<>();

  private Reports(String text, OutputStyle look) {
    this.text = text;
    this.look = look;
    this.plans = new Plans(text);
  }

  /// By name and format, such as `plan-refused.markdown`.
  static Map<String, String> of(String text, OutputStyle look) {
    Reports reports = new Reports(text, look);
    reports.plan("plan-refused", Plans.refused(List.of(text)));
    reports.plan(
        "plan-protected",
        new Verdict.Refused(
            Plans.refused(List.of(text)).plan(), Plans.refusals(text), Optional.empty()));
    reports.plan("plan-overridden", overridden(Plans.refused(List.of(text)).plan()));
    reports.plan("plan-queues", Plans.offering(text));
    reports.plan("plan-approved", Plans.updates(2, text));
    reports.plan(
        "plan-empty", Verdict.review(Plans.drifted(1, text), Optional.empty(), Optional.empty()));
    Plan undo = Plans.undoing(text);
    reports.plan("plan-undo", new Verdict.Refused(undo, Plans.refusals(text), Optional.of(text)));
    reports.plan("plan-undone", overridden(undo));
    reports.drift();
    reports.apply();
    reports.audit();
    reports.adopt();
    reports.fleet();
    reports.skew();
    reports.smaller();
    return reports.all;
  }

  private static Verdict overridden(Plan plan) {
    Verdict.Refused refused =
        (Verdict.Refused) Verdict.review(plan, Optional.empty(), Optional.empty());
    return Verdict.review(plan, refused.token(), Optional.empty());
  }

  private PlanMetadata facts() {
    return new PlanMetadata(
        "0.1.0",
        AT,
        3,
        Optional.of(new Caller("wrapup", command -> List.of("--file", text), command -> List.of())),
        Optional.of(
            new LastDrift(
                new Target(text, text, Optional.empty(), text), AT.minusSeconds(7200), 2)),
        base(),
        Phrase.ours("commit ").and(BaseCommit.name("f".repeat(40))),
        Optional.empty(),
        false);
  }

  private Optional<BaseCommit> base() {
    return Optional.of(new BaseCommit(text, "f".repeat(40)));
  }

  private void plan(String name, Verdict verdict) {
    put(name, PlanDoc.of(verdict, facts()), PlanJson.render(verdict, facts(), look));
  }

  private void put(String name, Doc doc, String json) {
    for (String format : Renderers.FORMATS) {
      all.put(name + "." + format, Renderers.render(doc, format, look));
    }
    all.put(
        name + ".github",
        GitHubCommands.render(Renderers.annotations(doc), UnaryOperator.identity()));
    all.put(name + ".json", json);
  }

  private void drift() {
    Plan plan = Plans.refused(List.of(text)).plan();
    List<Drift.DriftedCode> strays = new ArrayList<>();
    for (Drift.Kind kind : Drift.Kind.values()) {
      strays.add(
          new Drift.DriftedCode(
              kind,
              switch (kind) {
                case COLLISION, CHANGED -> edited(plans.update(text, text, Impact.NONE));
                case VANISHED, MISSING -> plans.create(text);
                case RETIRED -> plans.delete(text, reference());
                case UNOFFERED -> plans.offered(text, text);
              }));
    }
    for (int i = 1; i <= 3; i++) {
      strays.add(
          new Drift.DriftedCode(Drift.Kind.CHANGED, edited(plans.described("SAME_" + i, text))));
    }
    LiveCode undeclared = edited("4");
    drift(
        "drift",
        new Drift(
            Plans.ignoring(text),
            strays,
            plan.changes(),
            List.of(undeclared, edited(text)),
            Map.of("3", new Editor.Person(text), "4", new Editor.Ourselves())));
    drift("drift-none", new Drift(plan, List.of(), List.of(), List.of(), Map.of()));
  }

  private LiveCode edited(String by) {
    LastEdit edit = new LastEdit(Optional.of(by), Optional.empty());
    return new LiveCode("1", "1", text, Map.of(), Optional.of(edit));
  }

  private static Change edited(Change change) {
    Change.Update update = (Change.Update) change;
    LiveCode live = update.before();
    LastEdit edit = new LastEdit(Optional.of("3"), Optional.of(AT));
    return new Change.Update(
        new LiveCode(live.id(), live.revision(), live.code(), live.values(), Optional.of(edit)),
        update.desired(),
        update.fields(),
        update.origin(),
        update.impact());
  }

  private void drift(String name, Drift drift) {
    put(name, DriftDoc.of(drift, facts()), DriftJson.render(drift, facts(), look));
  }

  private CodeReference reference() {
    return new CodeReference(
        new Referrer("routing-rule", text, text, Optional.empty(), Optional.of(text)),
        CodeReference.By.NAME);
  }

  private void apply() {
    Plan plan = Plans.refused(List.of(text)).plan();
    LiveCode now = new LiveCode("1", "2", text, Map.of());
    List<Clash> clashes =
        List.of(new Clash(Plans.NAME, new Value.Text(text), new Value.Text(text + " ")));
    List<Result> results = new ArrayList<>();
    for (ChangeOutcome outcome :
        List.of(
            ChangeOutcome.applied(Optional.of(now)),
            ChangeOutcome.applied(Optional.empty()).with(new Since(false, clashes)),
            ChangeOutcome.merged(now, List.of()).with(Since.NOTHING),
            ChangeOutcome.merged(now, List.of(Plans.NAME)).with(new Since(true, List.of())),
            ChangeOutcome.altered(now, text, clashes).invalid(true),
            ChangeOutcome.alreadyApplied(),
            ChangeOutcome.conflict(text, clashes),
            ChangeOutcome.failed(text),
            ChangeOutcome.unknown(text, clashes),
            ChangeOutcome.notBegun())) {
      Change change = plan.changes().get(results.size() % plan.changes().size());
      results.add(
          new Result(change, outcome, change.live(), 1, Duration.ofMillis(20), Optional.of(text)));
    }
    apply("apply", results, new Outbox.Told(3, 1, 2, Optional.of(text)), Optional.of(text));
    apply("apply-nothing", List.of(), Outbox.Told.NOTHING, Optional.empty());
  }

  private static Stream<UnreadWrite> unread(String text) {
    return Stream.of(false, true).map(isQueue -> new UnreadWrite(isQueue, text, text));
  }

  private void apply(
      String name, List<Result> results, Outbox.Told told, Optional<String> journal) {
    ApplyReport facts =
        new ApplyReport(
            "0.1.0",
            new Target(text, text, Optional.of(text), text),
            "sha256:" + "f".repeat(64),
            false,
            results,
            List.of(text, text),
            base(),
            told,
            journal,
            journal.map(path -> "f".repeat(64)),
            journal.stream().flatMap(path -> unread(text)).toList(),
            journal.map(path -> 4),
            30,
            Optional.empty());
    put(name, ApplyDoc.of(facts, AT), ApplyJson.render(facts, look));
  }

  /// A run of which all is that text.
  static Run run(String text) {
    Optional<String> some = Optional.of(text);
    return new Run(
        "7b3f",
        new Target(text, text, Optional.empty(), text),
        text,
        some,
        some,
        some,
        Optional.of(true),
        some,
        some,
        some,
        some,
        Optional.of(20),
        text,
        some,
        some);
  }

  static ParsedJournal empty(String path) {
    try {
      return ParsedJournal.of(
          Path.of(path.replace('\0', '0')), InputStream.nullInputStream(), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void audit() {
    List<AuditReport.Row> rows = new ArrayList<>();
    for (String outcome :
        List.of("failed", "conflict", "altered", "applied", "already-applied", "merged")) {
      for (Effect.Action action : Effect.Action.values()) rows.add(row(outcome, action));
    }
    AuditReport report =
        new AuditReport(
            empty(text),
            run(text),
            text,
            Optional.of(text),
            rows,
            new AuditCounts(
                Map.of("failed", 3, "altered", 3, "conflict", 3, "applied", 9),
                Map.of("failed", 1),
                1),
            new Metrics(4, 5, 6, 7, 8, 9, 10, Optional.of(11L), Optional.of(12)),
            Optional.of(4),
            1,
            Optional.of(2));
    Optional<Next> next =
        Optional.of(Next.of("", "Complete it:", Optional.of("wrapup audit resume")));
    put(
        "audit",
        AuditDoc.of(report, ZoneOffset.UTC, next),
        json(out -> AuditJson.write(report, next, look, out)));
    List<String> events = List.of(text, "{\"text\":\"%s\"}".formatted(text));
    put(
        "rehearse",
        AuditDoc.rehearsal(report, events, AT.minusSeconds(10_900), AT, ZoneOffset.UTC),
        json(out -> AuditJson.rehearsal(report, events, AT.minusSeconds(10_900), AT, look, out)));
  }

  private AuditReport.Row row(String outcome, Effect.Action action) {
    Value value = new Value.Text(text);
    List<Effect.Part> parts =
        List.of(
            new Effect.Part(text, Optional.of(value), Optional.of(new Value.Text(text + " more"))),
            new Effect.Part("outcomes", Optional.empty(), Optional.of(Plans.outcomes(text))),
            new Effect.Part("routingType", Optional.of(value), Optional.empty()),
            new Effect.Part("description", Optional.of(new Value.Text("")), Optional.empty()));
    Optional<Value> queue =
        Optional.of(new Value.Outcomes(List.of(new Value.Outcome("id " + text, text))));
    if (action.isOfQueue()) {
      boolean isAdd = action == Effect.Action.ADD_TO_QUEUE;
      Optional<Value> none = Optional.empty();
      parts = List.of(new Effect.Part("queue", isAdd ? none : queue, isAdd ? queue : none));
    }
    boolean isClash = !outcome.endsWith("applied");
    return new AuditReport.Row(
        text,
        outcome,
        action,
        Optional.of(text),
        text,
        Optional.of("OLD"),
        isClash ? Optional.of(text) : Optional.empty(),
        parts,
        outcome.equals("applied") ? Optional.of("edited") : Optional.empty(),
        isClash
            ? List.of(new AuditReport.Clash(text, value, new Value.Text(text + " ")))
            : List.of(),
        outcome.equals("merged") ? List.of(text) : List.of(),
        isClash
            ? Optional.empty()
            : Optional.of(new AuditReport.Told("7", "failed", Optional.of(text))),
        outcome.equals("applied") || outcome.equals("merged")
            ? Optional.of(audited())
            : Optional.empty());
  }

  private AuditReport.Audited audited() {
    Optional<String> some = Optional.of(text);
    return new AuditReport.Audited(
        text,
        "UPDATE_WRAPUP_CODE",
        some,
        some,
        some,
        some,
        some,
        some,
        text,
        Optional.of(12L),
        some,
        some,
        0,
        some);
  }

  private void adopt() {
    DesiredCode entry = plans.desired(text);
    LiveCode live = Plans.live(text + "2", text);
    Change.Update update = (Change.Update) plans.update(text, text, Impact.NONE);
    List<Adoption> adoptions =
        List.of(
            new Adoption(
                new Edit.Rewrite(entry, text + "2", Map.of(), Set.of()),
                Optional.of(live),
                update.fields()),
            new Adoption(
                new Edit.Rewrite(entry, text, Map.of(), Set.of()),
                Optional.of(live),
                update.fields()),
            new Adoption(
                new Edit.Removal(entry),
                Optional.empty(),
                plans.delete(text, reference()).fields()),
            new Adoption(
                Edit.Addition.of(Dialect.VERSIONED, live),
                Optional.of(live),
                plans.create(text).fields()));
    List<Adoptions.Left> left =
        List.of(
            new Adoptions.Left(text, Optional.of(Plans.NAME), text),
            new Adoptions.Left(text, Optional.empty(), text));
    SourceFile file = new SourceFile(text, new byte[0]);
    Target target = new Target(text, text, Optional.of(text), text);
    AdoptReport report =
        new AdoptReport(
            target,
            List.of(file),
            base(),
            List.of(file),
            Optional.of(ShellCommand.of("git", "diff")),
            new Adoptions(adoptions, left, List.of(text)),
            findings());
    put("adopt", report.doc(facts()), report.json(look));
    PromoteReport promoted =
        new PromoteReport(
            text,
            text,
            List.of(
                new PromoteReport.Part("prod-eu", new Adoptions(adoptions, left, List.of())),
                new PromoteReport.Part("prod-us", new Adoptions(List.of(), left, List.of()))),
            List.of(file),
            Optional.of(ShellCommand.of("git", "diff")));
    put("promote", promoted.doc(Caller.of("wrapup"), "0.1.0", AT), promoted.json(look));
    AdoptReport nothing =
        new AdoptReport(
            target,
            List.of(file, file),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            new Adoptions(List.of(), List.of(), List.of()),
            List.of());
    put("adopt-nothing", nothing.doc(facts()), nothing.json(look));
  }

  private List<Finding> findings() {
    SourceFile file =
        new SourceFile(text, ("format: 1\n\ta: " + text).getBytes(StandardCharsets.UTF_8));
    return List.of(
        Finding.error("wrong", text, new SourcePosition(file, 2, 2), 4, text),
        Finding.warning("odd", text, new SourcePosition(file, 1, 1), 3, text),
        new Finding(
            Finding.Severity.WARNING, "elsewhere", text, Optional.empty(), 1, Optional.of(text)));
  }

  /// With each part that one may have.
  private Snapshot snapshot() {
    Queue queue = new Queue("queue-1", text, Optional.of(text), true, false);
    LocalDate last = LocalDate.of(2026, 1, 1);
    Picks.Code picked = new Picks.Code(12_403, Optional.of(last), Map.of());
    Field description = Dialect.VERSIONED.field("description").orElseThrow();
    return new Snapshot(
        new Target("versioned", text, Optional.of(text), text),
        AT,
        new Catalog(
            List.of(Plans.live(text, text)),
            new Usage(List.of(), List.of()),
            new ReferenceNames(Map.of(description, Map.of(text, text))),
            new Visibility.Part(Set.of(text), text),
            Optional.empty()),
        Optional.of(
            new Usage(List.of(reference().referrer()), List.of(new Usage.Unread("flow", text)))),
        Optional.of(new Queues(List.of(queue), Map.of("queue-1", Set.of(text)), Optional.of(text))),
        Optional.of(new Picks(last.minusDays(29), last, Map.of(text, picked), Optional.of(text))));
  }

  /// One code of each sort: picked, not picked, and perhaps picked.
  private void usage() {
    LocalDate last = LocalDate.of(2026, 1, 1);
    Picks.Code picked =
        new Picks.Code(
            12_403, Optional.of(last), Map.of("one " + text, 12_000L, "two", 402L, "", 1L));
    Picks whole =
        new Picks(last.minusDays(29), last, Map.of(text, picked, "gone", picked), Optional.empty());
    Picks part = new Picks(whole.first(), last, whole.codes(), Optional.of(text));
    Target target = new Target(text, text, Optional.of(text), text);
    List<LiveCode> codes = List.of(Plans.live(text, text), Plans.live("id-2", text));
    UsageReport usage =
        new UsageReport(
            target,
            codes,
            whole,
            Optional.of(part),
            Optional.of(Map.of("one " + text, text, "two", text)));
    put("usage", usage.doc("0.1.0", AT), usage.json(look));
    UsageReport unknown = new UsageReport(target, codes, part, Optional.empty(), Optional.empty());
    put("usage-unknown", unknown.doc("0.1.0", AT), unknown.json(look));
  }

  /// What it finds by itself, and whatever else there may be to tell.
  private void lint() {
    String yaml = "format: 1\nretired: [CALBACK]\ncodes: {CALLBACK: {}, PLACED: {}, PLCED: {}}\n";
    SourceFile file = new SourceFile(text, yaml.getBytes(StandardCharsets.UTF_8));
    DesiredState files =
        ((Checked.Valid<DesiredState>) DesiredFiles.readSources(List.of(file), LocalDate.MIN))
            .value();
    List<Finding> found = new ArrayList<>(Lint.of(files));
    found.addAll(findings().subList(1, 3));
    put(
        "lint",
        FindingsDoc.lint(files, found, "0.1.0", AT),
        json(out -> FindingsDoc.json(files.files(), files.codes().size(), found, look, out)));
    put(
        "lint-nothing",
        FindingsDoc.lint(files, List.of(), "0.1.0", AT),
        json(out -> FindingsDoc.json(files.files(), files.codes().size(), List.of(), look, out)));
  }

  private void smaller() {
    List<Usage.Unread> unread = List.of(new Usage.Unread("routing-rule", text));
    RefsReport refs =
        new RefsReport(Plans.live(text, text), List.of(reference()), unread, Optional.empty());
    put("refs", refs.doc("0.1.0", AT), refs.json(look, AT));
    RefsReport then =
        new RefsReport(
            Plans.live(text, text), List.of(), unread, Optional.of(AT.minusSeconds(10_900)));
    put("refs-snapshot", then.doc("0.1.0", AT), then.json(look, AT));
    PlanMetadata on = facts().on(Optional.of(AT.minusSeconds(10_900)));
    Verdict preview = Plans.updates(2, text);
    put(
        "plan-snapshot",
        OnSnapshot.of(PlanDoc.of(preview, on), on.snapshot()),
        PlanJson.render(preview, on, look));
    all.put("snapshot.json", SnapshotJson.render(snapshot(), "0.1.0", Optional.empty(), look));
    usage();
    lint();
    DoctorReport doctor =
        new DoctorReport(
            new Target(text, text, Optional.of(text), text),
            List.of(
                new DoctorReport.Check("proxy", DoctorReport.Check.State.OK, text, ""),
                new DoctorReport.Check("clock", DoctorReport.Check.State.WARNING, text, text),
                new DoctorReport.Check("catalog", DoctorReport.Check.State.FAILED, text, text)));
    put("doctor", doctor.doc("0.1.0", AT), doctor.json(look));
    VerifyReport verify = new VerifyReport(List.of(empty(text), broken()));
    put("verify", verify.doc("0.1.0", AT), verify.json(look));
    SourceFile file = new SourceFile(text, text.getBytes(StandardCharsets.UTF_8));
    put(
        "findings",
        FindingsDoc.of(List.of(file), findings(), "Nothing was sent.", "0.1.0", AT),
        json(out -> FindingsDoc.json(List.of(file), 1, findings().subList(1, 3), look, out)));
    all.put(
        "error.json", json(out -> ErrorJson.write(2, "wrong", text, text, findings(), look, out)));
    SourceFile after = new SourceFile(text, (text + "\nmore\n").getBytes(StandardCharsets.UTF_8));
    FormatReport fmt =
        new FormatReport(
            true,
            List.of(
                new FormatReport.Formatted(file, after), new FormatReport.Formatted(file, file)));
    put("fmt", fmt.doc("0.1.0", AT), fmt.json(look));
    all.put("fmt-differences.text", fmt.differences(look));
    ReplayReport replayed =
        new ReplayReport(
            new Outbox.Told(1, 1, 0, Optional.of(text)),
            List.of(new ReplayReport.Stale(new Event(1, "7", text, List.of()), text)),
            Optional.of(text),
            Optional.of("f".repeat(64)));
    put("replay", replayed.doc("0.1.0", AT), replayed.json(look));
    for (ForgeReport.Kind kind : List.of(ForgeReport.Kind.COMMENT, ForgeReport.Kind.NOTE)) {
      ForgeReport posted =
          new ForgeReport(
              kind,
              ForgeReport.Action.UPDATED,
              Optional.of(7L),
              Optional.of(text),
              Optional.of(text),
              3);
      String host = kind == ForgeReport.Kind.NOTE ? "gitlab" : "github";
      put(host, posted.doc("0.1.0", AT), posted.json(look));
    }
  }

  private void fleet() {
    Target target = new Target(text, text, Optional.of(text), text);
    Plan plan = Plans.refused(List.of(text)).plan();
    List<TargetReport> targets = new ArrayList<>();
    targets.add(
        TargetReport.failed("no-address", 0, 2, new TargetReport.Problem("usage", text, text)));
    for (String name : List.of("test-eu", "prod-eu", "prod-us")) {
      targets.add(
          new TargetReport(
              name,
              targets.size(),
              name.equals("prod-us") ? 5 : 0,
              Optional.of(target),
              Optional.of("sha256:" + "f".repeat(64)),
              Map.of("create", 1),
              name.equals("test-eu")
                  ? TargetReport.Told.NOTHING
                  : TargetReport.Told.of(FleetItems.of(plan)),
              name.equals("prod-us") ? List.of(text, text) : List.of(),
              Optional.of(text),
              Optional.empty()));
    }
    FleetReport report = new FleetReport(FleetReport.Kind.PLAN, text, 2, targets);
    put("fleet", report.doc("0.1.0", AT), report.json("0.1.0", AT, look));
  }

  private void skew() {
    Value.Text value = new Value.Text(text);
    Value.Text other = new Value.Text(text + "2");
    Optional<Value> none = Optional.empty();
    Optional<String> commit = Optional.of("f".repeat(40));
    Value names = new Value.Outcomes(List.of(new Value.Outcome("", text)));
    Value ids = new Value.Outcomes(List.of(new Value.Outcome(text, text)));
    List<Skew> all = new ArrayList<>();
    for (Skew.State state : Skew.State.values()) {
      Optional<String> field = Optional.of("displayName");
      switch (state) {
        case SAME -> all.add(new Skew(state, text, Optional.empty(), none, none, none()));
        case LOCAL ->
            all.add(new Skew(state, text, Optional.of("code"), none, Optional.of(value), none()));
        case MISSING ->
            all.add(new Skew(state, text, Optional.of("code"), Optional.of(value), none, none()));
        case OVERRIDDEN -> {
          all.add(new Skew(state, text, field, Optional.of(value), Optional.of(value), none()));
          all.add(new Skew(state, text + "2", Optional.of("code"), none, none, none()));
        }
        case BEHIND -> {
          all.add(new Skew(state, text, field, Optional.of(value), Optional.of(other), commit));
          all.add(new Skew(state, text, Optional.of("queue"), Optional.of(names), none, commit));
          all.add(new Skew(state, text, field, Optional.of(other), Optional.of(value), none()));
          all.add(new Skew(state, text, Optional.of("code"), none, Optional.of(value), commit));
        }
        case DRIFTED, UNKNOWN -> {
          all.add(new Skew(state, text, field, Optional.of(value), Optional.of(other), none()));
          all.add(
              new Skew(
                  state,
                  text,
                  Optional.of("outcomes"),
                  Optional.of(ids),
                  Optional.of(names),
                  none()));
        }
      }
    }
    Map<String, List<Skew>> found = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) found.put("org-" + i, i == 11 ? all.subList(0, 3) : all);
    TargetReport failed =
        TargetReport.failed("no-address", 0, 2, new TargetReport.Problem("usage", text, text));
    SkewReport report = SkewReport.of(text, 2, List.of(), found, List.of(failed));
    put("skew", report.doc("0.1.0", AT), report.json("0.1.0", AT, look));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static ParsedJournal broken() {
    try {
      return ParsedJournal.of(
          Path.of("broken.jsonl"),
          new java.io.ByteArrayInputStream("{}\n".getBytes(StandardCharsets.UTF_8)),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Written {
    void to(StringWriter out) throws IOException;
  }

  private static String json(Written document) {
    StringWriter out = new StringWriter();
    try {
      document.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}

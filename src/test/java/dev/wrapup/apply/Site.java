package dev.wrapup.apply;

import dev.wrapup.Kind;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.journal.Run;
import dev.wrapup.journal.RunSummary;
import dev.wrapup.journal.UndoReader;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Planner;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.undo.UndoneRun;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An organization behind a server, and the client of one run.
///
/// @param patience with reads that lag
record Site(Kind kind, Sandbox sandbox, ApiClient client, ConsistencyWait patience)
    implements AutoCloseable {
  static final int RETRIES = 3;

  private static final Duration LONGEST = Duration.ofMinutes(2);

  static Site of(Kind kind, Organization organization) {
    return of(kind, organization, Settings.DEFAULT, RateBudget.unlimited(), ConsistencyWait.NONE);
  }

  static Site of(
      Kind kind,
      Organization organization,
      Settings settings,
      RateBudget budget,
      ConsistencyWait patience) {
    Sandbox sandbox = Sandbox.start(organization, settings);
    ApiClient client = kind.client(sandbox.url(), budget, Deadline.after(LONGEST));
    return new Site(kind, sandbox, client, patience);
  }

  /// Reads the catalog and plans.
  ///
  /// @param yaml the file after its format and a policy that allows all
  Verdict.Approved plan(String yaml) {
    return plan(desired(yaml));
  }

  /// The same with what the files said before.
  Verdict.Approved plan(String yaml, Optional<String> base) {
    return plan(desired(yaml), base.map(this::desired));
  }

  private DesiredState desired(String yaml) {
    String head =
        """
        format: 1
        api: %s
        policy:
          allow: [create, update, delete, remove-from-queue]
          maxCreates: 9999
          maxUpdates: 9999
          maxDeletes: 9999
        """
            .formatted(kind.dialect().api());
    SourceFile file =
        new SourceFile("wrapupcodes.yaml", (head + yaml).getBytes(StandardCharsets.UTF_8));
    return valid(DesiredFiles.readSources(List.of(file), LocalDate.of(2026, 1, 1)), yaml);
  }

  /// @param desired whose dialect may have other fields than the kind's
  Verdict.Approved plan(DesiredState desired) {
    return plan(desired, Optional.empty());
  }

  private Verdict.Approved plan(DesiredState desired, Optional<DesiredState> base) {
    QueueNames queues =
        desired.queueNames().and(base.map(DesiredState::queueNames).orElse(QueueNames.NONE));
    return plan(Comparison.of(desired, base, catalog(queues, desired.dialect())));
  }

  /// Plans what undoes a run.
  Verdict.Approved undo(Path journal) {
    UndoneRun run =
        UndoReader.read(ParsedJournal.read(journal, Optional.empty()), "run.jsonl", kind.dialect());
    DesiredState none = desired("codes: {}\n");
    return plan(run.compare(none, Optional.empty(), catalog(run.queues(), none.dialect())));
  }

  private Catalog catalog(QueueNames queues, Dialect dialect) {
    CatalogReader reader = kind.platform(dialect).reader(client);
    Catalog read = reader.snapshot(List.of());
    return queues.isEmpty() ? read : read.with(reader.queues(queues));
  }

  private Verdict.Approved plan(Comparison comparison) {
    Plan plan = valid(Planner.plan(target(), comparison, false), "");
    return (Verdict.Approved) Verdict.review(plan, Optional.empty(), Optional.empty());
  }

  /// An organization of Genesys Cloud with so many codes of no fields, and queues.
  static Organization queues(int codes, Stream<Queue> queues) {
    return new Organization(
        Kind.GENESYS_CLOUD.dialect(),
        IntStream.range(0, codes)
            .mapToObj(i -> new LiveCode("id-" + i, "1", "CODE_" + i, Map.of()))
            .toList(),
        List.of(),
        Map.of(),
        queues.toList());
  }

  private Target target() {
    return new Target(
        kind.dialect().api(), "us-east-1", Optional.empty(), "https://us-east-1.mygen.com");
  }

  private static <T> T valid(Checked<T> checked, String yaml) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid.value();
      case Checked.Invalid<T> invalid -> throw new AssertionError(invalid.findings() + "\n" + yaml);
    };
  }

  /// Applies a plan that was made just now, and looks at the catalog once more.
  ///
  /// @param path of the journal
  List<Result> apply(Verdict.Approved approved, int parallelism, Path path) {
    Plan plan = approved.plan();
    Set<String> known =
        sandbox.organization().codes().stream().map(LiveCode::id).collect(Collectors.toSet());
    Optional<String> none = Optional.empty();
    Run run =
        new Run(
            "r",
            target(),
            "test",
            none,
            none,
            none,
            Optional.empty(),
            none,
            none,
            none,
            Optional.of(plan.digest()),
            Optional.of(plan.changes().size()),
            "0",
            none,
            none);
    try (Journal journal =
        Journal.begin(path, run, plan.changes(), Clock.systemUTC(), Optional.empty())) {
      ApplyContext context =
          new ApplyContext(
              plan.desired().dialect(),
              kind.platform(plan.desired().dialect()).reader(client),
              kind.writer(client, plan.desired().dialect(), patience),
              journal,
              event -> {},
              result -> {},
              RETRIES,
              new CancellationToken());
      List<Result> results = new Applier(context, parallelism).apply(approved, known);
      CatalogReader reader = context.reader();
      PostApplyCheck check =
          PostApplyCheck.of(
              Result.landed(results),
              Optional.of(reader.codes()),
              queues(results),
              context.dialect(),
              reader,
              patience);
      journal.finish(
          new RunSummary(
              Optional.empty(), List.of(), Optional.of(client.requests()), Optional.empty()));
      return results.stream().map(check::seen).toList();
    }
  }

  private static Set<String> queues(List<Result> results) {
    return results.stream()
        .flatMap(result -> result.change().effect().queue().stream())
        .map(Value.Outcome::id)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    sandbox.close();
  }
}

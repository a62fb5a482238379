package dev.wrapup.app;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.ClientSettings;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.plan.TargetGuard;
import dev.wrapup.plan.undo.UndoneRun;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogSource;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.ParallelCalls;
import dev.wrapup.platform.Platform;
import dev.wrapup.platform.SnapshotReader;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Sandbox;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The way to the organization that is meant: chosen by flags and variables alone, never by a file.
/// The client is set up beside other work; no request leaves before one is asked for. Where a
/// snapshot takes the organization's place there is none.
public final class Connection implements AutoCloseable {
  private final RunOptions options;
  private final Workspace workspace;
  private final Deadline deadline;
  private final Optional<ClientSettings> settings;
  private final boolean writes;
  private final Platform platform;
  private final CompletableFuture<ApiClient> client;
  private final CompletableFuture<CatalogReader> reader;
  private final Optional<Sandbox> sandbox;
  private final Optional<Snapshot> snapshot;
  private Target target;

  private Connection(
      RunOptions options,
      Workspace workspace,
      boolean writes,
      Deadline deadline,
      Optional<Sandbox> stage) {
    this.options = options;
    this.snapshot = Optional.empty();
    this.workspace = workspace;
    this.writes = writes;
    TargetApi api = TargetApi.chosen(options.reach().api(), workspace);
    this.platform = api.platform();
    Platform.Environment environment = api.environment(options.reach().environment(), workspace);
    this.sandbox =
        stage.or(
            () ->
                options.reach().sandbox()
                    ? Optional.of(
                        Embedded.start(api.dialect(), options.reach().sandboxData(), workspace))
                    : Optional.empty());
    URI base =
        sandbox.map(Sandbox::url).or(() -> options.address(workspace)).orElse(environment.base());
    this.target =
        new Target(
            api.dialect().api(),
            environment.name(),
            Optional.empty(),
            sandbox.isPresent() ? Target.SANDBOX : SafeOrigin.of(base));
    this.deadline = deadline;
    ClientSettings client =
        new ClientSettings(
            base,
            sandbox.isPresent()
                ? platform.login(base, "sandbox", new Secret("whatever-it-is"), writes)
                : api.login(base, options, target, workspace, writes),
            options.budget(platform, workspace),
            deadline,
            options.variables(workspace),
            options.reach().caFile(),
            workspace.clock(),
            workspace.requests());
    this.settings = Optional.of(client);
    this.client = CompletableFuture.supplyAsync(() -> new ApiClient(client));
    this.reader = this.client.thenApply(platform::reader);
  }

  private Connection(
      Snapshot shown, RunOptions options, Workspace workspace, boolean writes, Deadline deadline) {
    this.options = options;
    this.snapshot = Optional.of(shown);
    this.workspace = workspace;
    this.writes = writes;
    this.platform = TargetApi.chosen(Optional.of(shown.target().api()), workspace).platform();
    this.sandbox = Optional.empty();
    this.target = shown.target();
    this.deadline = deadline;
    this.settings = Optional.empty();
    this.client = CompletableFuture.failedFuture(new IllegalStateException("there is no client"));
    this.reader = CompletableFuture.failedFuture(new IllegalStateException("there is no reader"));
  }

  /// Chooses the target and begins to set up the client, which can only read.
  ///
  /// @param deadline when all of it has to be over
  /// @throws Stop if the options or variables don't fit together
  public static Connection open(RunOptions options, Workspace workspace, Deadline deadline) {
    return new Connection(options, workspace, false, deadline, Optional.empty());
  }

  /// An organization in memory, in place of the target of which it began as a snapshot.
  ///
  /// @param stage is closed with it, and not kept
  /// @param options those of a rehearsal
  public static Connection rehearsing(
      Sandbox stage, Target target, RunOptions options, Workspace workspace, Deadline deadline) {
    Connection connection = new Connection(options, workspace, true, deadline, Optional.of(stage));
    connection.target = target;
    return connection;
  }

  /// What a snapshot shows, in place of an organization. Nothing is sent.
  ///
  /// @throws Stop if the options or variables name another target than it is of
  public static Connection on(
      Snapshot snapshot, RunOptions options, Workspace workspace, Deadline deadline) {
    TargetApi.hold(snapshot.target(), options, workspace);
    return new Connection(snapshot, options, workspace, false, deadline);
  }

  /// The same for a rehearsal, whose files are held to what an apply needs.
  public static Connection rehearsing(
      Snapshot snapshot, RunOptions options, Workspace workspace, Deadline deadline) {
    return new Connection(snapshot, options, workspace, true, deadline);
  }

  /// The same with a client that can write.
  static Connection openToWrite(RunOptions options, Workspace workspace, Deadline deadline) {
    return new Connection(options, workspace, true, deadline, Optional.empty());
  }

  /// What was asked for.
  RunOptions options() {
    return options;
  }

  /// What the run may read of its process.
  public Workspace workspace() {
    return workspace;
  }

  /// Where requests go; with the organization, once it is identified.
  public Target target() {
    return target;
  }

  /// The target as a journal names it.
  Target recorded() {
    return sandbox.isPresent() && !options.reach().sandbox() ? target.rehearsed() : target;
  }

  /// What the API's codes are like.
  public Dialect dialect() {
    return Dialect.of(target.api()).orElseThrow();
  }

  /// Asks which organization is reached, where the API tells.
  public void identify() {
    if (target.organization().isPresent()) return;
    target =
        new Target(target.api(), target.environment(), source().organization(), target.baseUrl());
  }

  /// Whether it was opened for an apply.
  boolean writes() {
    return writes;
  }

  /// What a client needs to read, or to write as well.
  public List<String> rights(boolean writes) {
    return platform.rights(writes);
  }

  /// How the API is reached, for whoever checks it.
  public ClientSettings settings() {
    return settings.orElseThrow();
  }

  public ApiClient client() {
    return ParallelCalls.join(client);
  }

  /// The whole live catalog, with what the files pin confirmed, and read once more where a code
  /// that the files declare is not in it: it may have been skipped, and would be created again.
  ///
  /// @throws Stop if it seems to be another organization's
  public Catalog catalog(DesiredInputs inputs) {
    Catalog codes = codes(inputs);
    return inputs.queues().isEmpty() ? codes : codes.with(queues(inputs.queues()));
  }

  /// The same without queues.
  Catalog codes(DesiredInputs inputs) {
    List<String> pinned = inputs.desired().pinned();
    Catalog catalog = source().snapshot(inputs.undone().map(UndoneRun::ids).orElse(pinned));
    Set<String> ids = catalog.ids();
    boolean isNew = catalog.codes().isEmpty();
    if (!isNew && TargetGuard.pinsAnother(inputs.desired(), ids)) {
      throw inputs.areOfAnother(target);
    }
    return inputs.createAny(catalog) ? source().again(catalog) : catalog;
  }

  /// Queues, with the codes of those that are named. This takes a request a queue, so the usual
  /// time limit is waived.
  public Queues queues(QueueNames names) {
    deadline.waive();
    return source().queues(names);
  }

  /// Who refers to some codes, where the catalog doesn't tell it.
  public Optional<Usage> usage(Set<String> ids) {
    return source().usage(ids, workspace.notes());
  }

  /// How often codes were picked in so many days, of which today is the last.
  public Picks picks(int days) {
    LocalDate today = LocalDate.now(workspace.clock().withZone(ZoneOffset.UTC));
    return source().picks(today.minusDays(days - 1L), today);
  }

  /// How often they were picked in as many days before those.
  public Picks before(Picks picks) {
    return source().picks(picks.first().minusDays(picks.days()), picks.first().minusDays(1));
  }

  /// The whole live catalog.
  public Catalog catalog() {
    return source().snapshot(List.of());
  }

  /// The live code of an id.
  ///
  /// @throws Stop if there is none
  public LiveCode code(String id) {
    String none = "no live code has the id " + id;
    return reader().read(id).orElseThrow(() -> Stop.error("not-live", none, Remedy.SEE_ALL_CODES));
  }

  /// How many requests were made.
  public int requests() {
    return snapshot.isPresent() ? 0 : client().requests();
  }

  /// What answers; empty if that is live.
  public Optional<Snapshot> snapshot() {
    return snapshot;
  }

  /// What can write; of a connection that was opened for it.
  CatalogWriter writer() {
    return platform.writer(client());
  }

  /// What answers where it is live.
  public CatalogReader reader() {
    return ParallelCalls.join(reader);
  }

  /// What answers, live or as a snapshot shows it.
  public CatalogSource source() {
    return snapshot.<CatalogSource>map(SnapshotReader::new).orElseGet(this::reader);
  }

  /// Keeps what was written to the embedded organization, if it is one.
  void keep() {
    sandbox
        .filter(server -> options.reach().sandbox())
        .ifPresent(server -> Embedded.keep(server.organization(), workspace));
  }

  /// Sends nothing more: what was asked for beside is not waited for.
  @Override
  public void close() {
    if (client.isDone() && !client.isCompletedExceptionally()) client.join().close();
    sandbox.ifPresent(Sandbox::close);
  }
}

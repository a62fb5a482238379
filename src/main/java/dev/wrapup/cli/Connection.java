package dev.wrapup.cli;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.ClientSettings;
import dev.wrapup.http.Deadline;
import dev.wrapup.http.Login;
import dev.wrapup.http.RateBudget;
import dev.wrapup.http.SafeOrigin;
import dev.wrapup.http.Secret;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.TargetGuard;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.Platform;
import dev.wrapup.process.Stop;
import dev.wrapup.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The way to the organization that is meant: chosen by flags and variables alone, never by a file.
/// The client is set up beside other work; no request leaves before one is asked for.
final class Connection implements AutoCloseable {
  private static final String DEFAULT_ENVIRONMENT = "us-east-1";

  /// The options that say which organization is meant.
  static final List<String> TARGET =
      List.of("--sandbox", "--sandbox-data", "--api", "--environment", "--base-url");

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ClientSettings settings;
  private final boolean writes;
  private final Platform platform;
  private final CompletableFuture<ApiClient> client;
  private final CompletableFuture<CatalogReader> reader;
  private final Optional<Sandbox> sandbox;
  private final Consumer<String> note;
  private Target target;

  private Connection(Target target, ClientSettings settings, Wish wish, Optional<Sandbox> sandbox) {
    this.target = target;
    this.settings = settings;
    this.writes = wish.writes();
    this.platform = wish.platform();
    this.note = wish.note();
    this.client = CompletableFuture.supplyAsync(() -> new ApiClient(settings));
    this.reader = client.thenApply(platform::reader);
    this.sandbox = sandbox;
  }

  /// Chooses the target and begins to set up the client, which can only read.
  ///
  /// @throws Stop if the options or variables don't fit together
  static Connection open(Context context) {
    return open(context, false, context.deadline(Optional.of(DEFAULT_TIMEOUT)));
  }

  /// The same with a client that can write.
  static Connection openToWrite(Context context, Deadline deadline) {
    return open(context, true, deadline);
  }

  private static Connection open(Context context, boolean writes, Deadline deadline) {
    Api api = Api.chosen(context);
    Wish wish = new Wish(api, api.platform(), writes, deadline, line -> context.note(line));
    Platform.Environment environment = environment(wish, context);
    return context.has("--sandbox")
        ? embedded(environment, wish, context)
        : remote(environment, wish, context);
  }

  /// What a command wants of the client.
  private record Wish(
      Api api, Platform platform, boolean writes, Deadline deadline, Consumer<String> note) {
    Target target(Platform.Environment environment, String baseUrl) {
      return new Target(api.dialect().api(), environment.name(), Optional.empty(), baseUrl);
    }
  }

  private static Platform.Environment environment(Wish wish, Context context) {
    String name =
        context
            .text("--environment")
            .or(() -> wish.api().environment(context))
            .orElse(DEFAULT_ENVIRONMENT);
    try {
      return wish.platform().environment(name);
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          String.valueOf(e.getMessage()),
          "write the environment as us-east-1; another address is given by --base-url");
    }
  }

  private static Connection embedded(Platform.Environment environment, Wish wish, Context context) {
    Sandbox sandbox = Embedded.start(wish.api().dialect(), context);
    Login login =
        wish.platform()
            .login(sandbox.url(), "sandbox", new Secret("whatever-it-is"), wish.writes());
    return new Connection(
        wish.target(environment, Target.SANDBOX),
        settings(sandbox.url(), login, wish, context),
        wish,
        Optional.of(sandbox));
  }

  private static Connection remote(Platform.Environment environment, Wish wish, Context context) {
    if (context.has("--sandbox-data")) {
      throw Stop.usage("--sandbox-data is given without --sandbox", "give both, or neither");
    }
    URI base =
        context
            .text("--base-url")
            .or(() -> context.workspace().variable("GENESYS_BASE_URL"))
            .map(SafeOrigin::parse)
            .orElse(environment.base());
    Target target = wish.target(environment, SafeOrigin.of(base));
    Login login = login(base, target, wish, context);
    ClientSettings settings = settings(base, login, wish, context);
    return new Connection(target, settings, wish, Optional.empty());
  }

  private static Login login(URI base, Target target, Wish wish, Context context) {
    try {
      return wish.api().login(base, context, wish.writes());
    } catch (Stop missing) {
      // files for another target say so first: what that one needs may be there
      if (context.options().commandSpec().findOption("-f") != null) Inputs.hold(context, target);
      throw missing;
    }
  }

  private static ClientSettings settings(URI base, Login login, Wish wish, Context context) {
    RateBudget budget =
        context
            .perMinute("--rate-limit")
            .map(limit -> RateBudget.of(limit, MINUTE))
            .orElseGet(wish.platform()::budget);
    Optional<Path> caFile = context.caFile();
    return new ClientSettings(
        base,
        login,
        budget,
        wish.deadline(),
        Webhooks.variables(context),
        caFile,
        context.workspace().clock(),
        context.workspace().requests());
  }

  /// Where requests go; with the organization, once it is identified.
  Target target() {
    return target;
  }

  /// Asks which organization is reached, where the API tells.
  void identify() {
    if (target.organization().isPresent()) return;
    target =
        new Target(target.api(), target.environment(), reader().organization(), target.baseUrl());
  }

  /// Whether it was opened to write.
  boolean writes() {
    return writes;
  }

  /// What a client needs to read, or to write as well.
  List<String> rights(boolean writes) {
    return platform.rights(writes);
  }

  /// How the API is reached, for whoever checks it.
  ClientSettings settings() {
    return settings;
  }

  ApiClient client() {
    return join(client);
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  /// The whole live catalog, with what the files pin confirmed, and read once more where a code
  /// that the files declare is not in it: it may have been skipped, and would be created again.
  ///
  /// @throws Stop if it seems to be another organization's
  Catalog catalog(Inputs inputs) {
    List<String> pinned = inputs.desired().pinned();
    Catalog catalog = reader().snapshot(pinned);
    Set<String> ids = catalog.ids();
    boolean isNew = catalog.codes().isEmpty();
    if (!isNew && TargetGuard.pinsAnother(inputs.desired(), ids)) {
      throw anotherOrganization(pinned.size());
    }
    Set<String> keys = catalog.codes().stream().map(LiveCode::code).collect(Collectors.toSet());
    boolean createsAny =
        inputs.desired().codes().stream().anyMatch(code -> !isLive(code, ids, keys));
    return createsAny ? reader().again(catalog) : catalog;
  }

  private static boolean isLive(DesiredCode code, Set<String> ids, Set<String> keys) {
    return keys.contains(code.key())
        || code.id().map(Sourced::value).filter(ids::contains).isPresent()
        || code.previously().stream().map(Sourced::value).anyMatch(keys::contains);
  }

  private Stop anotherOrganization(int pinned) {
    return Stop.usage(
        "wrong-target",
        "none of the %d codes that the files pin by their 'id' is live at %s: is it the right"
                .formatted(pinned, target.baseUrl())
            + " organization? Nothing was planned.",
        "choose the organization that the files are for, by its credentials, --environment or"
            + " --base-url; if all these codes were deleted there, take their ids out of the files");
  }

  /// Who refers to some codes, where the catalog doesn't tell it.
  Optional<Usage> usage(Set<String> ids) {
    return reader().usage(ids, note);
  }

  /// The whole live catalog.
  Catalog catalog() {
    return reader().snapshot(List.of());
  }

  /// How many requests were made.
  int requests() {
    return client().requests();
  }

  /// What can write; of a connection that was opened for it.
  CatalogWriter writer() {
    return platform.writer(client());
  }

  CatalogReader reader() {
    return join(reader);
  }

  /// Keeps what was written to the embedded organization, if it is one.
  void keep(Context context) {
    sandbox.ifPresent(server -> Embedded.keep(server.organization(), context));
  }

  @Override
  public void close() {
    sandbox.ifPresent(Sandbox::close);
  }
}

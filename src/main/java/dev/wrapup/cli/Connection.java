package dev.wrapup.cli;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Deadline;
import dev.wrapup.http.Origin;
import dev.wrapup.http.RateBudget;
import dev.wrapup.http.Secret;
import dev.wrapup.http.Settings;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Target;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.versioned.VersionedReader;
import dev.wrapup.platform.versioned.VersionedWriter;
import dev.wrapup.report.Visible;
import dev.wrapup.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine.ParseResult;

/// The way to the organization that is meant: chosen by flags and variables alone, never by a file.
/// The client is set up beside other work; no request leaves before one is asked for.
final class Connection implements AutoCloseable {
  private static final String DEFAULT_ENVIRONMENT = "us-east-1";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Target target;
  private final Settings settings;
  private final CompletableFuture<ApiClient> client;
  private final Optional<Sandbox> sandbox;

  private Connection(Target target, Settings settings, Optional<Sandbox> sandbox) {
    this.target = target;
    this.settings = settings;
    this.client = CompletableFuture.supplyAsync(() -> new ApiClient(settings));
    this.sandbox = sandbox;
  }

  /// Chooses the target and begins to set up the client, which can only read.
  ///
  /// @throws Stop if the options or variables don't fit together
  static Connection open(ParseResult options, Session process) {
    return open(options, process, VersionedReader.SCOPES, Optional.of(DEFAULT_TIMEOUT));
  }

  /// The same with a client that can write, and without a limit of time unless one is given.
  static Connection openToWrite(ParseResult options, Session process) {
    return open(options, process, VersionedWriter.SCOPES, Optional.empty());
  }

  private static Connection open(
      ParseResult options, Session process, List<String> scopes, Optional<Duration> timeout) {
    Session session = EnvFile.overlay(options, process);
    String api = Options.text(options, "--api", session, "WRAPUP_API").orElse("versioned");
    if (Dialect.of(api).isEmpty()) {
      throw Stop.usage("there is no api '" + api + "'", "choose versioned");
    }
    String environment =
        Options.text(options, "--environment", session, "GENESYS_ENV").orElse(DEFAULT_ENVIRONMENT);
    Optional<Duration> limit = Options.duration(options, "--timeout").or(() -> timeout);
    Wish wish = new Wish(scopes, limit.map(Deadline::after).orElseGet(Deadline::never));
    return Options.has(options, "--sandbox")
        ? embedded(api, environment, wish, options, session)
        : remote(api, environment, wish, options, session);
  }

  /// What a command wants of the client.
  private record Wish(List<String> scopes, Deadline deadline) {}

  private static Connection embedded(
      String api, String environment, Wish wish, ParseResult options, Session session) {
    Sandbox sandbox = Embedded.start(options, session);
    Target target = new Target(api, environment, Optional.empty(), Target.SANDBOX);
    Settings settings =
        settings(sandbox.url(), "sandbox", new Secret("sandbox"), wish, options, session);
    return new Connection(target, settings, Optional.of(sandbox));
  }

  private static Connection remote(
      String api, String environment, Wish wish, ParseResult options, Session session) {
    if (Options.has(options, "--sandbox-data")) {
      throw Stop.usage("--sandbox-data is given without --sandbox", "give both, or neither");
    }
    URI base = base(environment, Options.text(options, "--base-url", session, "GENESYS_BASE_URL"));
    String id = required(session, "GENESYS_CLIENT_ID");
    Secret secret = new Secret(required(session, "GENESYS_CLIENT_SECRET"));
    Settings settings = settings(base, id, secret, wish, options, session);
    String origin = Origin.of(base);
    return new Connection(
        new Target(api, environment, Optional.empty(), origin), settings, Optional.empty());
  }

  private static URI base(String environment, Optional<String> given) {
    try {
      return URI.create(given.orElseGet(() -> VersionedReader.baseUrl(environment)));
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          String.valueOf(e.getMessage()),
          "write the environment as us-east-1, or the base URL as https://host");
    }
  }

  private static String required(Session session, String variable) {
    return session
        .variable(variable)
        .orElseThrow(
            () ->
                Stop.usage(
                    "the variable " + variable + " is not set",
                    "set GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET, or try --sandbox"));
  }

  private static Settings settings(
      URI base, String id, Secret secret, Wish wish, ParseResult options, Session session) {
    RateBudget budget =
        Options.perMinute(options, "--rate-limit")
            .map(limit -> RateBudget.of(limit, MINUTE))
            .orElseGet(RateBudget::unlimited);
    Optional<Path> caFile = Options.caFile(options, session);
    Consumer<String> log =
        Options.has(options, "--verbose")
            ? line -> session.err().println("  " + Visible.text(line, Looks.ofErrors(session)))
            : line -> {};
    return new Settings(
        base,
        id,
        secret,
        wish.scopes(),
        budget,
        wish.deadline(),
        session.environment(),
        caFile,
        session.clock(),
        log);
  }

  Target target() {
    return target;
  }

  /// How the API is reached, for whoever checks it.
  Settings settings() {
    return settings;
  }

  ApiClient client() {
    try {
      return client.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  /// The whole live catalog, with what the files pin confirmed.
  Catalog catalog(Inputs inputs) {
    List<String> pinned =
        inputs.desired().codes().stream()
            .flatMap(code -> code.id().stream())
            .map(Sourced::value)
            .toList();
    return reader().snapshot(pinned);
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
    return new VersionedWriter(client());
  }

  CatalogReader reader() {
    return new VersionedReader(client());
  }

  /// Keeps what was written to the embedded organization, if it is one.
  void keep(Session session) {
    sandbox.ifPresent(server -> Embedded.keep(server.organization(), session));
  }

  @Override
  public void close() {
    sandbox.ifPresent(Sandbox::close);
  }
}

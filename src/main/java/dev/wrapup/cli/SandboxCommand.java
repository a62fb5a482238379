package dev.wrapup.cli;

import dev.wrapup.app.Embedded;
import dev.wrapup.app.TargetApi;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.source.FileErrors;
import dev.wrapup.process.Session;
import dev.wrapup.process.Stop;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// `sandbox`: the embedded organization as a server, until it is stopped.
final class SandboxCommand implements Command {
  private static final int MOST = 1_000_000;
  private static final String HIDE = "--hide";

  private static final List<String> FAULTS =
      Stream.of(Fault.Kind.values()).map(Fault.Kind::word).toList();

  @Override
  public CommandSpec spec() {
    return Options.command(
        "sandbox",
        "Run an organization as a server on this machine, for trying and testing.",
        "sandbox --port 8080 --codes 1000 --rules 500 --fault 429:2@GET#3",
        Options.api("Speak this dialect. %s. Default: versioned"),
        Options.value("--port", "N", "Listen on this port. Default: any free one"),
        Options.value("--codes", "N", "So many made-up codes instead of the example."),
        Options.value("--rules", "N", "So many made-up rules or queues."),
        Options.value(
            Options.DATA, "FILE", "The organization in this file, such as an export, instead."),
        Options.values(
            "DIVISION",
            "Show clients nothing of this division (name or id); may be repeated.",
            List.of(),
            HIDE),
        Options.value("--rate-limit", "N/min", "Refuse more requests with 429."),
        Options.value("--latency", "TIME", "Answer that much later, such as 20ms."),
        Options.value("--lag", "TIME", "Let reads of genesys-cloud see writes that much later."),
        fault(),
        Options.help());
  }

  static List<ArgSpec> fault() {
    return Options.values(
        "FAULT",
        "Let requests fail: KIND[:NUMBER][@METHOD][#N], such as 429:2@GET#3; may be repeated."
            + " Kinds: "
            + String.join(", ", FAULTS),
        FAULTS,
        "--fault");
  }

  @Override
  public CommandResult run(Context context) {
    Organization organization = organization(context);
    Settings settings =
        Settings.DEFAULT
            .withHidden(hidden(context, organization))
            .withPort(context.number("--port", 0, 65535).orElse(0))
            .withLimit(context.perMinute("--rate-limit").orElse(0), Duration.ofMinutes(1))
            .withLatency(context.duration("--latency").orElse(Duration.ZERO))
            .withLag(context.duration("--lag").orElse(Duration.ZERO))
            .withFaults(faults(context));
    try (Sandbox sandbox = start(organization, settings)) {
      Session session = context.session();
      session.out().println(sandbox.url());
      if (session.out().checkError()) return CommandResult.NOTHING; // nobody would know the address
      session.err().println("Takes any credentials; stop it with Ctrl-C.");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandResult.NOTHING;
  }

  private static Sandbox start(Organization organization, Settings settings) {
    try {
      return Sandbox.start(organization, settings);
    } catch (UncheckedIOException e) {
      throw Stop.error(
          "port",
          "the port %d can't be had: %s"
              .formatted(
                  settings.port(), FileErrors.describe(Objects.requireNonNull(e.getCause()))),
          "choose another, or leave --port out");
    }
  }

  private static Organization organization(Context context) {
    Dialect dialect = context.text("--api").map(TargetApi::dialect).orElse(Dialect.ALL.getFirst());
    Optional<Integer> codes = context.number("--codes", 0, MOST);
    Optional<Integer> rules = context.number("--rules", 0, MOST);
    Optional<Organization> data =
        Embedded.data(dialect, context.text(Options.DATA), context.workspace());
    boolean isMadeUp = codes.isPresent() || rules.isPresent();
    if (data.isPresent() && isMadeUp) {
      throw Stop.usage(Options.DATA + " is given, and --codes or --rules", "give one of them");
    }
    if (!isMadeUp) return data.orElseGet(() -> Example.organization(dialect));
    return Organization.generated(dialect, codes.orElse(0), rules.orElse(0));
  }

  /// Ids of the divisions that nobody shall see.
  private static String[] hidden(Context context, Organization organization) {
    return context.texts(HIDE).stream()
        .map(division -> id(division, organization))
        .toArray(String[]::new);
  }

  private static String id(String division, Organization organization) {
    return organization.divisions().entrySet().stream()
        .filter(entry -> entry.getKey().equals(division) || entry.getValue().equals(division))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                Stop.usage(
                    "%s %s: the organization has no such division".formatted(HIDE, division),
                    organization.divisions().isEmpty()
                        ? "give --api genesys-cloud, whose organizations have some"
                        : "choose of: " + String.join(", ", organization.divisions().values())));
  }

  /// Those that are asked for.
  static List<Fault> faults(Context context) {
    List<Fault> faults = new ArrayList<>();
    for (String text : context.texts("--fault")) {
      try {
        faults.add(Fault.parse(text));
      } catch (IllegalArgumentException e) {
        String kind = text.replaceFirst("(?s)[:@#].*", "");
        throw Stop.usage(
            "--fault %s: no such fault%s".formatted(text, Guess.of(kind, FAULTS)),
            String.valueOf(e.getMessage()));
      }
    }
    return faults;
  }
}

package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.app.RunOptions;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Failure;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Login;
import dev.wrapup.http.connection.Proxies;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Visibility;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.process.Stop;
import dev.wrapup.report.DoctorReport;
import dev.wrapup.report.DoctorReport.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/// `doctor`: why it doesn't work, each answer with a remedy.
final class DoctorCommand implements Command {
  private static final Duration FAR_APART = Duration.ofMinutes(2);

  private final List<Check> checks = new ArrayList<>();
  private final List<ExitCode> exits = new ArrayList<>();

  @Override
  public CommandSpec spec() {
    return Options.command(
        "doctor",
        "Check credentials, scopes, network and clock.",
        "doctor --environment us-east-1",
        Options.webhook(),
        Options.target(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    applyNeeds(context);
    try (Connection connection = context.open()) {
      examine(connection, context);
      DoctorReport report = new DoctorReport(connection.target(), checks);
      CommandResult result = context.result(report::doc, report::json);
      return checks.stream()
          .filter(c -> c.state() == Check.State.FAILED)
          .findFirst()
          .map(check -> result.ending(ExitCode.first(exits), check.remedy()))
          .orElse(result);
    }
  }

  /// What an apply reads before it begins, by the same code. What isn't set is not a word.
  private void applyNeeds(Context context) {
    check(
        "webhook",
        () ->
            context
                .run()
                .webhook(context.workspace(), Deadline.never())
                .map(webhook -> "tells " + webhook.origin() + signed(context)));
    check(
        "journal key",
        () -> Journals.key(context.workspace()).map(key -> "signs each record of an apply"));
  }

  private static String signed(Context context) {
    return context.workspace().variable(RunOptions.WEBHOOK_SECRET).isPresent()
        ? ", signed"
        : ", not signed";
  }

  /// Tells what is set, or why it can't be used.
  private void check(String name, Supplier<Optional<String>> use) {
    try {
      use.get().ifPresent(message -> ok(name, message));
    } catch (Stop | HttpFailure e) {
      fail(name, Failure.of(e));
    }
  }

  private void examine(Connection connection, Context context) {
    try {
      Proxies proxies = Proxies.of(connection.settings().base(), context.workspace().variables());
      ok(
          "proxy",
          proxies.address().map(uri -> "through " + uri).orElse("none, a direct connection"));
      ApiClient client = connection.client();
      switch (connection.settings().login()) {
        case Login.ByForm form ->
            logIn(client, " with " + String.join(" ", form.scopes()), context);
        case Login.ByHeader ignored -> logIn(client, "", context);
        case Login.Given ignored ->
            ok("credentials", "a token is given; what follows shows whether it is taken");
      }
      connection.identify();
      connection
          .target()
          .organization()
          .ifPresent(id -> ok("organization", id + "; a file can name it as its 'organization'"));
      canWrite(connection.reader());
      catalog(connection.catalog(), connection.usage(Set.of()));
    } catch (HttpFailure e) {
      fail(e.kind().word(), e.message(), e.next(), Failure.of(e).exit());
    } catch (IncompleteCatalogException e) {
      String remedy = "try again; if it stays, check the base URL";
      fail("catalog", e.message(), remedy, Failure.of(e).exit());
    }
  }

  private void logIn(ApiClient client, String rights, Context context) {
    Optional<Instant> date = client.logIn();
    ok("address", client.origin() + " answers");
    ok("credentials", "the OAuth client gets tokens" + rights);
    clock(date, context);
  }

  private void clock(Optional<Instant> date, Context context) {
    if (date.isEmpty()) {
      ok("clock", "the server doesn't tell its time");
      return;
    }
    Duration apart = Duration.between(date.get(), context.workspace().clock().instant()).abs();
    if (apart.compareTo(FAR_APART) < 0) {
      ok("clock", "within %d s of the server's".formatted(apart.toSeconds() + 1));
    } else {
      String message = "%d s apart from the server's".formatted(apart.toSeconds());
      warn("clock", message, "set the clock by NTP");
    }
  }

  private void canWrite(CatalogReader reader) {
    if (reader.mayWrite()) {
      checks.add(
          new Check(
              "can write",
              Check.State.WARNING,
              "the OAuth client may change codes",
              "right for apply; give plan and drift a client that can only read"));
    } else {
      ok("can write", "no, the OAuth client can only read: right for plan and drift");
    }
  }

  private void catalog(Catalog catalog, Optional<Usage> askedFor) {
    ok("wrap-up codes", "%d, read whole".formatted(catalog.codes().size()));
    if (catalog.view() instanceof Visibility.Part part) {
      warn(
          "whole view",
          part.reason(),
          "give its role all divisions, or name those that the file is for");
    }
    Usage usage = askedFor.orElse(catalog.usage());
    for (Usage.Unread unread : usage.unread()) {
      warn(
          unread.kind().replace('-', ' ') + "s",
          unread.reason(),
          "give the OAuth client the right that this names");
    }
    if (!usage.unread().isEmpty()) return;
    ok(
        "referrers",
        askedFor.isPresent()
            ? "can be asked for"
            : "%d, read whole".formatted(usage.referrers().size()));
  }

  private void ok(String name, String message) {
    checks.add(new Check(name, Check.State.OK, message, ""));
  }

  private void warn(String name, String message, String remedy) {
    checks.add(new Check(name, Check.State.WARNING, message, remedy));
  }

  private void fail(String name, Failure failure) {
    fail(name, failure.stop().message(), failure.stop().next().words(), failure.exit());
  }

  private void fail(String name, String message, String remedy, ExitCode exit) {
    exits.add(exit);
    checks.add(new Check(name, Check.State.FAILED, message, remedy));
  }
}

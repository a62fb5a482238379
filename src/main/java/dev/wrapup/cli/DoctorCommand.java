package dev.wrapup.cli;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Proxies;
import dev.wrapup.model.Catalog;
import dev.wrapup.platform.IncompleteCatalog;
import dev.wrapup.platform.versioned.VersionedReader;
import dev.wrapup.report.DoctorReport;
import dev.wrapup.report.DoctorReport.Check;
import dev.wrapup.report.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `doctor`: why it doesn't work, each answer with a remedy.
final class DoctorCommand implements Command {
  private static final Duration FAR_APART = Duration.ofMinutes(2);

  private final List<Check> checks = new ArrayList<>();
  private final List<ExitCode> exits = new ArrayList<>();

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "doctor",
            "Check credentials, scopes, network and clock.",
            "doctor --environment us-east-1");
    Options.addTarget(spec);
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format", "text", "json");
    Look look = Looks.of(options, session);
    try (Connection connection = Connection.open(options, session)) {
      examine(connection, session);
      DoctorReport report = new DoctorReport(connection.target(), checks);
      session.out().print(format.equals("json") ? report.json(look) : report.text(look));
    }
    Optional<Check> failed =
        checks.stream().filter(c -> c.state() == Check.State.FAILED).findFirst();
    failed.ifPresent(check -> Output.next(session, check.remedy()));
    return ExitCode.first(exits);
  }

  private void examine(Connection connection, Session session) {
    try {
      Proxies proxies = Proxies.of(connection.settings().base(), session.environment());
      ok(
          "proxy",
          proxies.address().map(uri -> "through " + uri).orElse("none, a direct connection"));
      ApiClient client = connection.client();
      Optional<Instant> date = client.logIn();
      ok("address", client.origin() + " answers");
      ok(
          "credentials",
          "the OAuth client gets tokens with " + String.join(" ", VersionedReader.SCOPES));
      clock(date, session);
      canWrite(client);
      catalog(connection.catalog());
    } catch (HttpFailure e) {
      fail(e.kind().word(), e.message(), e.next(), Stops.of(e).exit());
    } catch (IncompleteCatalog e) {
      String remedy = "try again; if it stays, check the base URL";
      fail("catalog", e.message(), remedy, Stops.of(e).exit());
    }
  }

  private void clock(Optional<Instant> date, Session session) {
    if (date.isEmpty()) {
      ok("clock", "the server doesn't tell its time");
      return;
    }
    Duration apart = Duration.between(date.get(), session.clock().instant()).abs();
    if (apart.compareTo(FAR_APART) < 0) {
      ok("clock", "within %d s of the server's".formatted(apart.toSeconds() + 1));
    } else {
      String message = "%d s apart from the server's".formatted(apart.toSeconds());
      checks.add(new Check("clock", Check.State.WARNING, message, "set the clock by NTP"));
    }
  }

  private void canWrite(ApiClient client) {
    if (client.grants(VersionedReader.WRITE_CODES)) {
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

  private void catalog(Catalog catalog) {
    ok("wrap-up codes", "%d, read whole".formatted(catalog.codes().size()));
    if (catalog.usage().unread().isEmpty()) {
      ok("routing rules", "%d, read whole".formatted(catalog.usage().referrers().size()));
      return;
    }
    catalog
        .usage()
        .unread()
        .forEach(
            unread ->
                checks.add(
                    new Check(
                        "routing rules",
                        Check.State.WARNING,
                        unread.reason(),
                        "give the OAuth client the scope " + VersionedReader.READ_RULES)));
  }

  private void ok(String name, String message) {
    checks.add(new Check(name, Check.State.OK, message, ""));
  }

  private void fail(String name, String message, String remedy, ExitCode exit) {
    exits.add(exit);
    checks.add(new Check(name, Check.State.FAILED, message, remedy));
  }
}

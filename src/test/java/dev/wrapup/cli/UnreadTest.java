package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an apply wrote and can't read by itself afterwards: the journal stays open until somebody
/// could, and all else is judged.
class UnreadTest {
  private static final Reply REFUSED = new Reply(403, "{\"code\": \"missing.permissions\"}");

  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  @AutoClose private TamperingProxy proxy;

  private Program start(Settings settings, String entry) {
    Organization organization = Organization.generated(Dialect.GENESYS_CLOUD, 3, 0);
    for (String id : List.of("a", "b", "c")) {
      Queue queue = new Queue(id, "Queue " + id, "", List.of(), Map.of());
      organization.queues().change(rows -> rows.put(id, queue));
    }
    sandbox = Sandbox.start(organization, settings);
    proxy = TamperingProxy.before(sandbox.url());
    return new Program(folder)
        .with("WRAPUP_API", "genesys-cloud")
        .with("GENESYS_BASE_URL", proxy.url().toString())
        .wrapupcodes(
            "format: 1\napi: genesys-cloud\norganization: %s\ncodes: {CODE_0: {%s}}\n"
                .formatted(CloudExample.organizationId(), entry));
  }

  /// Refuses to read something by itself from its first write on.
  private void refuse(String path) {
    AtomicBoolean isWritten = new AtomicBoolean();
    proxy.answers(
        (call, reply) -> {
          boolean isIt = call.path().split("\\?", -1)[0].equals(path);
          if (isIt && call.isWrite()) isWritten.set(true);
          return isIt && isWritten.get() && !call.isWrite() ? REFUSED.bytes() : reply.bytes();
        });
  }

  private static String journal(Program program) {
    return program.journals().getFirst().toString();
  }

  private static ExitCode verified(Program program) {
    return program.run("audit", "verify", journal(program)).exit();
  }

  private static void assertStaysOpen(Program program, String what) {
    String told = "could be read again (%s): the next apply does, or audit resume".formatted(what);
    assertThat(verified(program)).isEqualTo(ExitCode.ERROR);

    Program.Run resumed = program.run("audit", "resume");

    assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).contains("left open the journal", told);
    assertThat(verified(program)).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void one_queue_that_cannot_be_read_silences_no_other() {
    Program program = start(Settings.DEFAULT, "queues: [Queue a, Queue b, Queue c]");
    refuse("/api/v2/routing/queues/b/wrapupcodes");
    sandbox.watch(
        (moment, request) -> {
          boolean isAdded = moment == Moment.CARRIED_OUT && request.method().equals("POST");
          if (isAdded && request.path().contains("/queues/c/")) {
            sandbox.organization().queues().remove("c");
          }
        });

    Program.Run run = program.run("apply", "--yes", "--parallelism", "1", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/changedSince").asInt()).isEqualTo(1);
    assertThat(run.json().at("/results/2/since").asString()).isEqualTo("edited");
    assertThat(run.json().at("/unread").toString())
        .isEqualTo("[{\"kind\":\"queue\",\"id\":\"b\",\"name\":\"Queue b\"}]");
    Program later = program.with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER);
    assertStaysOpen(later, "queue Queue b");

    sandbox.organization().queues().withdraw("b", "id-0");
    proxy.answers((call, reply) -> reply.bytes());
    later.run("audit", "resume");

    assertThat(verified(later)).isEqualTo(ExitCode.OK);
    var report = later.run("audit", "report", journal(later), "--format", "json").json();
    assertThat(report.at("/changedSince").asInt()).as(report.toString()).isEqualTo(2);
  }

  @Test
  void a_resume_that_cannot_read_a_code_leaves_the_journal_open() {
    Program program =
        start(Settings.DEFAULT.withLag(Duration.ofHours(1)), "description: as declared");
    refuse("/api/v2/routing/wrapupcodes/id-0");

    Program.Run run = program.run("apply", "--yes");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("(CODE_0): the next apply does, or audit resume");
    Program later = program.with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER);
    assertStaysOpen(later, "CODE_0");

    proxy.answers((call, reply) -> reply.bytes());
    later.run("audit", "resume");

    assertThat(verified(later)).isEqualTo(ExitCode.OK);
    var report = later.run("audit", "report", journal(later), "--format", "json").json();
    assertThat(report.at("/changes/0/outcome").asString()).isEqualTo("altered");
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An apply that stops before or after every request, every answer and every record of its journal,
/// and in the middle of records, and the next run.
@ParameterizedClass
@EnumSource
class CrashPointTest {
  @TempDir Path folder;
  @AutoClose private final Receiver receiver = Receiver.start();
  private final CrashWorld crash;
  @AutoClose private final Sandbox sandbox;
  private final CrashMoments moments;

  CrashPointTest(Kind kind) {
    crash = new CrashWorld(kind);
    sandbox = Sandbox.start(crash.organization());
    moments = new CrashMoments(crash.organization(), sandbox, receiver);
  }

  @Test
  void the_next_run_ends_what_was_cut_short_at_any_moment() {
    Program first = program("first");
    crash.declare(first);
    crash.contest(sandbox);
    receiver.answers(event -> event.nth() == 1 && event.code().endsWith("5") ? 503 : 204);
    moments.of(first, () -> crash.runAgain(first));
    crash.assertAllIsWell(first, receiver);
    receiver.answers(event -> 204);

    List<CrashMoments.Moment> all = moments.all();
    for (CrashMoments.Moment moment : all) runFrom(moment, first);

    assertThat(all.size()).isGreaterThan(70);
  }

  private Program program(String name) {
    assertThat(folder.resolve(name).toFile().mkdir()).isTrue();
    return crash.program(folder.resolve(name), sandbox).with("WFM_WEBHOOK_URL", receiver.url());
  }

  private void runFrom(CrashMoments.Moment moment, Program first) {
    Program next =
        program("next-" + moment.number())
            .with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER)
            .file("base.yaml", first.read("base.yaml").getBytes(StandardCharsets.UTF_8))
            .wrapupcodes(first.read("wrapupcodes.yaml"));
    moments.restore(moment, next);
    try {
      crash.runAgain(next);
      crash.assertAllIsWell(next, receiver);
    } catch (AssertionError e) {
      throw new AssertionError("after a stop at: " + moment.name(), e);
    }
  }
}

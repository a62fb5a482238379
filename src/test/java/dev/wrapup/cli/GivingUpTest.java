package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A write that is given up says how often it was tried, why, and what sets that.
class GivingUpTest {
  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;

  private Program start(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 2, 0));
    LiveCode code = sandbox.organization().codes().getFirst();
    String organization =
        kind == Kind.VERSIONED ? "" : "organization: " + CloudExample.organizationId() + "\n";
    return new Program(folder)
        .at(sandbox)
        .wrapupcodes(
            "format: 1\napi: %s\n%scodes:\n  '%s': {description: mine}\n"
                .formatted(kind.dialect().api(), organization, code.code()));
  }

  private String reason(Program program, String retries, String outcome) {
    Program.Run run = program.run("apply", "--yes", "--format", "json", "--max-retries", retries);
    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.json().at("/results/0/outcome").asString()).isEqualTo(outcome);
    return run.json().at("/results/0/reason").asString();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_write_that_the_rate_limit_refuses_for_ever_says_so(Kind kind) {
    Program program = start(kind);
    sandbox.inject(Fault.parse("429:0@" + kind.update()));

    assertThat(reason(program, "3", "failed"))
        .contains("refused for the rate limit 20 times in a row", "429");
    assertThat(sandbox.count(kind.update())).isEqualTo(20);
  }

  @Test
  void a_read_that_is_to_be_repeated_at_once_for_ever_waits_a_little_and_says_so() {
    Program program = start(Kind.VERSIONED);
    sandbox.inject(Fault.parse("429:0@GET"));
    long begin = System.nanoTime();

    Program.Run run = program.run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains("refused for the rate limit 20 times in a row");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "0, given up after 1 try (--max-retries 0)",
    "1, given up after 2 tries (--max-retries 1)"
  })
  void conflicts_without_end_name_what_bounds_them(String retries, String words) {
    Program program = start(Kind.VERSIONED);
    Organization org = sandbox.organization();
    sandbox.watch(
        (moment, request) -> {
          if (!request.method().equals("PATCH") || moment != Moment.ARRIVED) return;
          // saved again, and nothing changed
          org.edit("CODE_0", code -> code);
        });

    assertThat(reason(program, retries, "failed"))
        .isEqualTo(words + ": somebody else keeps writing to it");
  }

  @ParameterizedTest
  @CsvSource({"status:503, 503", "status:408, 408"})
  void answers_that_stay_away_say_what_came_instead(String fault, String words) {
    Program program = start(Kind.VERSIONED);
    sandbox.inject(Fault.parse(fault + "@PATCH"));

    assertThat(reason(program, "1", "unknown"))
        .contains("the answer was lost, then given up after 2 tries (--max-retries 1): " + words);
  }
}

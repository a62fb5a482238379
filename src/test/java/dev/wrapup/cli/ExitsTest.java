package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every exit there is, each with a run that ends so and prints exactly one document.
class ExitsTest {
  @TempDir Path folder;

  private final Organization organization = Example.organization();
  private Sandbox sandbox;
  private Program program;

  /// One code is to be renamed by a merged change.
  @BeforeEach
  void start() {
    sandbox = Sandbox.start(organization, Settings.DEFAULT);
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "base.yaml");
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Praise\n", "displayName: Praised\n"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private record Ended(int exit, String out) {}

  @ParameterizedTest
  @EnumSource
  void every_exit_has_a_run_that_prints_one_document(ExitCode exit) throws Exception {
    Ended ended = end(exit);

    assertThat(ended.exit()).as(ended.out()).isEqualTo(exit.number());
    Schemas.holdToItsSchema(ended.out());
    JsonNode document = new JsonMapper().readTree(ended.out());
    if (document.has("exit")) assertThat(document.get("exit").asInt()).isEqualTo(exit.number());
  }

  private Ended end(ExitCode exit) throws Exception {
    return switch (exit) {
      case OK -> run("plan");
      case PENDING -> run("plan", "--exit-code");
      case DRIFT -> {
        organization.edit(
            "REFUND", code -> new LiveCode(code.id(), code.revision(), "BACK", code.values()));
        yield run("drift", "--base", "base.yaml");
      }
      case USAGE -> run("plan", "--color", "red");
      case REFUSED -> {
        program.wrapupcodes(
            program.read("wrapupcodes.yaml").replace("policy:", "policy:\n  maxUpdates: 0"));
        yield run("plan");
      }
      case NOT_REVIEWED -> run("plan", "--expect", "0".repeat(64));
      case ERROR -> {
        program.with("GENESYS_BASE_URL", "http://127.0.0.1:9");
        yield run("plan");
      }
      case NOT_APPLIED -> {
        sandbox.inject(Fault.parse("status:400@PATCH"));
        yield run("apply", "--yes");
      }
      case WEBHOOK -> run("apply", "--yes", "--webhook-url", sandbox.url() + "/nobody-is-there");
      case NOT_WHOLE -> {
        sandbox.inject(Fault.parse("garbage@GET"));
        yield run("plan");
      }
      case OUT_OF_TIME -> {
        sandbox.inject(Fault.parse("latency:20000@GET"));
        yield run("plan", "--timeout", "300ms");
      }
      case INTERRUPTED -> signal("INT");
      case TERMINATED -> signal("TERM");
    };
  }

  private Ended run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--format";
    all[args.length + 1] = "json";
    Program.Run run = program.run(all);
    return new Ended(run.exit().number(), run.out());
  }

  /// A process of its own that is told to end while it waits for an answer.
  private Ended signal(String name) throws Exception {
    sandbox.inject(Fault.parse("latency:20000@GET"));
    CountDownLatch asked = new CountDownLatch(1);
    sandbox.watch((moment, request) -> asked.countDown()); // of the token, then
    // a shell may have left the signal ignored
    Process process =
        program.start(List.of("env", "--default-signal=INT"), "plan", "--format", "json");
    asked.await();
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    int exit = process.waitFor();
    assertThat(program.read("stderr.txt")).containsPattern("(?m)^next: .+$");
    return new Ended(exit, program.read("stdout.txt"));
  }

  @Test
  void of_several_the_one_wins_that_says_most() {
    assertThat(ExitCode.values())
        .extracting(ExitCode::number)
        .containsExactly(130, 143, 124, 2, 9, 6, 5, 7, 1, 8, 4, 3, 0);
    assertThat(ExitCode.first(List.of(ExitCode.PENDING, ExitCode.REFUSED, ExitCode.DRIFT)))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(ExitCode.first(List.of())).isEqualTo(ExitCode.OK);
  }
}

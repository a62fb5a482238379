package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an apply takes offence at, the doctor does, and with the same remedy.
class DoctorCommandTest {
  @AutoClose private static Sandbox sandbox;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(Example.organization());
  }

  private Program program() {
    return new Program(folder).at(sandbox).wrapupcodes("format: 1\ncodes: {}\n");
  }

  private static String next(Program.Run run) {
    return run.err().lines().filter(line -> line.startsWith("next: ")).findFirst().orElse("");
  }

  private static void holdAlike(Program program, String... more) {
    Program.Run apply = program.run(words("apply --yes", more));
    Program.Run doctor = program.run(words("doctor", more));
    Program.Run json = program.run(words("doctor --format json", more));

    assertThat(apply.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(doctor.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(next(doctor)).isEqualTo(next(apply));
    assertThat(json.exit()).isEqualTo(ExitCode.USAGE);
  }

  private static String[] words(String line, String... more) {
    return (line + " " + String.join(" ", more)).strip().split(" ");
  }

  @ParameterizedTest
  @CsvSource({
    "WFM_WEBHOOK_URL, http://hooks.example/x",
    "WFM_WEBHOOK_URL, no address",
    "WFM_WEBHOOK_URL, ftp://hooks.example/x",
    "WFM_WEBHOOK_URL, https://me:hunter22@hooks.example/x",
    "WFM_WEBHOOK_URL, ' '",
    "WFM_WEBHOOK_SECRET, ' '",
    "WRAPUP_JOURNAL_KEY, ' '",
    "GENESYS_BASE_URL, http://api.example",
    "GENESYS_BASE_URL, ' '",
    "GENESYS_ENV, no such/environment",
    "GENESYS_CLIENT_ID, ' '",
    "WRAPUP_API, another",
  })
  void a_variable_that_stops_an_apply_stops_the_doctor(String name, String value) {
    holdAlike(program().with(name, value));
  }

  @Test
  void so_does_a_secret_that_is_none_and_an_option_and_a_file_of_variables() {
    Program program = program();
    program.file("bad.env", "WFM_WEBHOOK_URL=http://hooks.example/x\n");

    holdAlike(program, "--env-file", "bad.env");
    holdAlike(program, "--webhook-url", "http://hooks.example/x");
    holdAlike(program, "--rate-limit", "300");
    holdAlike(program, "--ca-file", "nowhere.pem");
    holdAlike(program.without("GENESYS_CLIENT_SECRET"));
    holdAlike(
        program()
            .with("WFM_WEBHOOK_URL", "https://hooks.example/x")
            .with("WFM_WEBHOOK_SECRET", "whsec_?!%"));
  }

  @Test
  void one_that_fails_hides_no_other() {
    Program program =
        program().with("WFM_WEBHOOK_URL", "http://hooks.example/x").with("WRAPUP_JOURNAL_KEY", " ");

    Program.Run run = program.run("doctor");

    assertThat(run.out()).contains("✗ webhook", "✗ journal key", "✓ wrap-up codes");
  }

  @Test
  void what_an_apply_would_use_is_told() {
    Program program =
        program()
            .with("WFM_WEBHOOK_URL", "https://hooks.example/path-of-theirs")
            .with("WRAPUP_JOURNAL_KEY", "a key of enough signs");

    Program.Run run = program.run("doctor");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .containsPattern("✓ webhook +tells https://hooks.example, not signed")
        .containsPattern("✓ journal key +signs each record")
        .doesNotContain("path-of-theirs");
    assertThat(new Program(folder).at(sandbox).run("doctor").out())
        .doesNotContain("webhook", "journal");
  }

  @Test
  void genesys_cloud_is_held_to_the_same() {
    try (Sandbox cloud = Sandbox.start(CloudExample.organization())) {
      Program program =
          new Program(folder)
              .at(cloud)
              .with("WRAPUP_API", "genesys-cloud")
              .wrapupcodes("format: 1\napi: genesys-cloud\ncodes: {}\n");

      holdAlike(program.with("WFM_WEBHOOK_URL", "http://hooks.example/x"));
    }
  }
}

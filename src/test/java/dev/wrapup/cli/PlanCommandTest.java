package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Sandboxes;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanCommandTest {
  private static final String EXAMPLE = read("wrapupcodes.yaml");

  @TempDir Path folder;
  @AutoClose private final Sandboxes sandboxes = new Sandboxes();

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sandbox start(Organization organization, Settings settings) {
    return sandboxes.start(organization, settings);
  }

  private Sandbox start() {
    return start(Example.organization(), Settings.DEFAULT);
  }

  private Program program(Sandbox sandbox) {
    return new Program(folder).at(sandbox).wrapupcodes(EXAMPLE);
  }

  @ParameterizedTest
  @CsvSource({
    "VERSIONED, 0, 0, 3",
    "VERSIONED, 1, 1, 3",
    "VERSIONED, 250, 250, 3",
    "VERSIONED, 251, 1, 4",
    "VERSIONED, 1000, 251, 7",
    "VERSIONED, 1000, 0, 6",
    "GENESYS_CLOUD, 0, 3, 5",
    "GENESYS_CLOUD, 1, 3, 5",
    "GENESYS_CLOUD, 100, 3, 5",
    "GENESYS_CLOUD, 101, 3, 6",
    "GENESYS_CLOUD, 1000, 3, 14"
  })
  void costs_a_token_and_the_pages_and_writes_nothing(
      Kind kind, int codes, int rules, int requests) {
    Sandbox sandbox = start(Organization.generated(kind.dialect(), codes, rules), Settings.DEFAULT);
    String api = kind.dialect().api();
    Program program = program(sandbox).with("WRAPUP_API", api);
    program.wrapupcodes("format: 1\napi: %s\ncodes: {}\n".formatted(api));

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.requests()).hasSize(requests);
    assertThat(sandbox.writes()).isZero();
    assertThat(run.json().at("/requests/spent").asInt()).isEqualTo(requests);
    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(codes);
  }

  @ParameterizedTest
  @EnumSource(Settings.Pages.class)
  void reads_every_page_however_the_server_writes_the_way_on(Settings.Pages pages) {
    Sandbox sandbox = start(Organization.generated(600, 300), Settings.DEFAULT.withPages(pages));
    Program program = program(sandbox).wrapupcodes("format: 1\ncodes: {}\n");

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(600);
    assertThat(sandbox.requests()).hasSize(6);
  }

  @Test
  void renews_a_token_that_expires_on_the_way() {
    Sandbox sandbox = start(Organization.generated(1000, 0), Settings.DEFAULT);
    sandbox.inject(Fault.parse("expire@GET#3"));
    Program program = program(sandbox).wrapupcodes("format: 1\ncodes: {}\n");

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(1000);
    assertThat(sandbox.count("TOKEN")).isEqualTo(2);
    assertThat(sandbox.count("GET")).isEqualTo(6);
  }

  @Test
  void waits_as_long_as_the_server_asks() {
    Sandbox sandbox = start();
    sandbox.inject(Fault.parse("429:1@GET#1"));
    long begin = System.nanoTime();

    Program.Run run = program(sandbox).run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    assertThat(sandbox.count("GET")).isEqualTo(3);
  }

  @Test
  void a_version_says_what_was_built_and_what_runs_it() {
    Program program = new Program(folder);

    String version =
        Pattern.quote("wrapup " + Main.VERSION) + "( \\([0-9a-f]{12}(, changed)?\\))?\n";
    assertThat(program.run("--version").out()).matches(version);
    assertThat(program.run("--version", "-v").out())
        .matches(version + "Java " + Pattern.quote(Runtime.version().toString()) + ", .+\n");
  }

  @Test
  void an_argument_of_any_length_is_told_in_part() {
    String argument = "x".repeat(70_000);
    for (String[] line : new String[][] {{argument}, {"plan", argument}}) {
      Program.Run run = new Program(folder).run(line);

      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).hasSizeLessThan(8_000).contains("xxx", "next: ");
    }
  }

  @Test
  void every_command_has_help_with_an_example_that_parses() {
    Program program = new Program(folder);
    for (Command command : Commands.all()) {
      String name = command.spec().name();

      Program.Run help = program.run(name, "--help");

      assertThat(help.exit()).isEqualTo(ExitCode.OK);
      String example = help.out().substring(help.out().indexOf("Example:\n  wrapup ") + 18);
      example = example.lines().findFirst().orElseThrow().replaceAll(" >.*", "");
      assertThat(example).startsWith(name);
      Invocation.everything().parseArgs(example.split(" "));
    }
  }
}

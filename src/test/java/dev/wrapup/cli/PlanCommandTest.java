package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanCommandTest {
  private static final String EXAMPLE = read("wrapupcodes.yaml");

  @TempDir Path folder;
  private final List<Sandbox> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Sandbox::close);
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sandbox start(Organization organization, Settings settings) {
    Sandbox sandbox = Sandbox.start(organization, settings);
    started.add(sandbox);
    return sandbox;
  }

  private Sandbox start() {
    return start(Example.organization(), Settings.DEFAULT);
  }

  private Program program(Sandbox sandbox) {
    return new Program(folder).at(sandbox).wrapupcodes(EXAMPLE);
  }

  @ParameterizedTest
  @CsvSource({"0,0,3", "1,1,3", "250,250,3", "251,1,4", "1000,251,7", "1000,0,6"})
  void costs_one_token_and_the_pages_and_writes_nothing(int codes, int rules, int requests) {
    Sandbox sandbox = start(Organization.generated(codes, rules), Settings.DEFAULT);
    Program program = program(sandbox).wrapupcodes("format: 1\ncodes: {}\n");

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

  @ParameterizedTest
  @CsvSource({
    "plan, text",
    "plan, markdown",
    "plan, html",
    "plan, json",
    "drift, text",
    "drift, markdown",
    "drift, json",
  })
  void what_is_no_longer_declared_is_told_with_its_live_value(String command, String format) {
    Program program = new Program(folder).at(start());
    program.run("export", "--out", "base.yaml");
    String declared = "    description: The customer closed the account.\n";
    assertThat(program.read("base.yaml")).contains(declared);
    program.wrapupcodes(program.read("base.yaml").replace(declared, ""));

    Program.Run run = program.run(command, "--base", "base.yaml", "--format", format);

    assertThat(run.out()).contains("ACCOUNT_CLOSED", "The customer closed the account.");
  }

  @Test
  void asks_for_one_token_that_can_only_read() {
    Sandbox sandbox =
        start(
            Example.organization(),
            Settings.DEFAULT
                .withLogin("the-client", Program.SECRET)
                .withScopes("routing:wrapupcode:read", "routing:rule:read"));

    Program.Run run = program(sandbox).run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.count("TOKEN")).isEqualTo(1);
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
  void same_inputs_give_the_same_bytes() {
    Program program = program(start());

    Program.Run first = program.run("plan", "--format", "json", "--out", "plan.json");
    Program.Run second = program.run("plan", "--format", "json");

    assertThat(second.out()).isEqualTo(first.out()).isEqualTo(program.read("plan.json"));
    assertThat(first.json().at("/createdAt").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
  }

  @Test
  void the_digest_names_the_effect_and_not_the_run() {
    Sandbox sandbox = start();
    Program program = program(sandbox);
    String digest = program.run("plan", "--format", "json").json().at("/digest").asString();

    Program later = program.with("SOURCE_DATE_EPOCH", "1800000000");
    later.wrapupcodes("# moved by a line\n" + EXAMPLE);

    assertThat(later.run("plan", "--format", "json").json().at("/digest").asString())
        .isEqualTo(digest);
    assertThat(later.run("plan", "--expect", digest).exit()).isEqualTo(ExitCode.OK);
    later.wrapupcodes(EXAMPLE.replace("Voicemail left", "Voice mail left"));
    assertThat(later.run("plan", "--expect", digest).exit()).isEqualTo(ExitCode.NOT_REVIEWED);
  }

  @Test
  void a_plan_file_is_held_against_the_plan_change_by_change() {
    Sandbox sandbox = start();
    Program program = program(sandbox);
    program.run("plan", "--out", "plan.json");
    assertThat(program.run("plan", "--plan", "plan.json").exit()).isEqualTo(ExitCode.OK);

    program.wrapupcodes(EXAMPLE.replace("Voicemail left", "Voice mail left"));
    Program.Run run = program.run("plan", "--plan", "plan.json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(run.err()).contains("VOICEMAIL_LEFT");
  }

  @Test
  void a_plan_file_that_was_edited_is_refused() {
    Program program = program(start());
    program.run("plan", "--out", "plan.json");
    program.file("plan.json", program.read("plan.json").replace("Voicemail left", "Something"));

    Program.Run run = program.run("plan", "--plan", "plan.json", "--format", "json");

    assertThat(run.exit()).isIn(ExitCode.USAGE, ExitCode.NOT_REVIEWED);
    assertThat(run.err()).contains("digest");
  }

  @ParameterizedTest
  @CsvSource({
    "--expect,sha256:abc",
    "--expect,''",
    "--plan,''",
    "--plan,missing.json",
    "--approve,''",
    "--base,missing.yaml",
    "--base-ref,''",
    "--out,''",
    "--format,xml",
    "--rate-limit,300",
    "--rate-limit,0/min",
    "--timeout,soon",
    "--color,red",
    "--api,v3",
    "--environment,'us east'",
    "--environment,''",
    "--base-url,http://example.com",
    "--base-url,ftp://localhost",
    "--base-url,''",
    "--ca-file,missing.pem",
    "--env-file,missing.env",
    "-f,''"
  })
  void an_option_that_makes_no_sense_is_wrong_usage(String option, String value) {
    Sandbox sandbox = start();

    Program.Run run = program(sandbox).run("plan", option, value);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void exit_code_3_says_that_changes_are_pending() {
    Program program = program(start());

    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.PENDING);
    program.wrapupcodes("format: 1\ncodes: {}\n");
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void a_refused_plan_is_still_shown_and_passes_by_its_token() {
    Program program =
        program(start()).wrapupcodes(EXAMPLE.replace("policy:", "policy:\n  maxUpdates: 1"));

    Program.Run refused = program.run("plan", "--format", "json");
    String token = refused.json().at("/verdict/approvalToken").asString();

    assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().at("/changes").size()).isEqualTo(3);
    assertThat(program.run("plan", "--approve", token).exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("plan", "--approve", "0".repeat(32)).exit()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void a_token_that_fits_nothing_is_refused_and_told_to_be_left_out() {
    Program program = program(start());

    Program.Run run = program.run("plan", "--approve", "yes");

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("the token given by --approve is of another plan");
    assertThat(run.err()).endsWith("next: leave --approve out\n");
  }

  @Test
  void a_file_for_another_environment_sends_nothing() {
    Sandbox sandbox = start();

    Program.Run run = program(sandbox).run("plan", "--environment", "eu-west-1");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("wrapupcodes.yaml:3:14").contains("wrong-target");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void an_edit_by_hand_is_kept_apart_when_the_base_is_known() {
    Sandbox sandbox = start();
    Program program = program(sandbox);
    program.run("export", "--out", "base.yaml");
    ByHand.edit(sandbox.organization(), "REFUND", "displayName", "Refund!!");

    Program.Run run = program.run("plan", "--base", "base.yaml", "--format", "json");

    assertThat(run.json().at("/drift/0/code").asString()).isEqualTo("REFUND");
    assertThat(run.json().at("/drift/0/origin").asString()).isEqualTo("drift");
    assertThat(run.json().at("/changes").findValuesAsString("code")).doesNotContain("REFUND");
  }

  @Test
  void without_a_command_the_usage_is_wrong_and_help_is_near() {
    Program program = new Program(folder);

    assertThat(program.run().exit()).isEqualTo(ExitCode.USAGE);
    assertThat(program.run("plna").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(program.run("plna").err()).contains("plan");
    assertThat(program.run("plan", "--sandbx").err()).contains("--sandbox");
    assertThat(program.run("--help").out()).contains("plan", "validate", "export", "doctor");
    String version =
        Pattern.quote("wrapup " + Main.VERSION) + "( \\([0-9a-f]{12}(, changed)?\\))?\n";
    assertThat(program.run("--version").out()).matches(version);
    assertThat(program.run("--version", "-v").out())
        .matches(version + "Java " + Pattern.quote(Runtime.version().toString()) + ", .+\n");
    assertThat(program.run("--version", "now").exit()).isEqualTo(ExitCode.USAGE);
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

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Golden;
import dev.wrapup.Schemas;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands on the screen, and that nobody's names can change what it says.
class LookTest {
  @TempDir Path folder;

  private Program program() throws IOException {
    return new Program(folder).wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void a_plan(int columns) throws IOException {
    Program.Run run = program().columns(columns).run("plan", "--sandbox");

    Golden.hold("plan-%d.txt".formatted(columns), run.out());
    assertThat(run.out().lines().filter(line -> !line.contains("sha256:")))
        .allMatch(line -> line.length() <= columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "html"})
  void a_plan_as_a_page(String format) throws IOException {
    Program.Run run = program().run("plan", "--sandbox", "--format", format);

    Golden.hold("plan." + format, run.out());
  }

  @Test
  void a_refused_plan_in_color() throws IOException {
    Program program = program();
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replace("codes:", "retired: [XMAS_2024]\ncodes:"));

    Program.Run run = program.run("plan", "--sandbox", "--color", "always");

    Golden.hold("plan-color.txt", run.out().replace("\u001b", "␛"));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100})
  void colors_take_no_room(int columns) throws IOException {
    Program program = program().columns(columns);
    for (List<String> command :
        List.of(
            List.of("plan", "--sandbox"),
            List.of("drift", "--sandbox", "--base", "wrapupcodes.yaml"),
            List.of("refs", "REFUND", "--sandbox"))) {
      String[] args = command.toArray(String[]::new);

      String plain = program.run(args).out();
      String colored = program.run(also(command, "--color", "always")).out();

      assertThat(colored).contains("\u001b[").isNotEqualTo(plain);
      assertThat(colored.replaceAll("\u001b\\[[\\d;]+m", "")).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // at a terminal, --color, NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM
    "true, , , , , xterm, true",
    "false, , , , , xterm, false",
    "true, , , , , dumb, false",
    "true, , 1, , , xterm, false",
    "true, , '', , , xterm, true",
    "false, , , 1, , dumb, true",
    "false, , , , 1, xterm, true",
    "false, , , 0, 0, xterm, false",
    "false, , , '', '', xterm, false",
    "true, , , 0, , xterm, true",
    "false, , 1, 1, 1, xterm, false",
    "false, always, 1, , , dumb, true",
    "true, never, , 1, 1, xterm, false",
    "false, auto, , 1, , xterm, true",
    "true, auto, 1, 1, , xterm, false"
  })
  void the_option_counts_for_more_than_no_color_and_that_for_more_than_what_forces_it(
      boolean isShown, String option, String no, String force, String cli, String term, boolean is)
      throws IOException {
    Program program = program().with("TERM", term);
    if (isShown) program.shown();
    if (no != null) program.with("NO_COLOR", no);
    if (force != null) program.with("FORCE_COLOR", force);
    if (cli != null) program.with("CLICOLOR_FORCE", cli);
    List<String> command = List.of("refs", "REFUND", "--sandbox");

    Program.Run run =
        option == null ? program.run(command) : program.run(command, "--color", option);

    assertThat(run.out().contains("\u001b[")).isEqualTo(is);
  }

  private static String[] also(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void a_long_line_of_a_file_is_shown_as_far_as_the_screen_goes() throws IOException {
    Program program =
        program()
            .wrapupcodes("format: 1\ncodes:\n  A: {displayName: %s}\n".formatted("x".repeat(300)));

    Program.Run run = program.columns(80).run("validate");

    assertThat(run.err().lines().filter(line -> line.contains(" | "))).hasSize(2);
    assertThat(run.err().lines().filter(line -> line.contains(" | ")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void a_refused_plan_with_drift_and_every_sort_of_change() {
    Organization organization = Example.organization();
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--out", "base.yaml");
      ByHand.edit(organization, "REFUND", "displayName", "Refund!!");
      ByHand.edit(organization, "PRAISE", "description", "Praise, by hand.");
      String file =
          program
                  .read("base.yaml")
                  .replace("undeclared: report", "allow: [create, update]\n  onWarning: refuse")
                  .replace("codes:", "retired: [MISC2, NO_ANSWER]\ncodes:")
                  .replaceAll("(?s)  (MISC2|NO_ANSWER):.*?(?=\n  [A-Z])\n", "")
                  .replace("The customer praised somebody or something.", "Somebody was praised.")
                  .replace("displayName: Complaint", "displayName: \"Complaint \"")
                  .replaceFirst(
                      "(?s)    outcomes: \\[\\]\n  ADDRESS",
                      "    outcomes:\n      - {id: a, name: Kept}\n  ADDRESS")
              + "  VOICEMAIL_LEFT:\n    displayName: Voicemail left\n    routingType: manual\n";

      Program.Run run = program.wrapupcodes(file).run("plan", "--base", "base.yaml");

      assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
      String port = "[0-9a-f]{32,64}"; // both are over the server's address
      Golden.hold("plan-refused.txt", (run.out() + run.err()).replaceAll(port, "HEX"));
      for (String format : List.of("markdown", "html")) {
        String page = program.run("plan", "--base", "base.yaml", "--format", format).out();
        Golden.hold(
            "plan-refused." + format,
            page.replaceAll(port, "HEX").replaceAll("127.0.0.1:\\d+", "HOST"));
      }
    }
  }

  @Test
  void broken_files() throws IOException {
    Program program =
        program()
            .wrapupcodes(
                """
                format: 1
                codes:
                  WRONG_NUMBER:
                    displayname: Wrong number
                  CUSTOMER_CALLBACK_REQ:
                    displayName: "\\u202Eevil"
                    description: ~
                    routingType: automatic
                """);

    Program.Run run = program.columns(80).run("validate");

    Golden.hold("findings-80.txt", run.err());
  }

  @Test
  void refs_and_doctor_and_export() throws IOException {
    Program.Run refs = program().run("refs", "CALLBACK_REQUESTED", "--sandbox");
    Program.Run doctor = program().without("SOURCE_DATE_EPOCH").run("doctor", "--sandbox");
    Program.Run export = program().run("export", "--sandbox");

    Golden.hold("refs.txt", refs.out());
    Golden.hold(
        "doctor.txt", doctor.out().replaceAll("127.0.0.1:\\d+", "HOST").replaceAll("\\d s", "N s"));
    Golden.hold("export.yaml", export.out());
  }

  @Test
  void the_files_schema_is_the_committed_one_and_the_examples_keep_it() throws IOException {
    Program program = new Program(folder);

    Golden.hold(Path.of("schema/wrapupcodes.schema.json"), program.run("schema").out());
    Golden.hold(Path.of("schema/fleet.schema.json"), program.run("schema", "fleet.yaml").out());

    try (var examples = Files.walk(Path.of("examples"))) {
      List<Path> files = examples.filter(path -> path.toString().endsWith(".yaml")).toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(4);
      for (Path file : files) {
        String text = Files.readString(file);
        assertThat(file.endsWith("fleet.yaml") ? Schemas.ofFleet(text) : Schemas.ofFile(text))
            .as(file.toString())
            .isEmpty();
      }
    }
    assertThat(Schemas.ofFile(Files.readString(Path.of("wrapupcodes.yaml")))).isEmpty();
  }
}

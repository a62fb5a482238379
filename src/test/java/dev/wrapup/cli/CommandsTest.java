package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.completion.Completion;
import dev.wrapup.report.json.OutputSchema;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.OrganizationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {
  private static final String VALID = "format: 1\ncodes:\n  A: {displayName: a}\n";

  @TempDir Path folder;

  private Program program() {
    return new Program(folder);
  }

  @Test
  void validate_needs_nobody_and_counts() {
    Program program = program().withoutCredentials().wrapupcodes(VALID);

    assertThat(program.run("validate").out()).isEqualTo("1 file is valid, 1 code declared.\n");
    assertThat(program.run("validate", "--format", "json").json().at("/codes").asInt())
        .isEqualTo(1);
  }

  @Test
  void validate_warns_of_a_code_with_what_nobody_can_see() {
    Program program = program().wrapupcodes("format: 1\ncodes:\n  \"A \": {displayName: a}\n");

    Program.Run run = program.run("validate", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.findings()).containsExactly("odd-code 3:3");
  }

  @Test
  void an_export_planned_against_what_it_was_taken_from_changes_nothing() {
    for (int codes : List.of(0, 1, 300)) {
      Organization organization = Organization.generated(codes, 5);
      try (Sandbox sandbox = Sandbox.start(organization)) {
        Program program = program().at(sandbox);
        program.wrapupcodes(program.run("export").out());

        Program.Run run = program.run("plan", "--exit-code", "--format", "json");

        assertThat(run.exit()).isEqualTo(ExitCode.OK);
        assertThat(run.json().at("/summary/unchanged").asInt()).isEqualTo(codes);
        assertThat(program.run("export", "--no-ids").out()).doesNotContain("id:", "environment");
      }
    }
  }

  @Test
  void an_export_is_good_for_a_sandbox_of_its_own() {
    Program program = program();
    program.run("export", "--sandbox", "--out", "wrapupcodes.yaml");

    Program.Run run =
        program.run("plan", "--sandbox", "--sandbox-data", "wrapupcodes.yaml", "--exit-code");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("23 unchanged");
    assertThat(program.read(".wrapup/.gitignore")).isEqualTo("*\n");
  }

  @Test
  void an_organization_as_the_sandbox_keeps_it_can_be_given_to_it() throws IOException {
    Files.write(folder.resolve("org.json"), OrganizationFile.bytes(Organization.generated(7, 3)));

    Program.Run run =
        program()
            .wrapupcodes("format: 1\ncodes: {}\n")
            .run("plan", "--sandbox", "--sandbox-data", "org.json", "--format", "json");

    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(7);
    assertThat(
            program()
                .file("bad.json", "{\"codes\":7}")
                .run("plan", "--sandbox", "--sandbox-data", "bad.json")
                .exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void refs_names_who_refers_to_a_code_and_how() {
    Program.Run run = program().run("refs", "CALLBACK_REQUESTED", "--sandbox", "--format", "json");

    assertThat(run.json().at("/references").findValuesAsString("by"))
        .containsExactlyInAnyOrder("name", "id", "id");
    Program.Run none = program().run("refs", "NOBODY", "--sandbox", "--format", "json");
    assertThat(none.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(none.json().at("/error/code").asString()).isEqualTo("not-live");
  }

  @Test
  void a_code_that_begins_with_an_at_sign_names_no_file() {
    Program program = program().file("more", "--sandbox CALLBACK_REQUESTED\n");

    Program.Run run = program.run("refs", "--sandbox", "@more", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/error/message").asString()).contains("'@more'");
  }

  @Test
  void doctor_tells_whether_the_client_can_write() {
    Settings readOnly = Settings.DEFAULT.withScopes("routing:wrapupcode:read", "routing:rule:read");
    try (Sandbox sandbox = Sandbox.start(Example.organization(), readOnly)) {
      Program.Run run = program().at(sandbox).run("doctor");

      assertThat(run.exit()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("can only read");
    }
    assertThat(program().run("doctor", "--sandbox", "--format", "json").out())
        .contains("may change codes");
  }

  @Test
  void doctor_gives_a_remedy_for_each_failure() {
    Settings login = Settings.DEFAULT.withLogin("another", "secret");
    try (Sandbox sandbox = Sandbox.start(Example.organization(), login)) {
      Program.Run run = program().at(sandbox).run("doctor");

      assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(run.err()).contains("GENESYS_CLIENT_SECRET");
    }
    Program.Run nobody =
        program().with("GENESYS_BASE_URL", ExitWorld.NOWHERE).run("doctor", "--format", "json");
    assertThat(nobody.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(nobody.err()).contains("check the address");
  }

  @Test
  void verbose_tells_of_each_request_and_of_no_secret() {
    Program program = program().wrapupcodes("format: 1\ncodes: {}\n");

    Program.Run run = program.run("plan", "--sandbox", "--verbose");

    assertThat(run.err().lines().filter(line -> line.contains("→ 200"))).hasSize(3);
  }

  @Test
  void an_env_file_is_read_when_asked_and_gives_way_to_the_process() {
    Settings login = Settings.DEFAULT.withLogin("from-file", Program.SECRET);
    try (Sandbox sandbox = Sandbox.start(Example.organization(), login)) {
      Program program =
          program()
              .at(sandbox)
              .without("GENESYS_CLIENT_ID")
              .wrapupcodes("format: 1\ncodes: {}\n")
              .file("ci.env", "# for the tests\n\nGENESYS_CLIENT_ID=from-file\n");

      assertThat(program.run("plan").exit()).isEqualTo(ExitCode.USAGE);
      assertThat(program.run("plan", "--env-file", "ci.env").exit()).isEqualTo(ExitCode.OK);
      program.with("GENESYS_CLIENT_ID", "of-the-process");
      assertThat(program.run("plan", "--env-file", "ci.env").exit()).isEqualTo(ExitCode.ERROR);
      assertThat(program.file("bad.env", "no value\n").run("plan", "--env-file", "bad.env").err())
          .contains("bad.env:1");
    }
  }

  @Test
  void a_variable_that_is_set_but_empty_is_a_mistake() {
    Program program = program().wrapupcodes(VALID);
    for (String name :
        List.of("GENESYS_CLIENT_ID", "GENESYS_ENV", "GENESYS_BASE_URL", "WRAPUP_API")) {
      Program.Run run = new Program(folder).with(name, " ").run("plan", "--format", "json");

      assertThat(run.exit()).as(name).isEqualTo(ExitCode.USAGE);
      assertThat(run.json().at("/error/message").asString()).contains(name);
    }
    assertThat(program.with("SOURCE_DATE_EPOCH", "soon").folder()).isEqualTo(folder);
  }

  @Test
  void every_output_has_a_schema_and_nothing_else_has() {
    for (String name : OutputSchema.NAMES) {
      assertThat(program().run("schema", name).out()).contains("2020-12", "wrapup." + name + "/1");
    }
    assertThat(program().run("schema", "nothing").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_base_is_read_from_a_commit_and_a_ref_that_is_not_there_says_how_to_fetch_it()
      throws IOException, InterruptedException {
    Program program = program();
    program.run("export", "--sandbox", "--out", "wrapupcodes.yaml");
    String export = program.read("wrapupcodes.yaml");
    Repository.commit(folder);
    program.wrapupcodes(export.replace("displayName: Refund\n", "displayName: Money back\n"));

    Program.Run run = program.run("plan", "--sandbox", "--base-ref", "main", "--format", "json");
    Program.Run missing = program.run("plan", "--sandbox", "--base-ref", "nowhere");
    Program.Run hostile = program.run("plan", "--sandbox", "--base-ref", "--output=x");

    assertThat(run.json().at("/changes/0/origin").asString()).isEqualTo("git");
    assertThat(run.json().at("/changes").size()).isEqualTo(1);
    assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("fetch-depth");
    assertThat(hostile.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void the_version_is_the_builds() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>wrapup</artifactId>\n  <version>" + Main.VERSION + "</version>");
  }

  @Test
  void help_of_a_command_is_what_the_command_tells_itself() {
    for (String command : List.of("plan", "audit", "audit verify", "help", "help plan")) {
      Program.Run asked = program().run(("help " + command).split(" "));
      Program.Run told = program().run((command + " --help").split(" "));

      assertThat(asked.exit()).isEqualTo(ExitCode.OK);
      assertThat(asked.out()).isEqualTo(told.out()).isNotEmpty();
    }
    String all = program().run("help").out();
    assertThat(all).isEqualTo(program().run("--help").out()).contains("\n  help  ");
    assertThat(program().run("help", "verfy").err())
        .contains("did you mean 'audit verify'?\nnext: try: wrapup audit verify --help\n");
    assertThat(program().run("help", "zzzzzz").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void help_lists_every_option_below_the_heading_of_what_it_is_about_in_80_columns() {
    for (CommandLine command : Completion.withParts(Invocation.everything())) {
      String line = Completion.typed(command).replaceFirst("^wrapup ?", "") + " --help";

      List<String> help = program().columns(80).run(line.strip().split(" ")).out().lines().toList();

      assertThat(help).allMatch(told -> told.length() <= 80);
      for (OptionSpec option : Completion.options(command)) {
        assertThat(
                help.stream()
                    .filter(told -> told.matches(" .*" + option.longestName() + "([ =].*)?")))
            .as(option.longestName())
            .isNotEmpty();
      }
    }
    List<String> plan = program().columns(80).run("plan", "--help").out().lines().toList();
    assertThat(plan).containsSubsequence("Options:", "Target:", "Policy:", "Output:", "Example:");
    assertThat(plan.subList(plan.indexOf("Target:"), plan.indexOf("Policy:")))
        .anyMatch(told -> told.contains("--sandbox "))
        .noneMatch(told -> told.contains("--format"));
  }

  /// Where it has a setting it calls that by its own name, and the commands put the option there.
  @Test
  void the_java_api_names_no_option_of_a_command_line() throws IOException {
    List<String> options =
        Completion.withParts(Invocation.everything()).stream()
            .flatMap(command -> Completion.options(command).stream())
            .map(OptionSpec::longestName)
            .distinct()
            .toList();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/wrapup/app"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(source)).doesNotContain(options);
      }
    }
  }
}

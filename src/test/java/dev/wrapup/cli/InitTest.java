package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A repository that begins: what is written, what is asked for it, and that nothing is lost to it.
@ParameterizedClass
@EnumSource(Kind.class)
class InitTest {
  private static final String FILE = Options.DEFAULT_FILE;
  private static final String SCHEMA = "schema/wrapupcodes.schema.json";

  @TempDir Path root;
  @AutoClose private final Sandbox sandbox;
  private final String api;
  private Path folder;
  private Program program;

  InitTest(Kind kind) {
    this.api = kind.dialect().api();
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 12, 0));
  }

  @BeforeEach
  void an_empty_folder() throws IOException {
    folder = Files.createDirectory(root.resolve("codes"));
    program = new Program(folder);
  }

  private Program.Run init(String forge, String... more) {
    return program.run(
        List.of("init", "--api", api, "--base-url", sandbox.url().toString(), "--forge", forge),
        more);
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path))
          .map(path -> folder.relativize(path).toString())
          .filter(path -> !path.startsWith(".git/") && !path.startsWith(".wrapup"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "github, 6",
    "gitlab, 3",
    "none, 2",
  })
  void what_it_writes_plans_nothing_and_the_printed_commands_make_it_the_base(
      String forge, int count) throws Exception {
    Program.Run run = init(forge, "--environment", "eu-west-1");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(files()).hasSize(count).contains(FILE, SCHEMA);
    assertThat(run.out().lines().filter(line -> line.startsWith("+ ")).map(l -> l.substring(2)))
        .containsExactlyInAnyOrderElementsOf(files());
    Path bare = root.resolve("bare");
    Repository.git(root, "init", "-q", "--bare", "-b", "main", bare.toString());
    for (String line : run.out().lines().toList()) {
      if (line.startsWith("  git ")) sh(line.strip());
      if (!line.startsWith("  git init ")) continue;
      Repository.git(folder, "remote", "add", "origin", bare.toString());
      Repository.git(folder, "config", "user.name", "t");
      Repository.git(folder, "config", "user.email", "t@localhost");
    }
    assertThat(Repository.git(folder, "status", "--porcelain", "-uall")).isEmpty();
    program.at(sandbox).with("GENESYS_ENV", "eu-west-1");
    Program.Run plan = program.run("plan", "--exit-code", "--format", "json");
    assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/baseCommit/ref").asString()).isEqualTo("refs/wrapup/eu-west-1");
    String ref = forge.equals("gitlab") ? "refs/heads/wrapup/eu-west-1" : "refs/wrapup/eu-west-1";
    assertThat(Repository.git(bare, "rev-parse", ref))
        .isEqualTo(Repository.git(folder, "rev-parse", "HEAD"));
  }

  @ParameterizedTest
  @CsvSource({"github, .github/workflows/apply.yml", "gitlab, .gitlab-ci.yml"})
  void an_environment_that_looks_like_a_number_is_a_text_in_the_workflows(
      String forge, String file) {
    assumeThat(api).isEqualTo("versioned"); // the other's regions are a list without such names
    for (String name : List.of("1e3", "null", "2026-11-28")) {
      assertThat(init(forge, "--environment", name).exit()).isEqualTo(ExitCode.OK);

      assertThat(program.read(file))
          .containsPattern("(GENESYS_ENV|environment): \"%s\"[}\n]".formatted(name));
      files().forEach(each -> assertThat(folder.resolve(each).toFile().delete()).isTrue());
    }
  }

  private void sh(String command) throws Exception {
    ProcessResult.good(new ProcessBuilder("sh", "-c", command).directory(folder.toFile()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void the_workflows_are_the_examples_with_the_target_filled_in(String forge) throws IOException {
    assertThat(init(forge, "--environment", "eu-west-1").exit()).isEqualTo(ExitCode.OK);

    for (String file : files()) {
      if (!file.endsWith(".yml")) continue;
      String text = program.read(file);
      String name = Path.of(file).getFileName().toString();
      String example = Files.readString(Path.of("examples", forge, name));
      assertThat(text).doesNotContain("us-east-1").contains("eu-west-1", api);
      assertThat(text).containsOnlyOnce("GENESYS_BASE_URL: \"%s\"\n".formatted(sandbox.url()));
      assertThat(new Load(LoadSettings.builder().build()).loadAllFromString(text)).isNotEmpty();
      assertThat(text.lines().count() - example.lines().count()).isBetween(1L, 2L);
    }
  }

  @Test
  void without_another_target_they_are_the_examples() throws IOException {
    Program.Run run =
        program.run(
            "init",
            "--sandbox",
            "--api",
            "versioned",
            "--forge",
            "github",
            "--environment",
            "us-east-1");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    for (String name : List.of("plan", "apply", "drift", "adopt")) {
      assertThat(program.read(".github/workflows/%s.yml".formatted(name)))
          .isEqualTo(Files.readString(Path.of("examples/github/%s.yml".formatted(name))));
    }
  }

  @Test
  void the_schema_is_where_the_file_says_and_an_export_names_none_that_is_not_there() {
    assertThat(init("none").exit()).isEqualTo(ExitCode.OK);
    program.at(sandbox);

    assertThat(program.read(FILE)).startsWith("# yaml-language-server: $schema=./" + SCHEMA);
    assertThat(program.read(SCHEMA)).isEqualTo(program.run("schema").out());
    program.run("export", "--out", "beside.yaml");
    program.file("sub/x", "").run("export", "--out", "sub/apart.yaml");
    assertThat(program.read("beside.yaml")).isEqualTo(program.read(FILE));
    assertThat(program.read("sub/apart.yaml")).startsWith("format: 1");
    assertThat(program.run("export").out()).startsWith("format: 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FILE,
        SCHEMA,
        "schema",
        ".github",
        ".github/workflows",
        ".github/workflows/plan.yml",
        ".github/workflows/apply.yml/x"
      })
  void nothing_is_overwritten_and_nothing_is_written_beside_it(String there) {
    program.file(there, "mine\n");

    Program.Run run = init("github");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is there already", "Nothing was written");
    assertThat(files()).containsExactly(there);
    assertThat(program.read(there)).isEqualTo("mine\n");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void a_link_that_leads_nowhere_is_there() throws IOException {
    Files.createSymbolicLink(folder.resolve(FILE), root.resolve("nowhere"));

    assertThat(init("none").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(root.resolve("nowhere")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", ".github", ".github/workflows"})
  void a_link_that_leads_out_of_the_repository_is_there(String link) throws IOException {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Path there = folder.resolve(link);
    Files.createDirectories(there.getParent());
    Files.createSymbolicLink(there, outside);

    Program.Run run = init("github");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.USAGE);
    assertThat(outside).isEmptyDirectory();
    assertThat(folder.resolve(FILE)).doesNotExist();
  }

  @Test
  void begun_again_after_a_power_cut_it_writes_what_is_missing() throws Exception {
    Repository.git(folder, "init", "-q");
    assertThat(init("github").out()).doesNotContain("git init");
    List<String> all = files();
    for (String late : List.of(FILE, ".github/workflows/plan.yml")) {
      Files.delete(folder.resolve(late));
    }

    Program.Run run = init("github");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(files()).isEqualTo(all);
    assertThat(run.out())
        .contains("+ .github/workflows/plan.yml", "  git add schema .github " + FILE, "example-org")
        .doesNotContain("apply.yml");
  }

  @Test
  void what_is_not_said_is_asked() {
    program.typing("nonsense\n%s\n%s\ngitlab\n".formatted(api, sandbox.url()));

    Program.Run run = program.run("init");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("Which API", "no such choice", "Which region", "Workflows for");
    assertThat(files()).containsExactly(".gitlab-ci.yml", SCHEMA, FILE);
    assertThat(run.out()).contains("git init");
  }

  @Test
  void who_answers_nothing_gets_nothing() {
    Program.Run run = program.typing("").run("init");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(files()).isEmpty();
  }

  @Test
  void where_nobody_can_be_asked_the_missing_options_are_named() {
    Program.Run none = program.run("init");
    Program.Run some = program.run("init", "--api", api, "--environment", "us-east-1");
    Program.Run inside = program.run("init", "--sandbox", "--forge", "none");

    assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("--api", "--environment", "--base-url", "--forge");
    assertThat(some.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(some.err()).contains("next: give --forge").doesNotContain("--api");
    assertThat(inside.err()).contains("next: give --api").doesNotContain("--environment");
    assertThat(files()).isEmpty();
  }

  @Test
  void it_works_with_the_embedded_organization_too() {
    Program.Run run = program.run("init", "--sandbox", "--api", api, "--forge", "none");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(program.run("plan", "--sandbox", "--api", api, "--exit-code").exit())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void what_cannot_be_read_leaves_nothing_behind() {
    sandbox.close();

    Program.Run run = init("github", "--timeout", "1s");

    assertThat(run.exit()).isIn(ExitCode.ERROR, ExitCode.OUT_OF_TIME);
    assertThat(files()).isEmpty();
  }
}

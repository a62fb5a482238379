package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A repository that brings a journal of a run that never was, cut short before its event was told,
/// where the program keeps its own: nobody is told, and nothing is written.
@ParameterizedClass
@MethodSource("dev.wrapup.Kind#some")
class PlantedStateTest {
  private static final String NAME = "2026-01-01T00-00-00Z-0123456789abcdef.jsonl";

  @TempDir Path root;
  private final Kind kind;
  @AutoClose private final Sandbox sandbox;
  @AutoClose private final Receiver receiver = Receiver.start();
  private Path folder;
  private Program program;
  private String journal;

  PlantedStateTest(Kind kind) {
    this.kind = kind;
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 0));
  }

  /// How a repository gets something to `.wrapup/audit`.
  enum Way {
    FOLDER(".wrapup/audit"),
    LINK("docs/.w/audit") {
      @Override
      void plant(Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve(".wrapup"), Path.of("docs/.w"));
      }
    },
    INNER_LINK("docs/journals") {
      @Override
      void plant(Path folder) throws IOException {
        Files.createDirectory(folder.resolve(".wrapup"));
        Files.createSymbolicLink(folder.resolve(".wrapup/audit"), Path.of("../docs/journals"));
      }
    },
    SUBMODULE("../other/audit") {
      @Override
      void plant(Path folder) throws IOException, InterruptedException {
        Repository.commit(folder.resolveSibling("other"));
        Repository.git(folder, "init", "-q", "-b", "main");
        Repository.git(folder, "submodule", "--quiet", "add", "../other", ".wrapup");
      }
    };

    private final String place;

    Way(String place) {
      this.place = place;
    }

    /// Leads to the journal, if it isn't there already.
    void plant(Path folder) throws IOException, InterruptedException {}
  }

  @BeforeEach
  void a_journal_of_a_run_that_was_cut_short() throws Exception {
    folder = Files.createDirectory(root.resolve("codes"));
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    program = program(elsewhere);
    program.run("export", "--out", Options.DEFAULT_FILE);
    String export = program.read(Options.DEFAULT_FILE);
    program.wrapupcodes(edited(export));
    assertThat(program.run("apply", "--yes").exit()).isEqualTo(ExitCode.OK);
    String whole = Files.readString(program.journals().getFirst());
    journal = whole.lines().limit(3).map(line -> line + "\n").reduce("", String::concat);
    assertThat(journal).doesNotContain("webhook-accepted", "run-finished").contains("applied");
    program = program(folder).wrapupcodes(edited(edited(export)));
    receiver.reset(List.of());
  }

  private Program program(Path where) {
    return new Program(where)
        .at(sandbox)
        .with("WFM_WEBHOOK_URL", receiver.url())
        .with("WFM_WEBHOOK_SECRET", "whsec_" + "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
  }

  private String edited(String export) {
    return export.replaceFirst("(?m)(description: .*)$", "$1!");
  }

  private List<Program.Run> runs(Program program, String... more) {
    return Stream.of(
            List.of("apply", "--yes"), List.of("audit", "resume"), List.of("webhook", "replay"))
        .map(
            command ->
                program.run(
                    Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new)))
        .toList();
  }

  private void holdNothingIsDone(Program program, Path planted, String why) throws IOException {
    int writes = sandbox.writes();
    int requests = sandbox.requests().size();
    for (Program.Run run : runs(program)) {
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains(why);
    }
    assertThat(receiver.tries()).isEmpty();
    assertThat(sandbox.writes()).isEqualTo(writes);
    assertThat(sandbox.requests()).as("sent before it was refused").hasSize(requests);
    assertThat(planted).hasContent(journal);
  }

  private Path plant(Way way) throws IOException, InterruptedException {
    Path place = Files.createDirectories(folder.resolve(way.place).normalize());
    Files.writeString(place.resolve(NAME), journal);
    way.plant(folder);
    Repository.commit(folder);
    return folder.resolve(".wrapup/audit").resolve(NAME);
  }

  @ParameterizedTest
  @EnumSource
  void nothing_that_git_brings_is_taken_for_state_of_ours(Way way) throws Exception {
    Path planted = plant(way);

    holdNothingIsDone(program, planted, "can't be used: ");
  }

  @Test
  void a_submodule_that_is_not_there_yet_is_one() throws Exception {
    plant(Way.SUBMODULE);
    Repository.git(folder, "submodule", "--quiet", "deinit", "-f", ".wrapup");
    Files.createDirectories(folder.resolve(".wrapup/audit"));
    Path planted = Files.writeString(folder.resolve(".wrapup/audit").resolve(NAME), journal);

    holdNothingIsDone(program, planted, "Git tracks " + folder.resolve(".wrapup"));
  }

  @Test
  void variables_of_another_repository_hide_nothing() throws Exception {
    Path planted = plant(Way.FOLDER);
    Path other = Files.createDirectory(root.resolve("another"));
    new Program(other).file("x", "");
    Repository.commit(other);
    program.with("GIT_DIR", other.resolve(".git").toString());

    holdNothingIsDone(program, planted, "Git tracks files in it");

    Files.move(folder.resolve(".git"), root.resolve("moved.git"));
    program.with("GIT_DIR", root.resolve("moved.git").toString());
    holdNothingIsDone(program, planted, "GIT_DIR is set and not followed");
  }

  @Test
  void a_repository_of_another_owner_is_refused_with_the_remedy_of_git() throws Exception {
    Path planted = plant(Way.FOLDER);
    program.with("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");

    holdNothingIsDone(program, planted, "git config --global --add safe.directory " + folder);
  }

  @Test
  void any_other_error_of_git_refuses_too() throws Exception {
    Path planted = plant(Way.FOLDER);
    Files.writeString(folder.resolve(".git/index"), "no index");

    holdNothingIsDone(program, planted, "git failed: ");
  }

  @Test
  void a_link_of_the_users_that_leads_into_a_repository_hides_nothing() throws Exception {
    Path planted = plant(Way.FOLDER);
    Files.createSymbolicLink(root.resolve("link"), folder.resolve(".wrapup"));
    Program outside = program(Files.createDirectory(root.resolve("outside")));
    outside.wrapupcodes(program.read(Options.DEFAULT_FILE));

    for (Program.Run run : runs(outside, "--audit-dir", "../link/audit")) {
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("Git tracks files in it");
    }
    assertThat(receiver.tries()).isEmpty();
    assertThat(planted).hasContent(journal);
  }

  @Test
  void an_audit_folder_that_is_a_link_is_refused_wherever_it_is() throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Path mine = Files.writeString(outside.resolve("mine.partial"), "of the user");
    Files.writeString(outside.resolve(NAME), journal);
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Repository.commit(folder);

    for (String name : List.of("link", "../link", root.resolve("link").toString())) {
      for (Program.Run run : runs(program, "--audit-dir", name)) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is a link", "--audit-dir");
      }
    }
    assertThat(mine).hasContent("of the user");
    assertThat(receiver.tries()).isEmpty();
  }

  @Test
  void a_folder_above_which_the_machine_has_links_is_fine_and_so_are_other_peoples_files()
      throws Exception {
    Path outside = Files.createDirectories(root.resolve("outside/audit"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("outside"));
    Path mine = Files.writeString(outside.resolve("mine.jsonl.partial"), "of the user");
    Path scrap = Files.writeString(outside.resolve(NAME + ".partial"), "of a run");
    Repository.commit(folder);

    Program.Run run =
        program.run("apply", "--yes", "--audit-dir", root.resolve("link/audit").toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(receiver.tries()).hasSize(1);
    assertThat(mine).hasContent("of the user");
    assertThat(scrap).doesNotExist();
  }

  @Test
  void the_sandboxs_state_is_kept_behind_no_link() throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    String api = kind.dialect().api();
    String name = kind == Kind.VERSIONED ? "sandbox.json" : "sandbox-%s.json".formatted(api);
    Path mine = Files.writeString(outside.resolve(name), "{\"codes\": []}");
    Files.writeString(outside.resolve(name + ".partial"), "of the user");
    Files.createSymbolicLink(folder.resolve(".wrapup"), outside);
    program.file("org.yaml", program.read(Options.DEFAULT_FILE));

    Program.Run folderLink = program.run("plan", "--sandbox");
    Program.Run written = program.run("plan", "--sandbox", "--sandbox-data", "org.yaml");
    Files.delete(folder.resolve(".wrapup"));
    Files.createDirectory(folder.resolve(".wrapup"));
    Files.createSymbolicLink(folder.resolve(".wrapup").resolve(name), mine);
    Program.Run fileLink = program.run("plan", "--sandbox");

    for (Program.Run run : List.of(folderLink, written, fileLink)) {
      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("is a link", "the sandbox keeps its state there");
    }
    assertThat(mine).hasContent("{\"codes\": []}");
    assertThat(outside.resolve(name + ".partial")).hasContent("of the user");
  }
}

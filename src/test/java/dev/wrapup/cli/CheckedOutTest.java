package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The commit that a journal names is the one whose files were applied, whatever the CI ran for.
class CheckedOutTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String EVENT = "e".repeat(40);

  @TempDir Path root;

  @AutoClose private final Sandbox sandbox = Sandbox.start(Example.organization());

  private Path folder;
  private Program program;

  /// Of the last run.
  private Path journal;

  @BeforeEach
  void a_change_is_committed() throws Exception {
    folder = Files.createDirectory(root.resolve("codes"));
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", Options.DEFAULT_FILE);
    edit("displayName: Refund\n", "displayName: Money back\n");
    Repository.commit(folder);
  }

  private void edit(String from, String to) {
    String text = program.read(Options.DEFAULT_FILE);
    assertThat(text).contains(from);
    program.wrapupcodes(text.replace(from, to));
  }

  private String head() throws IOException, InterruptedException {
    return Repository.git(folder, "rev-parse", "HEAD");
  }

  /// Applies, and reads how the journal begins.
  private JsonNode started(Program program, String... more) throws IOException {
    List<Path> before = program.journals();
    Program.Run run = program.run(List.of("apply", "--yes"), more);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).doesNotContain("can't be told");
    List<Path> journals = new ArrayList<>(program.journals());
    journals.removeAll(before);
    journal = journals.getFirst();
    return JSON.readTree(Files.readAllLines(journal).getFirst());
  }

  private static void hold(JsonNode run, String commit, Boolean dirty, String event) {
    assertThat(run.path("commit").asString(null)).isEqualTo(commit);
    assertThat(run.path("dirty").isNull() ? null : run.path("dirty").booleanValue())
        .isEqualTo(dirty);
    assertThat(run.path("eventCommit").asString(null)).isEqualTo(event);
  }

  private Program.Run report(String format) {
    return program.run("audit", "report", "--format", format, journal.toString());
  }

  @Test
  void at_a_terminal_it_is_what_is_checked_out_whatever_else_lies_there() throws Exception {
    program.file("another.yaml", "not: committed\n");

    hold(started(program), head(), false, null);
    hold(report("json").json().path("run"), head(), false, null);
  }

  @Test
  void the_commit_that_the_ci_ran_for_stands_beside_it_in_every_format() throws Exception {
    hold(started(program.with("GITHUB_SHA", EVENT)), head(), false, EVENT);

    hold(report("json").json().path("run"), head(), false, EVENT);
    for (String format : List.of("markdown", "html")) {
      assertThat(report(format).out()).contains("commit", head(), "run for commit", EVENT);
    }
    edit("displayName: Praise\n", "displayName: Well done\n");
    Repository.commit(folder);
    hold(
        started(program.without("GITHUB_SHA").with("CI_COMMIT_SHA", head())),
        head(),
        false,
        head());
    assertThat(report("markdown").out()).contains(head()).doesNotContain("run for commit");
  }

  @Test
  void files_that_differ_from_it_are_told() throws Exception {
    edit("displayName: Praise\n", "displayName: Well done\n");

    hold(started(program), head(), true, null);

    for (String format : List.of("markdown", "html")) {
      assertThat(report(format).out()).contains("from which the files differed");
    }
  }

  @Test
  void a_file_that_is_not_in_it_differs_from_it_though_it_is_staged() throws Exception {
    program.file(
        "more.yaml", "format: 1\ncodes:\n  NEW: {displayName: New, routingType: manual}\n");
    Repository.git(folder, "add", "more.yaml");

    hold(started(program, "-f", Options.DEFAULT_FILE, "-f", "more.yaml"), head(), true, null);
  }

  @Test
  void line_ends_of_a_checkout_are_no_difference() throws Exception {
    edit("\n", "\r\n");

    hold(started(program), head(), false, null);
  }

  @Test
  void it_is_of_the_repository_that_the_files_are_in() throws Exception {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    new Program(elsewhere).file("x", "");
    Repository.commit(elsewhere);
    program = new Program(elsewhere).at(sandbox);

    hold(started(program, "-f", "../codes/wrapupcodes.yaml"), head(), false, null);
  }

  @Test
  void outside_of_a_repository_there_is_none() throws Exception {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    String text = program.read(Options.DEFAULT_FILE);
    program = new Program(elsewhere).at(sandbox).wrapupcodes(text).with("GITHUB_SHA", EVENT);

    hold(started(program), null, null, EVENT);
  }

  @Test
  void before_the_first_commit_there_is_none() throws Exception {
    Files.move(folder.resolve(".git"), root.resolve("moved.git"));
    Repository.git(folder, "init", "-q", "-b", "main");

    hold(started(program), null, null, null);
  }

  @Test
  void a_journal_from_before_names_the_commit_of_its_event_as_that() throws Exception {
    started(program);
    List<ObjectNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(journal)) records.add((ObjectNode) JSON.readTree(line));
    records.getFirst().remove(List.of("dirty", "eventCommit"));
    records.getFirst().put("commit", EVENT);
    Files.writeString(journal, ForgedJournal.chained(records));

    hold(report("json").json().path("run"), null, null, EVENT);
  }
}

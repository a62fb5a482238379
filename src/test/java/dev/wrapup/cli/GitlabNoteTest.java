package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.wrapup.cli.FakeGitLab.BOT;
import static dev.wrapup.cli.FakeGitLab.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan has one note on its merge request. The same code as for a comment on GitHub writes it,
/// which [GithubCommentTest] holds; here is what GitLab has in its own way.
class GitlabNoteTest {
  @AutoClose("stop")
  private static final FakeGitLab GITLAB = new FakeGitLab();

  private static String plan = "";

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path where) throws Exception {
    GITLAB.start();
    new Program(where)
        .wrapupcodes("format: 1\ncodes: {}\n")
        .run("plan", "--sandbox", "--out", "plan.json");
    plan = Files.readString(where.resolve("plan.json"));
  }

  @BeforeEach
  void reset() {
    GITLAB.reset();
  }

  private Program program() {
    return new Program(folder)
        .with("WRAPUP_GITLAB_TOKEN", FakeGitLab.TOKEN)
        .with("CI_API_V4_URL", GITLAB.url() + "/api/v4")
        .with("CI_PROJECT_ID", "5")
        .with("CI_PIPELINE_SOURCE", "merge_request_event")
        .with("CI_MERGE_REQUEST_PROJECT_ID", "5")
        .with("CI_MERGE_REQUEST_PROJECT_URL", "https://gitlab.example.com/team/codes")
        .with("CI_MERGE_REQUEST_IID", "9")
        .file("plan.json", plan)
        .file("plan.md", "### a plan\n");
  }

  private static Program.Run tell(Program program, String... more) {
    String words = "gitlab note --plan plan.json --body plan.md --format json";
    return program.run(List.of(words.split(" ")), more);
  }

  private static void assertTold(Program.Run run, String action) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().path("action").asString()).isEqualTo(action);
  }

  @Test
  void it_is_made_once_and_then_kept_up_to_date_wherever_it_stands_among_others() {
    GITLAB.writes("alice", "Nice!");

    Program.Run first = tell(program());
    GITLAB.writes("alice", "And now?");
    GITLAB.writes("bob", "Wait.");
    Program.Run same = tell(program());
    Program.Run second = tell(program().file("plan.md", "### another plan\n"));

    assertTold(first, "created");
    assertTold(same, "unchanged");
    assertTold(second, "updated");
    assertThat(first.json().path("number").asInt()).isEqualTo(9);
    assertThat(first.json().path("url").asString())
        .isEqualTo("https://gitlab.example.com/team/codes/-/merge_requests/9#note_101");
    assertThat(second.json().path("requests").asInt()).isEqualTo(4);
    assertThat(GITLAB.notes()).hasSize(4);
    assertThat(GITLAB.notes())
        .filteredOn(note -> note.author().equals(BOT))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.body())
                    .startsWith("<!-- wrapup:comment target=")
                    .endsWith(" -->\n### another plan\n"));
    assertThat(GITLAB.writes()).containsExactly("POST " + NOTES, "PUT " + NOTES + "/101");
  }

  /// GitLab takes a line that begins with a slash for a command of who writes it, unless its own
  /// reading of Markdown says otherwise (its documentation of quick actions, read 2026-11-28).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/merge",
        "### a plan\n/close\n",
        "a\r\n/approve\r\nb",
        "a\n\r/assign me",
        "````\n```\n/merge\n````\n",
        "<b>\n/label ~x",
        "> x\n\n/MERGE"
      })
  void nothing_in_a_plan_is_a_command_to_gitlab(String markdown) {
    assertTold(tell(program().file("plan.md", markdown)), "created");

    String body = GITLAB.notes().getFirst().body();
    assertThat(body.replace("\r", "").lines()).noneMatch(line -> line.startsWith("/"));
    assertThat(body).contains(markdown.lines().filter(l -> l.contains("/")).findFirst().get());
  }

  @Test
  void it_may_be_as_long_as_gitlab_takes() {
    assertTold(tell(program().file("plan.md", "x".repeat(900_000))), "created");

    tell(program().file("plan.md", "x".repeat(1_000_000)))
        .assertStopped(ExitCode.USAGE, "usage", "GitLab takes 1,000,000");
  }

  @ParameterizedTest
  @CsvSource({
    "403, {\"error\":\"insufficient_scope\"}",
    "403, {\"message\":\"403 Forbidden\"}",
    "404, {\"message\":\"404 Project Not Found\"}"
  })
  void without_the_right_to_write_that_is_said_and_nothing_is_red(int status, String body) {
    GITLAB.answers("POST", NOTES, aResponse().withStatus(status).withBody(body));

    Program.Run run = tell(program());

    assertTold(run, "skipped");
    assertThat(run.json().path("reason").asString()).contains(String.valueOf(status));
    assertThat(run.err()).contains("nothing was written on GitLab", "the scope api");
    assertThat(GITLAB.notes()).isEmpty();
  }

  @Test
  void the_token_is_wrapups_own_or_the_one_that_others_use_too() {
    Program program = program().with("GITLAB_TOKEN", "glpat-of-somebody-else");
    assertTold(tell(program), "created");

    GITLAB.reset();
    program.without("WRAPUP_GITLAB_TOKEN").with("GITLAB_TOKEN", FakeGitLab.TOKEN);
    assertTold(tell(program), "created");

    program.without("GITLAB_TOKEN").with("CI_JOB_TOKEN", "glcbt-of-the-job");
    tell(program).assertStopped(ExitCode.USAGE, "usage", "WRAPUP_GITLAB_TOKEN is not set");
  }

  /// Its pipeline runs in the fork, and has the fork's number.
  @Test
  void a_job_of_a_fork_that_gets_no_token_is_not_red() {
    Program program = program().with("CI_PROJECT_ID", "6");
    assertTold(tell(program), "created");

    GITLAB.reset();
    program.without("WRAPUP_GITLAB_TOKEN");
    assertTold(tell(program), "skipped");
    assertThat(GITLAB.requests()).isEmpty();
  }

  @Test
  void the_merge_request_is_the_options_or_the_jobs() {
    Program program = program().without("CI_MERGE_REQUEST_IID");
    assertTold(tell(program, "--merge-request", "9"), "created");

    program.with("CI_PIPELINE_SOURCE", "push");
    Program.Run none = tell(program);
    assertThat(none.json().path("action").asString()).isEqualTo("skipped");
    assertThat(none.json().path("reason").asString()).contains("the kind push");
    program.with("CI_PIPELINE_SOURCE", "merge_request_event").with("CI_MERGE_REQUEST_IID", "x9");
    tell(program).assertStopped(ExitCode.USAGE, "usage", "not about a merge request");
    program.without("CI_PIPELINE_SOURCE");
    tell(program).assertStopped(ExitCode.USAGE, "usage", "not about a merge request");
  }

  @ParameterizedTest
  @CsvSource({
    "CI_PROJECT_ID, ../1, CI_PROJECT_ID is not a number",
    "CI_API_V4_URL, https://me:pw@gitlab.example.com/api/v4, CI_API_V4_URL is not an address",
    "CI_API_V4_URL, gitlab, CI_API_V4_URL is not an address"
  })
  void a_variable_that_is_wrong_is_named(String name, String value, String words) {
    Program program = program().without("CI_MERGE_REQUEST_PROJECT_ID").with(name, value);

    tell(program).assertStopped(ExitCode.USAGE, "usage", words);
    assertThat(GITLAB.requests()).isEmpty();
  }

  /// A run holds by itself that nothing leaks; here the server repeats what it was sent.
  @Test
  void a_token_that_the_server_repeats_is_told_to_nobody() {
    GITLAB.answers(
        "GET",
        NOTES,
        aResponse()
            .withStatus(400)
            .withBody("{\"message\":\"no %s\"}".formatted(FakeGitLab.TOKEN)));

    tell(program()).assertStopped(ExitCode.ERROR, "bad-answer", "no ***");
  }
}

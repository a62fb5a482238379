package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.COMMENT;
import static dev.wrapup.cli.FakeGitHub.COMMENTS;
import static dev.wrapup.cli.FakeGitHub.comment;
import static dev.wrapup.cli.FakeGitHub.created;
import static dev.wrapup.cli.FakeGitHub.list;
import static dev.wrapup.cli.FakeGitHub.page;
import static dev.wrapup.cli.FakeGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan has one comment, however often it is told, and whatever others write.
class GithubCommentTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  private static String plan = "";

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path where) throws Exception {
    GITHUB.start();
    new Program(where)
        .wrapupcodes("format: 1\ncodes: {}\n")
        .run("plan", "--sandbox", "--out", "plan.json");
    plan = Files.readString(where.resolve("plan.json"));
  }

  @BeforeEach
  void reset() {
    GITHUB.reset();
  }

  private Program program() {
    return new Program(folder)
        .with("GITHUB_TOKEN", FakeGitHub.TOKEN)
        .with("GITHUB_API_URL", GITHUB.url())
        .with("GITHUB_REPOSITORY", "octo-org/codes")
        .with("GITHUB_REF", "refs/pull/17/merge")
        .file("plan.json", plan)
        .file("plan.md", "### a plan\n");
  }

  private static Program.Run tell(Program program, String... more) {
    String words = "github comment --plan plan.json --body plan.md --format json";
    return program.run(List.of(words.split(" ")), more);
  }

  private static void assertTold(Program.Run run, String action, int requests) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().path("action").asString()).isEqualTo(action);
    assertThat(run.json().path("requests").asInt()).isEqualTo(requests);
    assertThat(GITHUB.requests()).hasSize(requests);
  }

  /// Tells the plan to a pull request without comments.
  ///
  /// @return what was posted
  private String posted() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, created(comment(1, BOT, "")));
    assertTold(tell(program()), "created", 2);
    String posted = GITHUB.written().path("body").asString();
    GITHUB.reset();
    return posted;
  }

  @Test
  void the_first_time_a_comment_is_made_whose_first_line_nobody_sees() {
    GITHUB.answers("GET", COMMENTS, list(comment(1, "octocat", "Nice!")));
    GITHUB.answers("POST", COMMENTS, created(comment(2, BOT, "")));

    Program.Run run = tell(program());

    assertTold(run, "created", 2);
    assertThat(GITHUB.writes()).containsExactly("POST " + COMMENTS);
    String body = GITHUB.written().path("body").asString();
    assertThat(body).startsWith("<!-- wrapup:comment target=").endsWith(" -->\n### a plan\n");
    assertThat(body.lines().findFirst().orElseThrow()).matches("<!--[^<>]*[^-] -->");
    assertThat(run.json().path("url").asString()).endsWith("#issuecomment-2");
    assertThat(run.json().path("number").asInt()).isEqualTo(17);
  }

  @Test
  void another_plan_is_told_in_the_same_comment() {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(5, BOT, before), comment(6, BOT, before)));
    GITHUB.answers("PATCH", COMMENT + 5, okJson(comment(5, BOT, "")));

    Program.Run run = tell(program().file("plan.md", "### another plan\n"));

    assertTold(run, "updated", 3);
    assertThat(GITHUB.writes()).containsExactly("PATCH " + COMMENT + 5);
    assertThat(GITHUB.written().path("body").asString()).endsWith("-->\n### another plan\n");
  }

  @Test
  void the_same_plan_is_not_told_again() {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(5, BOT, before.replace("\n", "\r\n").strip())));

    assertTold(tell(program()), "unchanged", 2);
    assertThat(GITHUB.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"octocat", "github-actions", "GITHUB-ACTIONS[bot]", "dependabot[bot]", ""})
  void our_first_line_from_somebody_else_is_not_ours(String author) {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(5, author, before)));
    GITHUB.answers("POST", COMMENTS, created(comment(6, BOT, "")));

    assertTold(tell(program()), "created", 3);
    assertThat(GITHUB.writes()).containsExactly("POST " + COMMENTS);
  }

  @Test
  void our_first_line_further_down_or_in_part_is_not_ours() {
    String before = posted();
    String line = before.lines().findFirst().orElseThrow();
    GITHUB.answers(
        "GET",
        COMMENTS,
        list(
            comment(1, BOT, " " + before),
            comment(2, BOT, "> " + before),
            comment(3, BOT, "Look:\n" + before),
            comment(4, BOT, line.replace(" -->", "x -->")),
            comment(5, BOT, line.replace("comment", "drift"))));
    GITHUB.answers("POST", COMMENTS, created(comment(6, BOT, "")));

    assertTold(tell(program()), "created", 2);
  }

  @Test
  void another_target_and_another_folder_have_comments_of_their_own() {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(5, BOT, before)));
    GITHUB.answers("POST", COMMENTS, created(comment(6, BOT, "")));
    Program elsewhere =
        program().file("plan.json", plan.replace("\"wrapupcodes.yaml\"", "\"orgs/a/b.yaml\""));

    assertThat(tell(elsewhere).json().path("action").asString()).isEqualTo("created");
    assertThat(GITHUB.written().path("body").asString()).contains(" folder=orgs/a -->\n");
    Program other = program().file("plan.json", plan.replace("us-east-1", "eu --> -- west"));
    assertThat(tell(other).json().path("action").asString()).isEqualTo("created");
    assertThat(GITHUB.written().path("body").asString().lines().findFirst().orElseThrow())
        .contains("eu%20-%2D%3E%20-%2D%20west")
        .matches("<!--[^<>]*[^-] -->");
  }

  @Test
  void a_folder_below_the_checkout_is_told_apart() throws Exception {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, created(comment(6, BOT, "")));
    Path below = Files.createDirectories(folder.resolve("teams/é, x"));
    Program program =
        new Program(below)
            .with("GITHUB_TOKEN", FakeGitHub.TOKEN)
            .with("GITHUB_API_URL", GITHUB.url() + "/")
            .with("GITHUB_REPOSITORY", "octo-org/codes")
            .with("GITHUB_WORKSPACE", folder.toString())
            .file("plan.json", plan)
            .file("plan.md", "x");

    Program.Run run = tell(program, "--pull-request", "17");

    assertTold(run, "created", 2);
    assertThat(GITHUB.written().path("body").asString())
        .contains(" folder=teams/%C3%A9,%20x -->\nx");
  }

  @Test
  void all_pages_are_looked_through_and_none_after_ours() {
    String before = posted();
    String link = "<%s%s?per_page=100&page=%d>; rel=\"next\", <%s/x?page=9>; rel=\"last\"";
    GITHUB.answers(
        "GET",
        COMMENTS,
        page(link.formatted(GITHUB.url(), "/repositories/7/issues/17/comments", 2, GITHUB.url())),
        page(""));
    GITHUB.answersQuery(
        "/repositories/7/issues/17/comments",
        "page",
        "2",
        page(link.formatted("", COMMENTS, 3, GITHUB.url()), comment(5, BOT, before)));

    assertTold(tell(program()), "unchanged", 3);
    assertThat(GITHUB.requests())
        .containsExactly(
            "GET " + COMMENTS, "GET /repositories/7/issues/17/comments", "POST /graphql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/comments?page=2",
        "//evil.example/comments?page=2",
        "https://127.0.0.1@evil.example/",
        "http://localhost:9/page",
        "not a uri %%"
      })
  void a_page_on_another_server_is_not_asked_for(String link) {
    GITHUB.answers("GET", COMMENTS, page("<%s>; rel=\"next\"".formatted(link)));

    tell(program()).assertStopped(ExitCode.ERROR, "bad-answer", "on another server");
    assertThat(GITHUB.requests()).hasSize(1);
  }

  @Test
  void a_path_that_looks_like_another_server_stays_on_this_one() {
    String path = "//127.0.0.1:9/comments";
    GITHUB.answers("GET", COMMENTS, page("<%s%s?page=2>; rel=next".formatted(GITHUB.url(), path)));

    tell(program());

    assertThat(GITHUB.requests()).containsExactly("GET " + COMMENTS, "GET " + path);
  }

  @Test
  void pages_without_end_are_no_list() {
    GITHUB.answers("GET", COMMENTS, page("<%s?page=2>; rel=next".formatted(COMMENTS)));

    tell(program()).assertStopped(ExitCode.ERROR, "bad-answer", "read before");
    assertThat(GITHUB.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void without_the_right_to_write_that_is_said_and_nothing_is_red(int status) {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, status(status, "Resource not accessible by integration"));

    Program.Run run = tell(program());

    assertTold(run, "skipped", 2);
    assertThat(run.json().path("reason").asString())
        .contains("%d Resource not accessible".formatted(status));
    assertThat(run.err()).contains("nothing was written on GitHub", "pull-requests: write");
  }

  @Test
  void without_the_right_to_read_that_is_said_too() {
    GITHUB.answers("GET", COMMENTS, status(403, "Resource not accessible by integration"));

    assertTold(tell(program()), "skipped", 1);
  }

  @Test
  void a_job_of_a_fork_that_gets_no_token_is_not_red() {
    String event =
        "{\"number\":17,\"pull_request\":{\"number\":17,\"head\":{\"repo\":%s},\"base\":{\"repo\":{\"full_name\":\"octo-org/codes\"}}}}";
    Program program = program().with("GITHUB_TOKEN", "").with("GITHUB_EVENT_PATH", path("e.json"));
    for (String head : List.of("{\"full_name\":\"somebody/codes\"}", "null")) {
      assertTold(tell(program.file("e.json", event.formatted(head))), "skipped", 0);
    }
    program.file("e.json", event.formatted("{\"full_name\":\"octo-org/codes\"}"));
    tell(program).assertStopped(ExitCode.USAGE, "usage", "GITHUB_TOKEN");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void the_pull_request_is_the_options_or_the_events_or_the_refs() {
    Program program =
        program()
            .without("GITHUB_REF")
            .file("e.json", "{\"pull_request\":{\"number\":17}}")
            .with("GITHUB_EVENT_PATH", path("e.json"));
    GITHUB.answers("GET", COMMENTS, status(404, "Not Found"));

    assertThat(tell(program).json().path("number").asInt()).isEqualTo(17);
    program.file("e.json", "{\"issue\":{\"number\":17,\"pull_request\":{}}}");
    assertThat(tell(program).json().path("number").asInt()).isEqualTo(17);
    GITHUB.answers("GET", COMMENTS.replace("17", "18"), status(404, "Not Found"));
    assertThat(tell(program, "--pull-request", "18").json().path("number").asInt()).isEqualTo(18);
    for (String none : List.of("{}", "{\"issue\":{\"number\":17}}", "{\"pull_request\":7}")) {
      program.file("e.json", none).with("GITHUB_REF", "refs/heads/main");
      tell(program).assertStopped(ExitCode.USAGE, "usage", "not about a pull request");
    }
    program.file("e.json", "{");
    tell(program).assertStopped(ExitCode.USAGE, "usage", "it is not JSON");
  }

  /// Such as a merge queue's, which a red job would block.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "merge_group",
        "push",
        "schedule",
        "workflow_dispatch",
        "repository_dispatch",
        "issues",
        "new_kind"
      })
  void a_job_without_a_pull_request_has_nothing_to_comment_on_and_is_not_red(String event) {
    Program program =
        program().with("GITHUB_REF", "refs/heads/main").with("GITHUB_EVENT_NAME", event);

    Program.Run run = tell(program);

    assertTold(run, "skipped", 0);
    assertThat(run.json().path("number").isNull()).isTrue();
    assertThat(run.json().path("reason").asString()).contains("the event " + event);
    assertThat(program.run("github", "comment", "--plan", "plan.json", "--body", "plan.md").out())
        .isEqualTo("comment: skipped, the event " + event + " has no pull request (0 requests)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge_group | {'merge_group':{'head_ref':'refs/heads/gh-readonly-queue/main/pr-17-0ff'}}",
        "schedule | {'schedule':'0 5 * * *'}",
        "push | {'ref':'refs/heads/main','pusher':{'name':'me'}}"
      })
  void an_event_tells_by_itself_that_it_has_no_pull_request(String event, String json) {
    Program program =
        program()
            .with("GITHUB_REF", "refs/heads/main")
            .file("e.json", json.replace('\'', '"'))
            .with("GITHUB_EVENT_PATH", path("e.json"));

    Program.Run run = tell(program);

    assertTold(run, "skipped", 0);
    assertThat(run.json().path("reason").asString()).contains("the event " + event);
  }

  @Test
  void a_job_of_a_pull_request_whose_number_is_missing_is_wrong_usage() {
    Program program =
        program().with("GITHUB_REF", "refs/heads/x").with("GITHUB_EVENT_NAME", "pull_request");

    tell(program).assertStopped(ExitCode.USAGE, "usage", "not about a pull request");
  }

  @Test
  void what_graphql_does_not_answer_is_told_with_its_reason() {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(7, BOT, before)));
    GITHUB.answers(
        "POST",
        "/graphql",
        okJson(
            "{\"data\":null,\"errors\":[{\"message\":\"API rate limit exceeded\"},{\"message\":\"x\"}]}"));

    Program.Run run = tell(program());

    run.assertStopped(
        ExitCode.ERROR, "bad-answer", "who the token acts as; API rate limit exceeded; x");
  }

  @Test
  void what_github_refuses_is_told_with_its_reasons() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers(
        "POST",
        COMMENTS,
        aResponse()
            .withStatus(422)
            .withBody(
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"IssueComment\",\"code\":\"unprocessable\",\"field\":\"data\",\"message\":\"Body is too long\"},\"::error::x\"]}"));

    Program.Run run = tell(program().with("GITHUB_ACTIONS", "true"));

    run.assertStopped(ExitCode.ERROR, "bad-answer", "422 Validation Failed; Body is too long");
    assertThat(run.out() + run.err()).doesNotContain("::error::x", "::x");
    assertThat(GITHUB.writes()).hasSize(1);
  }

  @Test
  void a_token_that_is_not_valid_is_an_error() {
    GITHUB.answers("GET", COMMENTS, status(401, "Bad credentials"));

    tell(program()).assertStopped(ExitCode.ERROR, "credentials", "401 Bad credentials");
    assertThat(GITHUB.requests()).hasSize(1);
  }

  static List<ResponseDefinitionBuilder> limits() {
    return List.of(
        status(429, "slow down").withHeader("Retry-After", "0"),
        status(403, "You have exceeded a secondary rate limit").withHeader("Retry-After", "0"),
        status(403, "API rate limit exceeded")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", "1767225600"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_rate_limit_is_waited_for_and_no_missing_right(ResponseDefinitionBuilder limit) {
    GITHUB.answers("GET", COMMENTS, limit, list());
    GITHUB.answers("POST", COMMENTS, limit, limit, created(comment(2, BOT, "")));

    assertTold(tell(program()), "created", 5);
  }

  @Test
  void a_rate_limit_that_is_longer_than_the_run_is_told_at_once() {
    GITHUB.answers(
        "GET",
        COMMENTS,
        status(403, "API rate limit exceeded")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", "1767229200"));

    tell(program()).assertStopped(ExitCode.ERROR, "rate-limit", "3600 s");
    GITHUB.reset();
    GITHUB.answers("GET", COMMENTS, status(403, "You have exceeded a secondary rate limit"));
    tell(program(), "--timeout", "30s").assertStopped(ExitCode.ERROR, "rate-limit", "60 s");
    assertThat(GITHUB.requests()).hasSize(1);
  }

  @Test
  void a_rate_limit_that_stays_is_given_up() {
    GITHUB.answers("GET", COMMENTS, status(429, "slow down").withHeader("Retry-After", "0"));

    tell(program()).assertStopped(ExitCode.ERROR, "server", "429 slow down");
    assertThat(GITHUB.requests()).hasSize(4);
  }

  @Test
  void reads_are_repeated_after_a_failure_for_as_long_as_there_is_time() {
    GITHUB.answers(
        "GET",
        COMMENTS,
        status(502, "Bad gateway"),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        list());
    GITHUB.answers("POST", COMMENTS, created(comment(2, BOT, "")));
    assertTold(tell(program()), "created", 4);

    GITHUB.reset();
    GITHUB.answers("GET", COMMENTS, status(503, "Unavailable"));
    Program.Run run = tell(program(), "--timeout", "3s");
    run.assertStopped(ExitCode.OUT_OF_TIME, "out-of-time", "");
    // the time may be over while another answer is waited for
    assertThat(run.json().at("/error/message").asString())
        .containsAnyOf("503 Unavailable", "the time is over before");
    assertThat(GITHUB.requests()).hasSizeBetween(2, 16);
  }

  @Test
  void an_answer_that_never_comes_ends_with_the_time_that_was_given() {
    GITHUB.answers("GET", COMMENTS, list().withFixedDelay(20_000));

    assertThat(tell(program(), "--timeout", "400ms").exit()).isEqualTo(ExitCode.OUT_OF_TIME);
  }

  @Test
  void a_write_without_an_answer_is_looked_after_before_another() {
    String ours = posted();
    GITHUB.answers("GET", COMMENTS, list(), list(comment(2, BOT, ours)));
    GITHUB.answers("POST", COMMENTS, aResponse().withFault(Fault.EMPTY_RESPONSE));

    Program.Run run = tell(program());

    assertTold(run, "created", 4);
    assertThat(GITHUB.writes()).hasSize(1);
    assertThat(run.json().path("url").asString()).endsWith("-2");
  }

  @Test
  void a_write_that_was_not_carried_out_is_made_again_and_not_for_ever() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, status(500, "Server Error"), created(comment(2, BOT, "")));
    assertTold(tell(program()), "created", 4);

    GITHUB.reset();
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, status(500, "Server Error"));
    tell(program()).assertStopped(ExitCode.ERROR, "server", "no answer to a write, 3 times");
    assertThat(GITHUB.writes()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void a_redirect_is_not_followed(int status) {
    for (String method : List.of("GET", "POST")) {
      GITHUB.reset();
      GITHUB.answers("GET", COMMENTS, list());
      GITHUB.answers(
          method,
          COMMENTS,
          aResponse().withStatus(status).withHeader("Location", GITHUB.url() + "/elsewhere"));

      tell(program()).assertStopped(ExitCode.ERROR, "bad-answer", "redirect");
      assertThat(GITHUB.requests()).doesNotContain("GET /elsewhere", "POST /elsewhere");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Sign in</html>",
        "{\"message\":\"hello\"}",
        "[7]",
        "[{\"body\":\"x\"}]",
        "[{\"id\":\"7\"}]",
        "[{\"id\":1},",
        "null"
      })
  void nonsense_is_no_list_of_comments(String body) {
    GITHUB.answers("GET", COMMENTS, aResponse().withBody(body));

    Program.Run run = tell(program());

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/error/code").asString()).isEqualTo("bad-answer");
    assertThat(GITHUB.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "x", "{\"data\":null}", "{\"errors\":[{\"message\":\"no\"}]}"})
  void who_does_not_know_who_it_is_touches_nothing(String answer) {
    String before = posted();
    GITHUB.answers("GET", COMMENTS, list(comment(5, BOT, before)));
    GITHUB.answers("POST", "/graphql", aResponse().withBody(answer));

    assertThat(tell(program()).json().at("/error/code").asString()).isEqualTo("bad-answer");
    assertThat(GITHUB.writes()).isEmpty();
  }

  @Test
  void a_write_whose_answer_is_nonsense_was_carried_out_all_the_same() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, aResponse().withStatus(201).withBody("thanks"));

    assertTold(tell(program()), "created", 2);
  }

  @Test
  void a_body_that_github_would_refuse_is_refused_before_any_request() {
    String marker = posted().lines().findFirst().orElseThrow() + "\n";
    int most = 65_536 - marker.length();
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, created(comment(2, BOT, "")));

    assertTold(tell(program().file("plan.md", "é".repeat(most))), "created", 2);
    assertThat(GITHUB.written().path("body").asString()).hasSize(65_536);
    Program.Run long_ = tell(program().file("plan.md", "é".repeat(most + 1)));
    long_.assertStopped(ExitCode.USAGE, "usage", "65,537 characters");
    assertThat(long_.err()).contains("the plan by --format markdown");
    tell(program().file("plan.md", " \n")).assertStopped(ExitCode.USAGE, "usage", "is empty");
    tell(program().file("plan.md", new byte[] {'a', (byte) 0xff}))
        .assertStopped(ExitCode.USAGE, "usage", "can't be read");
    assertThat(GITHUB.requests()).hasSize(2);
  }

  @Test
  void the_marker_is_never_longer_than_the_room_that_is_left_for_it() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, created(comment(2, BOT, "")));
    Program program =
        program()
            .file(
                "plan.json",
                plan.replace("\"sandbox\"", "\"" + "é".repeat(3000) + "\"")
                    .replace("\"wrapupcodes.yaml\"", "\"" + "-/".repeat(3000) + "a.yaml\""));

    assertThat(tell(program).exit()).isEqualTo(ExitCode.OK);
    String body = GITHUB.written().path("body").asString();
    assertThat(body.indexOf('\n')).isLessThan(1024);
    assertThat(body).contains(" folder=sha256:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://api.example", "ftp://127.0.0.1", "https://me:pass-w0rd@x", "::"})
  void the_token_goes_to_https_or_this_machine_alone(String url) {
    Program.Run run = tell(program().with("GITHUB_API_URL", url));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(GITHUB.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "codes", "a/b/c", "../x", "a/..", "octo-org/co des", "a/b?x=1"})
  void a_repository_that_is_none_is_not_asked_for(String repository) {
    Program.Run run = tell(program().with("GITHUB_REPOSITORY", repository));

    run.assertStopped(ExitCode.USAGE, "usage", "GITHUB_REPOSITORY");
  }

  @Test
  void a_server_of_ones_own_has_its_api_below_a_path() {
    String api = "/api/v3" + COMMENTS;
    String before = posted();
    GITHUB.answers("GET", api, list(comment(5, BOT, before)));
    GITHUB.answers(
        "POST",
        "/api/graphql",
        okJson("{\"data\":{\"viewer\":{\"login\":\"%s\"}}}".formatted(BOT)));

    assertTold(tell(program().with("GITHUB_API_URL", GITHUB.url() + "/api/v3")), "unchanged", 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "nonsense",
        "{\"format\":\"wrapup.error/1\"}",
        "{\"format\":\"wrapup.plan/1\"}",
        "{\"format\":\"wrapup.plan/1\",\"target\":{\"api\":\"a\",\"environment\":null,\"organization\":null,\"baseUrl\":\"x\"}}"
      })
  void what_is_no_plan_has_no_comment(String json) {
    Program.Run run = tell(program().file("plan.json", json));

    run.assertStopped(ExitCode.USAGE, "usage", "plan.json: it");
    assertThat(GITHUB.requests()).isEmpty();
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(program().run("github").err()).contains("wrapup github --help");
    assertThat(program().run("github", "comment", "--body", "plan.md").err()).contains("--plan");
    assertThat(program().run("github", "comment", "--plan", "plan.json").err()).contains("--body");
    tell(program().without("GITHUB_TOKEN"))
        .assertStopped(ExitCode.USAGE, "usage", "GITHUB_TOKEN is not set");
    tell(program().with("GITHUB_TOKEN", "two words"))
        .assertStopped(ExitCode.USAGE, "settings", "the token");
  }

  @Test
  void people_are_told_in_a_line() {
    GITHUB.answers("GET", COMMENTS, list());
    GITHUB.answers("POST", COMMENTS, created(comment(2, BOT, "")));

    Program.Run run =
        program().run("github", "comment", "--plan", "plan.json", "--body", "plan.md", "--verbose");

    assertThat(run.out())
        .isEqualTo(
            "comment on #17: created https://github.com/octo-org/codes/pull/17#issuecomment-2"
                + " (2 requests)\n");
    assertThat(run.err()).contains("POST " + COMMENTS + " → 201");
  }
}

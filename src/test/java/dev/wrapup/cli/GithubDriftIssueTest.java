package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static dev.wrapup.cli.FakeGitHub.created;
import static dev.wrapup.cli.FakeGitHub.issue;
import static dev.wrapup.cli.FakeGitHub.list;
import static dev.wrapup.cli.FakeGitHub.page;
import static dev.wrapup.cli.FakeGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drift has one issue: open as long as it stands, written to when it is another, never twice.
class GithubDriftIssueTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  private static final String ONE = "1".repeat(64);
  private static final String OTHER = "a".repeat(64);
  private static final String STRAY = "{\"kind\":\"changed\",\"code\":\"A\"}";

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    GITHUB.start();
  }

  @BeforeEach
  void reset() {
    GITHUB.reset();
  }

  private static String drift(String fingerprint, String strays, String undeclared) {
    return """
        {"format":"wrapup.drift/1","fingerprint":"sha256:%s",
         "target":{"api":"versioned","environment":"us-east-1","organization":null,
          "baseUrl":"https://us-east-1.mygen.com"},
         "files":[{"path":"wrapupcodes.yaml","sha256":"%s"}],
         "drift":[%s],"undeclared":{"policy":"report","codes":[%s]},"pending":[{"code":"P"}]}"""
        .formatted(fingerprint, ONE, strays, undeclared);
  }

  private Program program(String drift) {
    return new Program(folder)
        .with("GITHUB_TOKEN", FakeGitHub.TOKEN)
        .with("GITHUB_API_URL", GITHUB.url())
        .with("GITHUB_REPOSITORY", "octo-org/codes")
        .with("GITHUB_SERVER_URL", "https://github.com")
        .with("GITHUB_RUN_ID", "4711")
        .file("drift.json", drift)
        .file("drift.md", "### drift\n");
  }

  private Program.Run tell(String drift) {
    return tell(program(drift));
  }

  private static Program.Run tell(Program program) {
    return program.run(
        "github", "drift-issue", "--drift", "drift.json", "--body", "drift.md", "--format", "json");
  }

  private Program.Run clean() {
    return tell(drift(OTHER, "", ""));
  }

  private static void assertTold(Program.Run run, String action, String... writes) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().path("action").asString()).isEqualTo(action);
    assertThat(run.json().path("requests").asInt()).isEqualTo(GITHUB.requests().size());
    assertThat(GITHUB.writes()).containsExactly(writes);
  }

  /// What stands in the repository: issues with our label, and the newest open ones.
  private static void there(ResponseDefinitionBuilder labeled, ResponseDefinitionBuilder newest) {
    GITHUB.answersQuery(ISSUES, "labels", "wrapup-drift", labeled);
    GITHUB.answersQuery(ISSUES, "state", "open", newest);
  }

  /// The body of an issue of ours.
  private static String body(String fingerprint) {
    return ("<!-- wrapup:drift"
            + " target=versioned,us-east-1,,https://us-east-1.mygen.com folder= fingerprint=%s"
            + " -->\n### before\n")
        .formatted(fingerprint);
  }

  @Test
  void the_first_drift_opens_an_issue() {
    there(list(), list(issue(3, "octocat", "open", "Hello")));
    GITHUB.answers("POST", ISSUES, created(issue(4, BOT, "open", "")));

    Program.Run run = tell(drift(ONE, STRAY, ""));

    assertTold(run, "created", "POST " + ISSUES);
    assertThat(GITHUB.requests()).hasSize(3);
    assertThat(GITHUB.written().path("title").asString())
        .isEqualTo("Wrap-up codes changed outside Git: us-east-1");
    assertThat(GITHUB.written().path("labels").get(0).asString()).isEqualTo("wrapup-drift");
    assertThat(GITHUB.written().path("body").asString())
        .isEqualTo(body(ONE).replace("before", "drift"));
    assertThat(run.json().path("number").asInt()).isEqualTo(4);
    assertThat(run.json().path("url").asString()).endsWith("/issues/4");
  }

  @Test
  void an_undeclared_code_that_is_reported_is_drift_as_well() {
    there(list(), list());
    GITHUB.answers("POST", ISSUES, created(issue(4, BOT, "open", "")));

    assertTold(tell(drift(ONE, "", "{\"id\":\"i\",\"code\":\"U\"}")), "created", "POST " + ISSUES);
  }

  @Test
  void the_same_drift_the_next_night_writes_nothing() {
    there(list(issue(4, BOT, "open", body(ONE))), list());

    Program.Run run = tell(drift(ONE, STRAY, ""));

    assertTold(run, "unchanged");
    assertThat(run.json().path("number").asInt()).isEqualTo(4);
    assertThat(GITHUB.requests()).hasSize(2);
  }

  @Test
  void another_drift_is_told_in_the_issue_that_is_open() {
    there(list(issue(5, BOT, "closed", body(OTHER)), issue(4, BOT, "open", body(ONE))), list());
    GITHUB.answers("PATCH", ISSUES + "/4", okJson(issue(4, BOT, "open", "")));

    assertTold(tell(drift(OTHER, STRAY, "")), "updated", "PATCH " + ISSUES + "/4");
    assertThat(GITHUB.written().path("body").asString())
        .isEqualTo(body(OTHER).replace("before", "drift"));
    assertThat(GITHUB.written().has("state")).isFalse();
  }

  @Test
  void no_drift_any_more_closes_the_issue_and_says_so() {
    there(list(issue(4, BOT, "open", body(ONE))), list());
    GITHUB.answers("PATCH", ISSUES + "/4", okJson(issue(4, BOT, "closed", "")));
    GITHUB.answers("POST", ISSUES + "/4/comments", created("{\"id\":1}"));

    Program.Run run = clean();

    assertTold(run, "closed", "PATCH " + ISSUES + "/4", "POST " + ISSUES + "/4/comments");
    assertThat(GITHUB.requests()).hasSize(4);
    assertThat(GITHUB.written().path("body").asString())
        .contains("No drift any more", "https://github.com/octo-org/codes/actions/runs/4711");
    assertThat(run.json().path("url").asString()).endsWith("/issues/4");
  }

  @Test
  void an_issue_that_is_closed_and_can_not_be_commented_is_closed() {
    there(list(issue(4, BOT, "open", body(ONE))), list());
    GITHUB.answers("PATCH", ISSUES + "/4", okJson("{}"));
    GITHUB.answers("POST", ISSUES + "/4/comments", status(403, "issue is locked"));

    Program.Run run = clean();

    assertTold(run, "closed", "PATCH " + ISSUES + "/4", "POST " + ISSUES + "/4/comments");
    assertThat(run.json().path("reason").asString()).contains("issue is locked");
  }

  @Test
  void no_drift_and_no_open_issue_is_nothing_to_do() {
    there(list(issue(4, BOT, "closed", body(ONE))), list());

    assertTold(clean(), "none");
  }

  @Test
  void the_same_drift_again_opens_its_issue_again() {
    there(list(issue(5, BOT, "closed", body(OTHER)), issue(4, BOT, "closed", body(ONE))), list());
    GITHUB.answers("PATCH", ISSUES + "/4", okJson(issue(4, BOT, "open", "")));

    assertTold(tell(drift(ONE, STRAY, "")), "reopened", "PATCH " + ISSUES + "/4");
    assertThat(GITHUB.written().path("state").asString()).isEqualTo("open");
  }

  @Test
  void another_drift_after_one_that_is_closed_has_an_issue_of_its_own() {
    there(list(issue(4, BOT, "closed", body(ONE))), list());
    GITHUB.answers("POST", ISSUES, created(issue(6, BOT, "open", "")));

    assertTold(tell(drift(OTHER, STRAY, "")), "created", "POST " + ISSUES);
  }

  @Test
  void an_issue_that_lost_its_label_is_found_among_the_newest() {
    String next = "<%s?state=open&page=2>; rel=\"next\"".formatted(ISSUES);
    there(list(), page(next, issue(9, "octocat", "open", body(ONE))));
    GITHUB.answersQuery(ISSUES, "page", "2", list(issue(4, BOT, "open", body(ONE))));

    Program.Run run = tell(drift(ONE, STRAY, ""));

    assertTold(run, "unchanged");
    assertThat(run.json().path("number").asInt()).isEqualTo(4);
  }

  @Test
  void among_thousands_of_issues_only_the_newest_are_looked_at() {
    there(list(), list());
    for (int page = 1; page <= 9; page++) {
      String next = "<%s?state=open&n=%d>; rel=\"next\"".formatted(ISSUES, page + 1);
      if (page == 1) GITHUB.answersQuery(ISSUES, "per_page", "100", page(next));
      else GITHUB.answersQuery(ISSUES, "n", String.valueOf(page), page(next));
    }
    GITHUB.answersQuery(ISSUES, "labels", "wrapup-drift", list());

    assertTold(clean(), "none");
    assertThat(GITHUB.requests()).hasSize(6);
  }

  @Test
  void a_pull_request_or_a_strangers_issue_with_our_first_line_is_not_ours() {
    String pull = issue(8, BOT, "open", body(ONE)).replaceFirst("\\{", "{\"pull_request\":{},");
    there(list(pull, issue(7, "octocat", "open", body(ONE))), list(pull));
    GITHUB.answers("POST", ISSUES, created(issue(9, BOT, "open", "")));

    assertTold(tell(drift(ONE, STRAY, "")), "created", "POST " + ISSUES);
    reset();
    there(list(pull, issue(7, "octocat", "open", body(ONE))), list(pull));
    assertTold(clean(), "none");
  }

  @Test
  void another_target_has_an_issue_of_its_own() {
    there(list(issue(4, BOT, "open", body(ONE))), list());
    GITHUB.answers("POST", ISSUES, created(issue(9, BOT, "open", "")));

    assertTold(
        tell(
            drift(ONE, STRAY, "")
                .replace("\"us-east-1\"", "\"eu @team <b> `x` #1\"")
                .replace("wrapupcodes.yaml", "orgs/eu/wrapupcodes.yaml")),
        "created",
        "POST " + ISSUES);
    assertThat(GITHUB.written().path("title").asString())
        .isEqualTo("Wrap-up codes changed outside Git: eu ?team ?b? ?x? ?1 (orgs/eu)");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void without_the_right_to_write_nothing_is_red(int status) {
    there(list(), list());
    GITHUB.answers("POST", ISSUES, status(status, "Issues are disabled for this repo"));

    Program.Run run = tell(drift(ONE, STRAY, ""));

    assertTold(run, "skipped", "POST " + ISSUES);
    assertThat(run.err()).contains("nothing was written", "Issues are disabled");
  }

  @Test
  void a_write_without_an_answer_is_looked_after_before_another() {
    GITHUB.answers("GET", ISSUES, list(), list(), list(issue(4, BOT, "open", body(ONE))));
    GITHUB.answers("POST", ISSUES, aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertTold(tell(drift(ONE, STRAY, "")), "created", "POST " + ISSUES);

    reset();
    GITHUB.answers(
        "GET",
        ISSUES,
        list(issue(4, BOT, "open", body(ONE))),
        list(issue(4, BOT, "closed", body(ONE))),
        list());
    GITHUB.answers("PATCH", ISSUES + "/4", status(502, "Bad gateway"));
    GITHUB.answers("POST", ISSUES + "/4/comments", created("{\"id\":1}"));
    assertTold(clean(), "closed", "PATCH " + ISSUES + "/4", "POST " + ISSUES + "/4/comments");
  }

  @Test
  void nonsense_is_no_list_of_issues() {
    for (String body : List.of("", "{}", "[{\"number\":4}]")) {
      reset();
      there(okJson(body), list());

      Program.Run run = tell(drift(ONE, STRAY, ""));

      assertThat(run.json().at("/error/code").asString()).isEqualTo("bad-answer");
      assertThat(GITHUB.writes()).isEmpty();
    }
  }

  @Test
  void what_is_no_drift_report_opens_nothing() {
    String sane = drift(ONE, STRAY, "");
    for (String bad :
        List.of(
            "[]",
            sane.replace("drift/1", "plan/1"),
            sane.replace("sha256:" + ONE, ONE),
            sane.replace("\"drift\":", "\"drift2\":"),
            sane.replace("\"codes\":", "\"codes2\":"),
            sane.replace("\"files\":[{\"path\"", "\"files\":[{\"p\""))) {
      Program.Run run = tell(bad);

      assertThat(run.exit()).as(bad).isEqualTo(ExitCode.USAGE);
      assertThat(run.json().at("/error/message").asString()).contains("drift.json: ");
    }
    assertThat(GITHUB.requests()).isEmpty();
  }
}

package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.wrapup.cli.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that answers nonsense never makes a wrong plan: it makes exit 1 or 9 and a sentence.
class BadAnswerTest extends BrokenServer {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String RULES = "/api/v2/routing/rules";
  private static final String EMPTY = "{\"entities\":[]}";

  @BeforeEach
  void a_sane_server() {
    SERVER.stubFor(get(urlPathEqualTo(CODES)).willReturn(okJson(EMPTY)));
    SERVER.stubFor(get(urlPathEqualTo(RULES)).willReturn(okJson(EMPTY)));
  }

  private Program program() {
    return new Program(folder)
        .with("GENESYS_BASE_URL", "http://127.0.0.1:" + SERVER.port())
        .wrapupcodes("format: 1\ncodes:\n  A:\n    displayName: a\n    routingType: manual\n");
  }

  private void codes(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlPathEqualTo(CODES)).willReturn(answer));
  }

  private Program.Run assertStops(ExitCode exit, String code, String words, String... more) {
    Program.Run run = program().run(List.of("plan", "--format", "json"), more);

    run.assertStopped(exit, code, words);
    assertThat(run.out() + run.err()).doesNotContain("t0k3n").doesNotContain("Exception");
    SERVER.verify(0, anyRequestedFor(urlPathMatching("/api/.*")).andMatching(WRITES));
    return run;
  }

  private static final com.github.tomakehurst.wiremock.matching.ValueMatcher<
          com.github.tomakehurst.wiremock.http.Request>
      WRITES =
          request ->
              com.github.tomakehurst.wiremock.matching.MatchResult.of(
                  !request.getMethod().getName().equals("GET"));

  private static String code(String parts) {
    return "{\"id\":\"i1\",\"version\":1,\"code\":\"A\",\"displayName\":\"a\",\"routingType\":\"manual\"%s}"
        .formatted(parts);
  }

  static List<Bad> bad() {
    String valid = code("");
    List<Bad> bad = new ArrayList<>(Bad.LISTINGS);
    bad.addAll(
        List.of(
            new Bad("no id", Bad.listing(valid.replace("\"id\":\"i1\",", "")), "'A' has no 'id'"),
            new Bad("an id that is a number", Bad.listing(valid.replace("\"i1\"", "7")), "'id'"),
            new Bad("an empty id", Bad.listing(valid.replace("\"i1\"", "\"\"")), "'id'"),
            new Bad(
                "no version",
                Bad.listing(valid.replace("\"version\":1,", "")),
                "'A' (id i1) has no 'version'"),
            new Bad(
                "a version in words",
                Bad.listing(valid.replace(":1,", ":\"one\",")),
                "'A' (id i1): 'version' is a text"),
            new Bad(
                "a version with a fraction",
                Bad.listing(valid.replace(":1,", ":1.5,")),
                "'version'"),
            new Bad(
                "no code",
                Bad.listing(valid.replace("\"code\":\"A\",", "")),
                "the id i1 has no 'code'"),
            new Bad("a null code", Bad.listing(valid.replace("\"A\"", "null")), "'code'"),
            new Bad(
                "no displayName",
                Bad.listing(valid.replace("displayName", "name")),
                "'displayName'"),
            new Bad(
                "no routingType",
                Bad.listing(valid.replace("routingType", "type")),
                "'routingType'"),
            new Bad(
                "a description that is a list",
                Bad.listing(code(",\"description\":[]")),
                "'description'"),
            new Bad(
                "outcomes that are a text", Bad.listing(code(",\"outcomes\":\"x\"")), "'outcomes'"),
            new Bad(
                "an outcome without a name",
                Bad.listing(code(",\"outcomes\":[{\"id\":\"o\"}]")),
                "name"),
            new Bad(
                "an id twice",
                Bad.listing(valid + "," + valid.replace("\"A\"", "\"B\"")),
                "the id i1"),
            new Bad(
                "a code twice",
                Bad.listing(valid + "," + valid.replace("i1", "i2")),
                "the code 'A'"),
            new Bad(
                "a nextPage that is a number", "{\"entities\":[],\"nextPage\":7}", "'nextPage' is"),
            new Bad(
                "a nextPage elsewhere",
                "{\"entities\":[],\"nextPage\":\"https://evil.example/api?cursor=2\"}",
                "another server"),
            new Bad(
                "a nextPage elsewhere, without a scheme",
                "{\"entities\":[],\"nextPage\":\"//evil.example/api?cursor=2\"}",
                "another server"),
            new Bad(
                "a nextPage without a cursor",
                "{\"entities\":[],\"nextPage\":\"/api/v2/routing/wrapupcodes?pageNumber=2\"}",
                "no cursor"),
            new Bad("a page twice", "{\"entities\":[],\"nextPage\":\"again\"}", "read before")));
    return bad;
  }

  @ParameterizedTest
  @MethodSource("bad")
  void nonsense_in_the_listing_is_not_a_catalog(Bad bad) {
    codes(okJson(bad.body()));

    assertStops(ExitCode.NOT_WHOLE, "not-whole", bad.words());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void nonsense_after_a_sane_page_is_not_a_catalog_either(Bad bad) {
    codes(okJson("{\"entities\":[],\"nextPage\":\"two\"}"));
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .withQueryParam("cursor", equalTo("two"))
            .willReturn(okJson(bad.body())));

    assertStops(ExitCode.NOT_WHOLE, "not-whole", bad.words());
  }

  @Test
  void a_listing_that_is_not_there_is_no_empty_catalog() {
    codes(aResponse().withStatus(404));

    assertStops(ExitCode.NOT_WHOLE, "not-whole", "404");
  }

  @Test
  void a_redirect_is_not_followed() {
    codes(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

    assertStops(ExitCode.NOT_WHOLE, "not-whole", "302");
    SERVER.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
  }

  @Test
  void rules_that_break_off_are_not_taken_for_none() {
    SERVER.stubFor(get(urlPathEqualTo(RULES)).willReturn(okJson("{\"entities\":[{\"id\":\"r\"")));

    assertStops(ExitCode.NOT_WHOLE, "not-whole", "routing rules is not JSON");
  }

  @Test
  void rules_that_may_not_be_read_are_unknown_and_not_none() {
    SERVER.stubFor(get(urlPathEqualTo(RULES)).willReturn(aResponse().withStatus(403)));

    Program.Run run = program().run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("unknown, not nobody").contains("routing:rule:read");
  }

  @Test
  void an_answer_over_64_MiB_is_not_read_to_its_end() {
    byte[] large = (EMPTY + " ".repeat(64 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
    codes(aResponse().withBody(large));

    assertStops(ExitCode.ERROR, "bad-answer", "larger than 64 MiB");
  }

  @Test
  void a_server_that_keeps_failing_is_asked_a_few_times_and_no_more() {
    codes(aResponse().withStatus(503).withBody("{\"message\":\"maintenance\"}"));

    Program.Run run = assertStops(ExitCode.OUT_OF_TIME, "out-of-time", "", "--timeout", "3s");
    // the time may be over while another answer is waited for
    assertThat(run.json().at("/error/message").asString())
        .containsAnyOf("503 maintenance", "the time is over before");
    assertThat(SERVER.findAll(getRequestedFor(urlPathEqualTo(CODES)))).hasSizeBetween(2, 16);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_connection_that_breaks_is_tried_again_and_then_told(Fault fault) {
    codes(aResponse().withFault(fault));

    Program.Run run = program().run("plan", "--format", "json", "--timeout", "3s");

    // what isn't HTTP at all is given up after some tries, a connection that breaks may be mended;
    // the time may be over in the midst of a try
    assertThat(run.exit()).isIn(ExitCode.ERROR, ExitCode.OUT_OF_TIME);
    assertThat(run.json().at("/error/message").asString())
        .containsAnyOf(
            run.exit() == ExitCode.ERROR
                ? new String[] {"can't be reached"}
                : new String[] {"can't be reached", "the time is over before"});
    assertThat(run.err()).doesNotContain("Exception");
    assertThat(SERVER.findAll(getRequestedFor(urlPathEqualTo(CODES)))).hasSizeBetween(2, 16);
  }

  static List<Fault> faults() {
    return List.of(Fault.values());
  }

  @Test
  void a_break_or_two_in_between_do_no_harm() {
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .inScenario("flaky")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
            .willSetStateTo("once"));
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .inScenario("flaky")
            .whenScenarioStateIs("once")
            .willReturn(aResponse().withStatus(502))
            .willSetStateTo("twice"));

    assertThat(program().run("plan").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  @Timeout(60)
  void a_wait_that_is_longer_than_the_run_is_told_at_once() {
    codes(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

    assertStops(ExitCode.ERROR, "rate-limit", "3600 s");
    assertStops(ExitCode.ERROR, "rate-limit", "more than a run waits (900 s)", "--timeout", "90m");
  }

  @Test
  void a_date_to_wait_for_is_understood() {
    codes(aResponse().withStatus(429).withHeader("Retry-After", "Thu, 01 Jan 2026 01:00:00 GMT"));

    assertStops(ExitCode.ERROR, "rate-limit", "3600 s");
  }

  @Test
  void a_refused_login_names_the_scopes() {
    SERVER.stubFor(
        post("/oauth/token")
            .willReturn(aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}")));

    assertStops(ExitCode.ERROR, "credentials", "401 invalid_client");
  }

  @Test
  void a_login_without_a_token_is_no_login() {
    SERVER.stubFor(post("/oauth/token").willReturn(okJson("{\"token\":\"t0k3n\"}")));

    assertStops(ExitCode.ERROR, "bad-answer", "without a token");
  }

  @Test
  void a_token_that_is_refused_is_renewed_once_and_then_given_up() {
    SERVER.stubFor(any(urlPathMatching("/api/.*")).willReturn(aResponse().withStatus(401)));

    assertStops(ExitCode.ERROR, "scope", "routing:wrapupcode:read");
    assertThat(SERVER.findAll(getRequestedFor(urlPathEqualTo(CODES)))).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void an_answer_that_never_comes_ends_with_the_time_that_was_given() {
    codes(okJson(EMPTY).withFixedDelay(20_000));

    Program.Run run = program().run("plan", "--format", "json", "--timeout", "400ms");

    assertThat(run.exit()).isEqualTo(ExitCode.OUT_OF_TIME);
  }

  @Test
  void an_answer_that_drips_ends_with_the_time_that_was_given() {
    codes(okJson(EMPTY + " ".repeat(200)).withChunkedDribbleDelay(100, 20_000));

    Program.Run run = program().run("plan", "--format", "json", "--timeout", "500ms");

    assertThat(run.exit()).isEqualTo(ExitCode.OUT_OF_TIME);
  }

  @Test
  void a_code_that_is_pinned_and_live_but_not_listed_makes_the_catalog_incomplete() {
    SERVER.stubFor(get(urlPathEqualTo(CODES + "/i1")).willReturn(okJson(code(""))));
    Program program = program().wrapupcodes("format: 1\ncodes:\n  A: {id: i1, displayName: a}\n");

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_WHOLE);
    assertThat(run.json().at("/error/message").asString()).contains("was not listed");
  }
}

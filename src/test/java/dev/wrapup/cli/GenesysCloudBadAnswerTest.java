package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.wrapup.Hostile;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.model.LiveCode;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.WriteResult;
import dev.wrapup.platform.genesyscloud.GenesysCloudReader;
import dev.wrapup.platform.genesyscloud.GenesysCloudWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// A server of Genesys Cloud that answers nonsense, anywhere that a plan asks it: exit 1 or 9 and a
/// sentence, and never a wrong plan.
class GenesysCloudBadAnswerTest extends BrokenServer {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String ORGANIZATION = "/api/v2/organizations/me";
  private static final String DIVISIONS = "/api/v2/authorization/divisions";
  private static final String PERMITTED = "/api/v2/authorization/divisionspermitted/paged/me";
  private static final String QUEUES = "/api/v2/routing/queues";
  private static final String BUILD = "/api/v2/architect/dependencytracking/build";
  private static final String FLOWS = "/api/v2/architect/dependencytracking/consumingresources";
  private static final String MAPPINGS = "/api/v2/outbound/wrapupcodemappings";
  private static final String EMPTY = page(0, 0, "");
  private static final String CODE = "{\"id\":\"i1\",\"name\":\"A\",\"description\":\"d\"}";

  private static final JsonMapper JSON = new JsonMapper();

  @BeforeEach
  void a_sane_server() {
    answer(ORGANIZATION, "{\"id\":\"the-organization\",\"name\":\"Us\"}");
    for (String listing : List.of(CODES, DIVISIONS, PERMITTED)) answer(listing, EMPTY);
  }

  private static String page(int total, int pages, String entities) {
    return "{\"entities\":[%s],\"total\":%d,\"pageCount\":%d}".formatted(entities, total, pages);
  }

  private static void answer(String path, String body) {
    SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(body)));
  }

  private Program program() {
    return new Program(folder)
        .with("WRAPUP_API", "genesys-cloud")
        .with("GENESYS_BASE_URL", "http://127.0.0.1:" + SERVER.port())
        .wrapupcodes("format: 1\napi: genesys-cloud\ncodes:\n  A: {description: a}\n");
  }

  private void assertStops(String words) {
    assertStops(program(), words);
  }

  private static void assertStops(Program program, String words) {
    Program.Run run = program.run("plan", "--format", "json");

    run.assertStopped(ExitCode.NOT_WHOLE, "not-whole", words);
    assertThat(run.out() + run.err()).doesNotContain("t0k3n").doesNotContain("Exception");
  }

  private static Bad entity(String name, String old, String now, String words) {
    return new Bad(name, page(1, 1, CODE.replace(old, now)), words);
  }

  private static Bad division(String name, String division) {
    return entity(name, "\"description\"", "\"division\":" + division + ",\"x\"", "'division'");
  }

  private static Bad envelope(String name, String old, String now, String words) {
    return new Bad(name, page(1, 1, CODE).replace(old, now), words);
  }

  static List<Bad> bad() {
    List<Bad> bad = new ArrayList<>(Bad.LISTINGS);
    bad.addAll(
        List.of(
            entity("no id", "\"id\":\"i1\",", "", "'id'"),
            entity("an id that is a number", "\"i1\"", "7", "'id'"),
            entity("an empty id", "i1", "", "'id'"),
            entity("no name", "\"name\":\"A\",", "", "'name'"),
            entity("a null name", "\"A\"", "null", "'name'"),
            entity("an empty name", "\"A\"", "\"\"", "'name'"),
            entity("a description that is a list", "\"d\"", "[]", "'description'"),
            entity(
                "a time that is a number", "\"description\":\"d\"", "\"dateModified\":1", "'date"),
            division("a division that is a text", "\"*\""),
            division("a division that is a list", "[]"),
            division("a division whose id is a number", "{\"id\":7}"),
            new Bad(
                "two names in one",
                page(1, 1, CODE.replace("\"d\"", "\"d\",\"name\":\"B\"")),
                "not JSON"),
            new Bad("an id twice", page(2, 1, CODE + "," + CODE), "1 of 2 were given"),
            new Bad(
                "an id twice with two names",
                page(1, 1, CODE + "," + CODE.replace("\"A\"", "\"B\"")),
                "not the same"),
            new Bad(
                "a name twice",
                page(2, 1, CODE + "," + CODE.replace("i1", "i2")),
                "rename i1 or i2"),
            envelope("no total", "\"total\":1,", "", "'total'"),
            envelope("a total in words", "\"total\":1", "\"total\":\"one\"", "'total'"),
            envelope("a total with a fraction", "\"total\":1", "\"total\":1.0", "'total'"),
            envelope("a negative total", "\"total\":1", "\"total\":-1", "'total'"),
            envelope(
                "an enormous total", "\"total\":1", "\"total\":1" + "0".repeat(400), "'total'"),
            envelope("too large a total", "\"total\":1", "\"total\":2", "1 of 2 were given"),
            envelope("too small a total", "\"total\":1", "\"total\":0", "1 of 0 were given"),
            envelope("no pageCount", "\"pageCount\":1", "\"pages\":1", "'pageCount'"),
            envelope("a null pageCount", "\"pageCount\":1", "\"pageCount\":null", "'pageCount'"),
            envelope("too many pages", "\"pageCount\":1", "\"pageCount\":2", "tells of 2 pages"),
            envelope(
                "pages without end",
                "\"total\":1,\"pageCount\":1",
                "\"total\":999999999,\"pageCount\":999999999",
                "tells of 999999999 pages")));
    return bad;
  }

  @ParameterizedTest
  @MethodSource("bad")
  void nonsense_in_the_listing_is_not_a_catalog(Bad bad) {
    answer(CODES, bad.body());

    assertStops(bad.words());
  }

  static List<Bad> shapes() {
    return Bad.LISTINGS;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nonsense_after_a_sane_page_is_not_a_catalog_either(Bad bad) {
    answer(CODES, page(2, 2, CODE));
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .withQueryParam("pageNumber", equalTo("2"))
            .willReturn(okJson(bad.body())));

    assertStops(bad.words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"the same page", "nothing", "the number of another time"})
  void a_second_page_that_does_not_fit_the_first_is_not_a_catalog(String what) {
    answer(CODES, page(2, 2, CODE));
    String second =
        switch (what) {
          case "nothing" -> page(2, 2, "");
          case "the number of another time" ->
              page(3, 2, CODE.replace("i1", "i2").replace("\"A\"", "\"B\""));
          default -> page(2, 2, CODE);
        };
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .withQueryParam("pageNumber", equalTo("2"))
            .willReturn(okJson(second)));

    assertStops("listed two times");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nonsense_about_divisions_is_not_a_whole_view(Bad bad) {
    answer(DIVISIONS, bad.body());
    assertStops(bad.words());

    answer(DIVISIONS, page(1, 1, "{\"id\":\"d\",\"name\":\"Home\"}"));
    answer(PERMITTED, bad.body());
    assertStops(bad.words());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html> | not JSON",
        "[] | not a JSON object",
        "{} | has no",
        "{\"id\":7} | is a number",
        "{\"id\":\"\"} | is empty"
      })
  void an_organization_that_is_none_is_told(String body, String words) {
    answer(ORGANIZATION, body);

    assertStops(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"i1\",\"name\":\"A\"} | was not listed",
        "{\"id\":\"i2\",\"name\":\"A\"} | i2 was given",
        "<html> | not JSON",
        "{} | has no",
        "{\"id\":\"i1\"} | has no"
      })
  void a_code_that_is_pinned_and_not_listed_is_asked_for_and_must_not_be_there(
      String body, String words) {
    answer(CODES + "/i1", body);

    assertStops(
        program()
            .wrapupcodes("format: 1\napi: genesys-cloud\ncodes:\n  A: {id: i1, description: a}\n"),
        words);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 410})
  void a_listing_that_is_not_there_is_no_empty_catalog(int status) {
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));

    assertStops(Integer.toString(status));
  }

  /// Where it is asked who uses a code that is to go, and what comes instead.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        QUEUES + " | <html> | queue",
        QUEUES + " | [] | queue",
        QUEUES + " | {\"entities\":null} | queue",
        QUEUES + " | {\"entities\":[],\"total\":3} | queue",
        QUEUES + " | {\"entities\":[],\"total\":\"0\"} | queue",
        QUEUES + " | {\"entities\":[],\"pageCount\":2147483648} | queue",
        QUEUES + " | {\"entities\":[],\"pageCount\":1000000} | queue",
        QUEUES + " | {\"entities\":[{\"id\":\"q\"}],\"pageCount\":1000} | queue",
        QUEUES + " | {\"entities\":[{\"name\":\"q\"}],\"total\":1} | queue",
        QUEUES + "/q/wrapupcodes | {\"entities\":[{\"name\":\"A\"}]} | queue",
        QUEUES + "/q/wrapupcodes | {\"entities\":[],\"total\":1} | queue",
        BUILD + " | {\"status\":\"NOTBUILT\"} | flow",
        BUILD + " | {} | flow",
        BUILD + " | {\"status\":\"OPERATIONALNEEDSREBUILD\"} | flow",
        QUEUES + "/q/wrapupcodes | {\"entities\":[],\"nextUri\":\"/2\"} | queue",
        QUEUES + " | {\"entities\":[],\"pageCount\":null,\"nextUri\":\"/2\"} | queue",
        FLOWS + " | {\"entities\":[],\"total\":1} | flow",
        MAPPINGS + " | {} | outbound-mapping",
        MAPPINGS + " | {\"mapping\":[]} | outbound-mapping",
        MAPPINGS + " | {\"mapping\":{\"i1\":\"used\"}} | outbound-mapping",
        "/api/v2/outbound/rulesets | {\"entities\":[{\"codes\":\"i1\"}]} | outbound-rule-set",
        "/api/v2/outbound/rulesets | {\"entities\":[{\"codes\":[{\"id\":\"i1\"}]}]} | outbound-rule-set",
        "/api/v2/outbound/digitalrulesets | nonsense | digital-rule-set",
        "/api/v2/recording/mediaretentionpolicies | {\"entities\":[{\"wrapupCodes\":[\"i1\"]}]} | retention-policy"
      })
  void nonsense_about_who_uses_a_code_is_unknown_and_never_nobody(
      String path, String body, String kind) {
    usedByNobody();
    answer(path, body);

    Program.Run run = retiring().run("plan");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("unknown, not nobody", kind + ":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        QUEUES,
        BUILD,
        MAPPINGS,
        "/api/v2/outbound/rulesets",
        "/api/v2/outbound/digitalrulesets",
        "/api/v2/recording/mediaretentionpolicies"
      })
  void a_source_that_is_not_there_is_unknown_too(String path) {
    usedByNobody();
    SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withStatus(404)));

    assertThat(retiring().run("plan").exit()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void a_code_that_nobody_uses_may_go() {
    usedByNobody();

    assertThat(retiring().run("plan").exit()).isEqualTo(ExitCode.OK);
  }

  private static void usedByNobody() {
    answer(CODES, page(1, 1, CODE));
    answer(QUEUES, page(1, 1, "{\"id\":\"q\",\"name\":\"Queue\"}"));
    answer(QUEUES + "/q/wrapupcodes", EMPTY);
    answer(BUILD, "{\"status\":\"OPERATIONAL\"}");
    SERVER.stubFor(get(urlPathEqualTo(FLOWS)).willReturn(aResponse().withStatus(404)));
    answer(MAPPINGS, "{\"id\":\"m\",\"defaultSet\":[],\"mapping\":{\"i1\":[]}}");
    answer("/api/v2/outbound/rulesets", EMPTY);
    answer("/api/v2/outbound/digitalrulesets", EMPTY);
    answer("/api/v2/recording/mediaretentionpolicies", EMPTY);
  }

  private Program retiring() {
    return program()
        .wrapupcodes(
            """
            format: 1
            api: genesys-cloud
            policy: {allow: [delete], maxDeletes: 5}
            retired: [A]
            codes: {}
            """);
  }

  @Test
  void what_the_server_says_of_an_error_stays_text() {
    for (String hostile : Hostile.texts()) {
      SERVER.stubFor(
          any(urlPathEqualTo(CODES))
              .willReturn(
                  aResponse()
                      .withStatus(400)
                      .withBody(
                          JSON.writeValueAsString(
                              Map.of("message", hostile, "code", hostile, "contextId", hostile)))));

      Program.Run run = program().with("GITHUB_ACTIONS", "true").run("plan");

      assertThat(run.exit()).isEqualTo(ExitCode.NOT_WHOLE);
      assertThat(run.out() + run.err())
          .doesNotContain("\u001b", "\u202E", "\r", "\u2028", "\u0000", "\u200B", "\u0085")
          .doesNotContain("::error::forged", "##[error]", "\nNothing to do");
      assertThat(run.err().lines().filter(line -> line.startsWith("next:"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST, 2", "PUT, 4"})
  void a_write_whose_answer_makes_no_sense_is_looked_for_until_it_shows(
      String method, int lookups) {
    String after = CODE.replace("\"A\"", "\"B\"");
    String path = method.equals("POST") ? CODES : CODES + "/i1";
    String before = method.equals("POST") ? EMPTY : CODE;
    String then = method.equals("POST") ? page(1, 1, after) : after;
    SERVER.stubFor(any(urlPathEqualTo(path)).atPriority(9).willReturn(okJson("<html>")));
    // the first look after the write is too early, and those before it are of what was before
    answer(path, before);
    for (int look = 1; look <= lookups; look++) {
      SERVER.stubFor(
          get(urlPathEqualTo(path))
              .inScenario("lag")
              .whenScenarioStateIs(look == 1 ? Scenario.STARTED : "look " + look)
              .willSetStateTo("look " + (look + 1))
              .willReturn(okJson(look == lookups ? then : before)));
    }
    ApiClient client =
        Kind.GENESYS_CLOUD.client(
            URI.create("http://127.0.0.1:" + SERVER.port()),
            RateBudget.unlimited(),
            Deadline.never());
    var reader = new GenesysCloudReader(client, Kind.GENESYS_CLOUD.dialect());
    var writer =
        new GenesysCloudWriter(
            client, reader, new ConsistencyWait(Duration.ofSeconds(10), client.deadline()));

    WriteResult answer =
        method.equals("POST")
            ? writer.create("B", Map.of())
            : writer.update(reader.read("i1").orElseThrow(), "B", Map.of());

    assertThat(answer).isInstanceOf(WriteResult.NoAnswer.class);
    SERVER.verify(lookups, getRequestedFor(urlPathEqualTo(path)));
  }

  @Test
  void an_answer_to_a_write_may_lack_times_and_the_next_write_fits_all_the_same() {
    String before = CODE.replace("}", ",\"dateModified\":\"2026-01-01T00:00:00.000Z\"}");
    String after = before.replace("\"A\"", "\"B\"").replace("00.000Z", "01.000Z");
    String path = CODES + "/i1";
    answer(path, before);
    SERVER.stubFor(
        put(urlPathEqualTo(path))
            .inScenario("written")
            .willSetStateTo("written")
            .willReturn(okJson(CODE.replace("\"A\"", "\"B\""))));
    SERVER.stubFor(
        get(urlPathEqualTo(path))
            .inScenario("written")
            .whenScenarioStateIs("written")
            .willReturn(okJson(after)));
    ApiClient client =
        Kind.GENESYS_CLOUD.client(
            URI.create("http://127.0.0.1:" + SERVER.port()),
            RateBudget.unlimited(),
            Deadline.never());
    var reader = Kind.GENESYS_CLOUD.platform().reader(client);

    WriteResult answer =
        Kind.GENESYS_CLOUD
            .hastyWriter(client)
            .update(reader.read("i1").orElseThrow(), "B", Map.of());

    assertThat(answer)
        .isInstanceOfSatisfying(
            WriteResult.Done.class, done -> assertThat(done.now()).isEqualTo(reader.read("i1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"id\":\"another\",\"name\":\"B\"}", "{\"id\":\"i1\"}", "[]", "<html>", "''"})
  void an_answer_to_a_write_that_is_not_about_it_is_none(String body) {
    answer(CODES + "/i1", CODE);
    SERVER.stubFor(put(urlPathEqualTo(CODES + "/i1")).willReturn(okJson(body)));
    ApiClient client =
        Kind.GENESYS_CLOUD.client(
            URI.create("http://127.0.0.1:" + SERVER.port()),
            RateBudget.unlimited(),
            Deadline.never());
    LiveCode code = Kind.GENESYS_CLOUD.platform().reader(client).read("i1").orElseThrow();

    WriteResult answer = Kind.GENESYS_CLOUD.hastyWriter(client).update(code, "B", Map.of());

    assertThat(answer).isInstanceOf(WriteResult.NoAnswer.class);
  }
}

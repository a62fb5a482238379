package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.TamperingProxy;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// How often codes were picked, from whatever an API answers: what makes no sense is unknown.
class PicksTest {
  private static final String AGGREGATES = "/api/v2/analytics/conversations/aggregates/query";
  private static final String SUBJECT = "/api/v2/authorization/subjects/me";
  private static final String PERMITTED = "/api/v2/authorization/divisionspermitted/paged/me";
  private static final int CODES = 100;
  private static final int QUEUES = 100;

  /// With the start of the process. All takes 1.1 s on two cores that others use too.
  private static final Duration MOST_BUSY = Duration.ofSeconds(4);

  @TempDir Path folder;

  private final Organization organization = Organization.generated(Dialect.GENESYS_CLOUD, 2, 0);

  private Program program() {
    return new Program(folder).with("WRAPUP_API", "genesys-cloud");
  }

  /// What is told where the API answers so.
  private JsonNode told(int status, String answer) {
    return told(AGGREGATES, status, answer);
  }

  /// The same of any path, by a client whose roles are not told.
  private JsonNode told(String path, int status, String answer) {
    try (Sandbox sandbox = Sandbox.start(organization);
        TamperingProxy proxy =
            TamperingProxy.before(sandbox.url())
                .answers(
                    (call, reply) ->
                        call.path().startsWith(path)
                            ? new TamperingProxy.Reply(status, answer).bytes()
                            : call.path().startsWith(SUBJECT)
                                ? new TamperingProxy.Reply(200, "{}").bytes()
                                : reply.bytes())) {
      Program program = program().at(sandbox).with("GENESYS_BASE_URL", proxy.url().toString());
      Program.Run run = program.run("usage", "--format", "json");
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      Schemas.holdToItsSchema(run.out());
      return run.json();
    }
  }

  private static String results(String group, String interval, String stats) {
    return """
    {"results":[{"data":[{"metrics":[{"metric":"tHandle","stats":%s}],"interval":"%s","views":[]}],\
    "group":%s,"more":{"a":[1]}}],"more":null}"""
        .formatted(stats, interval, group);
  }

  private static String day(String group, String stats) {
    return results(group, "2025-12-31T00:00:00.000Z/2026-01-01T00:00:00.000Z", stats);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 0 |",
        "{\"results\":[]} | 0 |",
        "{\"results\":null,\"results\":[{}]} | 0 |",
        "{\"results\":[{\"group\":null,\"data\":null}]} | | 'group' is no object",
        "{\"results\":{}} | | 'results' is no list",
        "{\"results\":[3]} | | 'a result' is no object",
        "[] | | 'all of it' is no object",
        "{\"results\":[ | | is not JSON",
        "{} {} | | goes on after its end",
        "`` | | 'all of it' is no object",
        "null | | 'all of it' is no object",
      })
  void an_answer_is_read_as_far_as_it_makes_sense(String answer, String contacts, String why) {
    JsonNode told = told(200, answer);

    assertThat(told.at("/codes/0/contacts").asString("null"))
        .isEqualTo(contacts == null ? "null" : contacts);
    if (why == null) assertThat(told.at("/unknown").isNull()).isTrue();
    else assertThat(told.at("/unknown").asString()).contains(why, AGGREGATES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":7,\"sum\":1.5e3} | 7 | 2025-12-31 |",
        "{\"queueId\":\"q\",\"wrapUpCode\":\"id-1\"} | {\"count\":999999999999} | 999999999999 | 2025-12-31 |",
        "{\"wrapUpCode\":\"id-1\",\"queueId\":null} | {} | 0 | |",
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":0} | 0 | |",
        "{\"wrapUpCode\":null} | {\"count\":7} | 0 | |",
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":-7} | | | 'count' is no number of contacts",
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":1.5} | | | 'count' is no number of contacts",
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":\"7\"} | | | 'count' is no number of contacts",
        "{\"wrapUpCode\":\"id-1\"} | {\"count\":99999999999999999999} | | | 'count' is no number of contacts",
        "{\"wrapUpCode\":\"id-1\"} | 7 | | | 'stats' is no object",
        "{\"wrapUpCode\":7} | {\"count\":7} | | | 'wrapUpCode' is no text",
        "{\"wrapUpCode\":\"id-1\",\"queueId\":[]} | {\"count\":7} | | | 'queueId' is no text",
      })
  void a_count_is_a_number_of_contacts_of_a_code(
      String group, String stats, String contacts, String last, String why) {
    JsonNode told = told(200, day(group, stats));

    boolean isUnknown = contacts == null;
    JsonNode code = told.path("codes").values().stream().filter(this::isSecond).findAny().get();
    assertThat(code.path("contacts").isNull()).isEqualTo(isUnknown);
    if (!isUnknown) {
      assertThat(code.path("contacts").longValue()).isEqualTo(Long.parseLong(contacts));
    }
    assertThat(code.path("lastPicked").asString("")).isEqualTo(last == null ? "" : last);
    assertThat(told.path("unknown").asString("")).contains(why == null ? "" : why);
    assertThat(told.path("unknown").isNull()).isEqualTo(!isUnknown);
  }

  private boolean isSecond(JsonNode code) {
    return code.path("id").asString().equals("id-1");
  }

  @Test
  void a_day_is_told_only_by_an_interval_of_one() {
    String whole = "2025-12-03T00:00:00.000Z/2026-01-02T00:00:00.000Z";

    JsonNode told = told(200, results("{\"wrapUpCode\":\"id-1\"}", whole, "{\"count\":7}"));
    JsonNode odd = told(200, results("{\"wrapUpCode\":\"id-1\"}", "soon", "{\"count\":7}"));

    assertThat(told.at("/codes/0/contacts").asInt()).isEqualTo(7);
    assertThat(told.at("/codes/0/lastPicked").isNull()).isTrue();
    assertThat(odd.path("unknown").asString()).contains("'interval' is none");
  }

  @ParameterizedTest
  @CsvSource({
    "500, POST " + AGGREGATES,
    "404, was not answered",
    "403, takes the permission analytics:conversationAggregate:view",
    "302, was not answered"
  })
  void what_is_refused_or_not_answered_is_unknown(int status, String why) {
    JsonNode told = told(status, "{\"results\":[]}");

    assertThat(told.path("unknown").asString()).contains(why);
    assertThat(told.path("codes").findValues("contacts")).allMatch(JsonNode::isNull);
  }

  @ParameterizedTest
  @CsvSource({
    "200, '{\"entities\":[],\"total\":0,\"pageCount\":0}', doesn't see the contacts of: Home",
    "403, '{}', analytics:conversationAggregate:view",
    "404, '{}', divisions was not given: 404",
    "200, '{', divisions",
  })
  void analytics_of_fewer_divisions_than_there_are_are_not_all(
      int status, String answer, String why) {
    organization.contacts().add(new Contact("id-0", "q", Optional.empty(), 7));

    JsonNode told =
        told(PERMITTED + "?permission=analytics:conversationAggregate:view", status, answer);

    assertThat(told.path("unknown").asString()).contains(why);
    assertThat(told.at("/codes/0/contacts").asInt()).isEqualTo(7 * 30);
    assertThat(told.at("/codes/1/contacts").isNull()).isTrue();
  }

  @Test
  void more_than_64_mib_are_not_read() {
    JsonNode told = told(200, "{" + " ".repeat(65 << 20) + "}");

    assertThat(told.path("unknown").asString()).contains(AGGREGATES, "larger than 64 MiB");
  }

  /// For how long a process keeps a core busy until it ends, however many others there are.
  private static Duration busy(Process process) throws InterruptedException {
    Duration busy = Duration.ZERO;
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      busy = process.info().totalCpuDuration().orElse(busy);
    }
    return busy;
  }

  @Test
  void ten_thousand_groups_of_a_month_of_days_take_one_request_and_little_memory()
      throws Exception {
    Organization large = Organization.generated(Dialect.GENESYS_CLOUD, CODES, 0);
    for (int i = 0; i < CODES * QUEUES; i++) {
      String queue = "d4b1a2c3-0000-4000-8000-%012d".formatted(i / CODES);
      large.contacts().add(new Contact("id-" + i % CODES, queue, Optional.empty(), 12_345));
    }
    try (Sandbox sandbox = Sandbox.start(large)) {
      Program program = program().at(sandbox).with("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:+UseSerialGC");

      Process process = program.start(List.of(), "usage", "--format", "json");
      Duration busy = busy(process);

      String said = program.told(process);
      assertThat(process.exitValue()).as(said).isZero();
      JsonNode told =
          new tools.jackson.databind.json.JsonMapper().readTree(program.read("stdout.txt"));
      assertThat(told.path("unknown").isNull()).isTrue();
      assertThat(told.path("codes"))
          .hasSize(CODES)
          .allMatch(code -> code.path("contacts").asLong() == 12_345L * 30 * QUEUES)
          .allMatch(code -> code.path("queues").size() == QUEUES);
      assertThat(sandbox.requests())
          .filteredOn(request -> request.path().equals(AGGREGATES))
          .hasSize(1);
      assertThat(busy).isLessThan(MOST_BUSY);
    }
  }
}

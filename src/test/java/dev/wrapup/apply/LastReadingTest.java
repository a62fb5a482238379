package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a run's last reading finds of writes that the server answered as done.
class LastReadingTest {
  private static final String QUEUES = "/api/v2/routing/queues/";

  @TempDir Path folder;

  @AutoClose private Sandbox sandbox = Sandbox.start(organization(Kind.GENESYS_CLOUD));

  @AutoClose private TamperingProxy proxy = TamperingProxy.before(sandbox.url());

  private static Organization organization(Kind kind) {
    Organization organization = Organization.generated(kind.dialect(), 3, 0);
    if (kind == Kind.GENESYS_CLOUD) {
      organization
          .queues()
          .change(rows -> rows.put("q", new Queue("q", "Billing", "", List.of("id-0"), Map.of())));
    }
    return organization;
  }

  /// @param patience with reads that lag
  private Site site(Kind kind, Duration patience) {
    if (kind != Kind.GENESYS_CLOUD) {
      sandbox.close();
      proxy.close();
      sandbox = Sandbox.start(organization(kind));
      proxy = TamperingProxy.before(sandbox.url());
    }
    Deadline deadline = Deadline.after(Duration.ofMinutes(2));
    return new Site(
        kind,
        sandbox,
        kind.client(proxy.url(), RateBudget.unlimited(), deadline),
        new ConsistencyWait(patience, deadline));
  }

  private ChangeOutcome outcome(Site site, String file, String base) {
    List<Result> results =
        site.apply(site.plan(file, Optional.of(base)), 1, folder.resolve("journal.jsonl"));
    assertThat(results).hasSize(1);
    return results.getFirst().outcome();
  }

  /// Answers a write as if it were done, and doesn't carry it out.
  private void lie(String method, String answer) {
    Predicate<Call> isIt = call -> call.isWrite() && call.method().equals(method);
    proxy.sends(call -> isIt.test(call) ? new Call("GET", "/api/v2/tokens/me", "") : call);
    proxy.answers(
        (call, reply) -> isIt.test(call) ? new Reply(200, answer).bytes() : reply.bytes());
  }

  @ParameterizedTest
  @EnumSource
  void a_code_that_is_still_there_was_answered_as_deleted(Kind kind) {
    Site site = site(kind, Duration.ofMillis(60));
    lie("DELETE", "");

    ChangeOutcome outcome = outcome(site, "retired: [CODE_0]\ncodes: {}", "codes: {CODE_0: {}}");

    assertThat(outcome.status()).isEqualTo(Status.ALTERED);
    assertThat(outcome.reason())
        .contains("the server answered that it is done, and the code is still there");
    assertThat(outcome.clashes().getFirst().live().text()).isEqualTo("CODE_0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | CODE_1: {queues: [Billing]} | CODE_1: {queues: []} | [{\"id\": \"id-1\"}]"
            + " | the queue doesn't offer it",
        "DELETE | CODE_0: {queues: []} | CODE_0: {queues: [Billing]} | '' | the queue still offers it",
        "PUT | CODE_0: {description: New} | CODE_0: {} | {\"id\": \"id-0\", \"name\": \"CODE_0\","
            + " \"description\": \"New\", \"dateModified\": \"2030-01-01T00:00:00Z\"}"
            + " | the code is still as it was before",
        "POST | NEW: {} | CODE_0: {} | {\"id\": \"id-new\", \"name\": \"NEW\","
            + " \"dateCreated\": \"2030-01-01T00:00:00Z\"} | the code is not there"
      })
  void what_was_never_made_is_nobody_elses_edit(
      String method, String code, String before, String answer, String why) {
    Site site = site(Kind.GENESYS_CLOUD, Duration.ofMillis(60));
    lie(method, answer);

    ChangeOutcome outcome =
        outcome(site, "codes: {%s}".formatted(code), "codes: {%s}".formatted(before));

    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(Status.ALTERED);
    assertThat(outcome.reason().orElse(""))
        .startsWith("the server answered that it is done, and " + why);
    assertThat(outcome.since().word()).isEmpty();
    assertThat(outcome.clashes()).hasSize(1);
  }

  /// A queue out of sight is answered for as one that isn't there, and as one that doesn't offer
  /// the code.
  @ParameterizedTest
  @CsvSource({"CODE_0: {queues: []}, CODE_0", "CODE_1: {queues: [Billing]}, CODE_1"})
  void nothing_is_said_to_be_done_of_a_queue_that_is_out_of_sight(String code, String name) {
    Site site = site(Kind.GENESYS_CLOUD, Duration.ofMillis(60));
    String before = name.equals("CODE_0") ? "CODE_0: {queues: [Billing]}" : "CODE_1: {queues: []}";
    var approved = site.plan("codes: {%s}".formatted(code), Optional.of("codes: {" + before + "}"));
    proxy.answers(
        (call, reply) ->
            call.path().startsWith(QUEUES)
                ? new Reply(404, "{\"code\": \"not.found\"}").bytes()
                : reply.bytes());

    List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

    assertThat(results).hasSize(1);
    assertThat(results.getFirst().outcome().status()).isEqualTo(Status.FAILED);
    assertThat(results.getFirst().outcome().reason()).contains(QueueWrite.GONE);
  }

  @Test
  void a_pair_that_somebody_removed_first_is_as_desired() {
    Site site = site(Kind.GENESYS_CLOUD, Duration.ofSeconds(30));
    var approved =
        site.plan(
            "codes: {CODE_0: {queues: []}}", Optional.of("codes: {CODE_0: {queues: [Billing]}}"));
    sandbox.organization().queues().withdraw("q", "id-0");

    List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

    assertThat(results)
        .extracting(result -> result.outcome().status())
        .containsExactly(Status.ALREADY_APPLIED);
  }

  @Test
  void a_new_code_that_somebody_deletes_is_told_without_a_wait() {
    Site site = site(Kind.GENESYS_CLOUD, Duration.ofSeconds(30));
    AtomicBoolean isDeleted = new AtomicBoolean();
    sandbox.watch(
        (moment, request) -> {
          Optional<LiveCode> made = sandbox.organization().byCode("NEW");
          boolean isMade = moment == Moment.ARRIVED && made.isPresent();
          if (!isMade || !isDeleted.compareAndSet(false, true)) return;
          sandbox
              .organization()
              .delete(made.get().id(), Optional.empty(), Organization.ADMINISTRATOR);
        });

    ChangeOutcome outcome = outcome(site, "codes: {NEW: {}}", "codes: {CODE_0: {}}");

    assertThat(outcome.status()).isEqualTo(Status.APPLIED);
    assertThat(outcome.since().isDeleted()).isTrue();
    String path = "/api/v2/routing/wrapupcodes/" + outcome.now().orElseThrow().id();
    assertThat(sandbox.requests()).extracting(Request::path).doesNotContain(path);
  }

  @Test
  void what_a_queue_of_many_offers_is_read_of_those_that_were_written() {
    Organization organization = sandbox.organization();
    IntStream.range(0, 40)
        .forEach(
            i ->
                organization
                    .queues()
                    .change(
                        rows ->
                            rows.put(
                                "s-" + i,
                                new Queue("s-" + i, "Sales " + i, "", List.of("id-0"), Map.of()))));
    Site site = site(Kind.GENESYS_CLOUD, Duration.ofSeconds(30));
    String sales = "offers: {'Sales*': [CODE_0]}\n";
    var approved =
        site.plan(
            sales + "codes: {CODE_0: {}, CODE_1: {queues: [Billing, Sales 1]}}",
            Optional.of(sales + "codes: {CODE_0: {}, CODE_1: {queues: []}}"));
    int before = sandbox.requests().size();

    site.apply(approved, 1, folder.resolve("journal.jsonl"));

    List<String> asked =
        sandbox.requests().stream()
            .skip(before)
            .filter(request -> (request.path() + "/").startsWith(QUEUES))
            .map(Request::method)
            .toList();
    assertThat(asked).containsExactly("GET", "POST", "GET", "POST", "GET", "GET");
  }
}

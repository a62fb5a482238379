package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.Kind;
import dev.wrapup.Nightly;
import dev.wrapup.Relay;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Redactor;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A server that sends a byte now and then keeps every limit between two bytes, and would hold a
/// run for ever.
@Timeout(60)
class DripTest {
  static final List<Relay.Fate> DRIPS =
      Stream.concat(
              Relay.ENDLESS_CHUNKS.stream(),
              Stream.of(
                  Relay.ENDLESS_STATUS,
                  Relay.ENDLESS_HINTS,
                  Relay.ENDLESS_HEADERS,
                  Relay.ENDLESS_BODY,
                  Relay.ENDLESS_TRAILERS,
                  Relay.ENDLESS_FAILURE))
          .toList();

  /// Without a body, which nobody reads of a receiver's answer.
  static final List<Relay.Fate> HEADS =
      List.of(Relay.ENDLESS_STATUS, Relay.ENDLESS_HINTS, Relay.ENDLESS_HEADERS);

  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final Sandbox sandbox = Sandbox.start(Organization.generated(1, 0));

  @AutoClose private final Relay relay = Relay.to(sandbox.url());
  private final Deadline deadline = Deadline.never();

  private ApiClient client() {
    return Kind.VERSIONED.client(relay.url(), RateBudget.unlimited(), deadline);
  }

  private TokenApi gitHub() {
    return new TokenApi(
        relay.url(),
        new Secret("t0k3n"),
        Map.of(),
        new TokenApi.Means(deadline, Map.of(), Optional.empty(), Clock.systemUTC(), line -> {}));
  }

  private Webhook webhook() {
    return new Webhook(
        relay.url() + "/events", Optional.empty(), Map.of(), Optional.empty(), deadline, l -> {});
  }

  /// Begins a call, and lets the run's time be over while its answer drips in.
  private <T> T cut(Supplier<T> call) {
    int before = relay.requests().size();
    CompletableFuture<T> result = CompletableFuture.supplyAsync(call);
    while (relay.requests().stream().skip(before).noneMatch(this::drips)) Thread.onSpinWait();
    deadline.end();
    return result.join();
  }

  private boolean drips(Relay.Request request) {
    return !request.path().equals("/oauth/token");
  }

  private void dripAll(Relay.Fate drip) {
    relay.let(request -> drips(request) ? drip : new Relay.Pass());
  }

  @ParameterizedTest
  @FieldSource("DRIPS")
  void a_read_ends_with_the_run(Relay.Fate drip) {
    dripAll(drip);

    assertThatThrownBy(() -> cut(() -> client().get(CODES, "")))
        .cause()
        .isInstanceOfSatisfying(
            HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.OUT_OF_TIME));
  }

  @ParameterizedTest
  @FieldSource("DRIPS")
  void a_token_ends_with_the_run(Relay.Fate drip) {
    relay.let(request -> drip);
    ApiClient client = client();
    CompletableFuture<Reply> result = CompletableFuture.supplyAsync(() -> client.get(CODES, ""));
    while (relay.requests().isEmpty()) Thread.onSpinWait();

    deadline.end();

    assertThatThrownBy(result::join).hasCauseInstanceOf(HttpFailure.class);
  }

  @ParameterizedTest
  @FieldSource("DRIPS")
  void a_write_ends_with_the_run_and_nobody_knows_what_became_of_it(Relay.Fate drip) {
    dripAll(drip);

    Sent sent = cut(() -> client().send("PATCH", CODES + "/1?version=1", Optional.of(JSON)));

    assertThat(sent).isEqualTo(new Sent.Lost("no whole answer came in time"));
  }

  @Test
  void what_the_runs_end_cut_off_is_not_waited_for_any_more() {
    Set<String> waits = ConcurrentHashMap.newKeySet();
    deadline.telling(
        (why, most) -> {
          waits.add(why);
          return () -> waits.remove(why);
        });
    dripAll(Relay.ENDLESS_BODY);
    CompletableFuture<Reply> read = CompletableFuture.supplyAsync(() -> client().get(CODES, ""));
    while (relay.requests().stream().noneMatch(this::drips)) Thread.onSpinWait();
    assertThat(waits).containsExactly("for an answer to GET " + CODES);

    deadline.end();

    assertThatThrownBy(read::join).hasCauseInstanceOf(HttpFailure.class);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("HEADS")
  void an_event_ends_with_the_run_and_may_be_told_again(Relay.Fate drip) {
    dripAll(drip);

    Webhook.Answer answer = cut(() -> webhook().post("msg_1", "{}", Instant.EPOCH));

    assertThat(answer).isInstanceOf(Webhook.Unavailable.class);
  }

  @ParameterizedTest
  @FieldSource("DRIPS")
  void a_call_to_github_ends_with_the_run(Relay.Fate drip) {
    dripAll(drip);

    assertThatThrownBy(() -> cut(() -> gitHub().get("/repos/a/b/issues")))
        .cause()
        .isInstanceOfSatisfying(
            HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.OUT_OF_TIME));
  }

  @Test
  void whoever_waits_for_a_turn_or_sleeps_ends_with_the_run() {
    RateBudget budget = RateBudget.unlimited();
    budget.pause(Duration.ofHours(1), "429");
    Kind.VERSIONED.client(relay.url(), budget, deadline);
    CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> budget.acquire(deadline));
    CompletableFuture<Void> sleep =
        CompletableFuture.runAsync(() -> deadline.sleep(Duration.ofHours(1), "to test"));

    deadline.end();

    assertThatThrownBy(turn::join).hasCauseInstanceOf(HttpFailure.class);
    assertThatThrownBy(sleep::join).hasCauseInstanceOf(HttpFailure.class);
  }

  @Test
  void no_call_lasts_longer_than_two_minutes() {
    assertThat(Transport.builder(relay.url(), Map.of(), Optional.empty()).build())
        .returns(120_000, OkHttpClient::callTimeoutMillis);
  }

  private void assertIsCut(OkHttpClient client, Request request) {
    assertThatThrownBy(
            () ->
                HttpCall.call(
                    client, request, "it", deadline, Redactor.of(Map.of()), Transport::body))
        .isInstanceOf(InterruptedIOException.class);
  }

  @ParameterizedTest
  @FieldSource("DRIPS")
  void a_call_ends_at_its_own_limit(Relay.Fate drip) {
    dripAll(drip);
    OkHttpClient client =
        Transport.builder(relay.url(), Map.of(), Optional.empty())
            .callTimeout(Duration.ofMillis(300))
            .build();
    Request request = new Request.Builder().url(relay.url() + "/").build();

    assertIsCut(client, request);
  }

  @Test
  void a_call_that_a_run_can_do_without_ends_sooner() {
    dripAll(Relay.ENDLESS_BODY);
    OkHttpClient client = Transport.builder(relay.url(), Map.of(), Optional.empty()).build();
    Request request =
        new Request.Builder()
            .url(relay.url() + "/")
            .tag(Duration.class, Duration.ofMillis(300))
            .build();

    assertIsCut(client, request);
  }

  /// An optional answer that would drip in for ever.
  @Nightly
  @Test
  void what_a_run_can_do_without_is_given_up_long_before_the_run() {
    dripAll(Relay.ENDLESS_BODY);
    long begin = System.nanoTime();

    assertThat(client().getOnce(CODES)).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(45));
  }

  /// A time that is left when a call begins, and is longer than any wait for a byte.
  @Test
  void the_runs_time_is_the_calls_too_however_much_is_left_when_it_begins() {
    Deadline later = Deadline.after(Duration.ofSeconds(31));

    assertThat(later.limit(Duration.ofMinutes(2))).isLessThan(Duration.ofSeconds(32));
    assertThat(Deadline.never().limit(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
  }
}

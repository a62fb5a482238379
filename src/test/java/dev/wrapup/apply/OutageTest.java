package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.Kind;
import dev.wrapup.Relay;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Verdict;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that is away for some seconds, in the ways in which servers are.
@Timeout(120)
class OutageTest {
  private static final int CODES = 24;
  private static final Duration AWAY = Duration.ofMillis(1200);

  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  @AutoClose private Relay relay;

  private Site site(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), CODES, 0));
    relay = Relay.to(sandbox.url());
    Deadline deadline = Deadline.after(Duration.ofMinutes(1));
    ApiClient client = kind.client(relay.url(), RateBudget.unlimited(), deadline);
    return new Site(kind, sandbox, client, ConsistencyWait.NONE);
  }

  enum Way {
    REFUSED,
    RESET,
    STATUS_503,
    STATUS_502_AFTER_IT_LANDED,
    RETRY_AFTER
  }

  private static final String UNAVAILABLE =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n%s\r\n{}";

  private static Relay.Fate fate(Way way) {
    return switch (way) {
      case REFUSED -> new Relay.Pass();
      case RESET -> new Relay.Reset();
      case STATUS_503 -> new Relay.Answer(UNAVAILABLE.formatted(""));
      case STATUS_502_AFTER_IT_LANDED ->
          new Relay.LandThenAnswer("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
      case RETRY_AFTER -> new Relay.Answer(UNAVAILABLE.formatted("Retry-After: 1\r\n"));
    };
  }

  /// Goes away when some writes have come in, and comes back by itself.
  private void goAwayAfter(int writes, Way way) {
    AtomicInteger left = new AtomicInteger(writes);
    AtomicInteger back = new AtomicInteger();
    long[] until = {Long.MAX_VALUE};
    relay.let(
        request -> {
          boolean isWrite = request.method().equals("PATCH") || request.method().equals("PUT");
          if (isWrite && left.decrementAndGet() == 0) {
            until[0] = System.nanoTime() + AWAY.toNanos();
            if (way == Way.REFUSED) {
              relay.goAway();
              Thread.ofVirtual().start(() -> comeBackLater(back));
            }
          }
          boolean isAway = until[0] != Long.MAX_VALUE && System.nanoTime() < until[0];
          return isAway ? fate(way) : new Relay.Pass();
        });
  }

  private void comeBackLater(AtomicInteger back) {
    try {
      Thread.sleep(AWAY);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (back.getAndIncrement() == 0) relay.comeBack();
  }

  @ParameterizedTest
  @CsvSource({
    "VERSIONED, REFUSED",
    "VERSIONED, RESET",
    "VERSIONED, STATUS_503",
    "VERSIONED, STATUS_502_AFTER_IT_LANDED",
    "VERSIONED, RETRY_AFTER",
    "GENESYS_CLOUD, REFUSED",
  })
  void an_apply_waits_for_the_server_and_finds_out_what_became_of_everything(Kind kind, Way way) {
    Site site = site(kind);
    StringBuilder yaml = new StringBuilder("codes:\n");
    String field = kind == Kind.VERSIONED ? "displayName" : "description";
    for (LiveCode code : site.sandbox().organization().codes())
      yaml.append("  %s: {%s: New}\n".formatted(code.code(), field));
    Verdict.Approved plan = site.plan(yaml.toString());
    int before = relay.requests().size();
    goAwayAfter(6, way);

    List<Result> results = site.apply(plan, 4, folder.resolve("journal.jsonl"));

    assertThat(results).allMatch(result -> result.outcome().status() == Status.APPLIED);
    int usual = CODES * (kind == Kind.VERSIONED ? 1 : 3) + 2;
    // what was under way and is looked up, and a probe now and then
    assertThat(relay.requests().size() - before).isLessThan(usual + 30);
    long writes = relay.requests().stream().filter(r -> r.method().equals(kind.update())).count();
    assertThat(writes).isLessThanOrEqualTo(CODES + 4);
  }

  /// A PUT replaces whatever is there by then.
  @Test
  void a_put_that_was_refused_unread_looks_again_before_it_is_sent_again() {
    Site site = site(Kind.GENESYS_CLOUD);
    LiveCode code = sandbox.organization().codes().getFirst();
    Field description = site.kind().dialect().field("description").orElseThrow();
    var plan = site.plan("codes:\n  %s: {description: Ours}\n".formatted(code.code()));
    relay.let(
        request -> {
          if (!request.method().equals("PUT")) return new Relay.Pass();
          Value theirs = new Value.Text("Theirs");
          sandbox
              .organization()
              .edit(
                  code.code(),
                  live ->
                      new LiveCode(
                          live.id(), live.revision(), live.code(), Map.of(description, theirs)));
          return new Relay.Answer(
              "HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
        });

    List<Result> results = site.apply(plan, 4, folder.resolve("journal.jsonl"));

    assertThat(results)
        .singleElement()
        .matches(result -> result.outcome().status() == Status.CONFLICT);
    assertThat(sandbox.organization().byCode(code.code()).orElseThrow().value(description))
        .isEqualTo(new Value.Text("Theirs"));
    assertThat(relay.requests().stream().filter(r -> r.method().equals("PUT"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"RESET", "STATUS_503"})
  void a_read_waits_for_the_server_by_a_few_requests(Way way) {
    Site site = site(Kind.VERSIONED);
    long back = System.nanoTime() + AWAY.toNanos();
    relay.let(request -> System.nanoTime() < back ? fate(way) : new Relay.Pass());

    assertThat(Kind.VERSIONED.platform().reader(site.client()).codes()).hasSize(CODES);

    assertThat(relay.requests()).hasSizeLessThan(14);
  }

  @Test
  void a_server_that_never_answered_is_given_up_after_ten_seconds() {
    Site site = site(Kind.VERSIONED);
    relay.goAway();
    long begin = System.nanoTime();

    assertThatThrownBy(() -> Kind.VERSIONED.platform().reader(site.client()).codes())
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE);
              assertThat(failure.message()).contains("the connection was refused");
            });

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(9));
    relay.comeBack();
  }

  @Test
  void a_host_that_does_not_exist_is_told_at_once() {
    site(Kind.VERSIONED);
    ApiClient nowhere =
        Kind.VERSIONED.client(
            URI.create("https://nowhere.invalid"), RateBudget.unlimited(), Deadline.never());

    assertThatThrownBy(() -> nowhere.get("/", "")).hasMessageContaining("there is no such host");

    assertThat(nowhere.requests()).isEqualTo(1);
  }
}

package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The sandbox keeps the API's contract, as seen by a client that isn't ours.
class ContractTest extends Outsider {
  private static final String READ = "routing:wrapupcode:read routing:rule:read";
  private static final String WRITE = READ + " routing:wrapupcode:write";

  private Sandbox start() {
    return start(Organization.generated(3, 2), Settings.DEFAULT);
  }

  private static HttpResponse<String> token(Sandbox sandbox, String form) {
    return send(
        HttpRequest.newBuilder(sandbox.url().resolve("/oauth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String bearer(Sandbox sandbox, String scopes) {
    String form =
        "grant_type=client_credentials&client_id=a&client_secret=b&scope="
            + scopes.replace(' ', '+');
    return "Bearer " + JSON.readTree(token(sandbox, form).body()).path("access_token").asString();
  }

  private static HttpResponse<String> call(
      Sandbox sandbox, String method, String path, String scopes, String body) {
    URI uri = URI.create(sandbox.url() + path);
    return send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", bearer(sandbox, scopes))
            .method(method, BodyPublishers.ofString(body)));
  }

  private static String payload(String code, String displayName) {
    return "{\"code\":\"%s\",\"displayName\":\"%s\",\"routingType\":\"manual\"}"
        .formatted(code, displayName);
  }

  @Test
  void a_token_is_for_known_clients_and_granted_scopes() {
    Sandbox sandbox =
        start(
            Organization.generated(1, 0),
            Settings.DEFAULT.withLogin("a", "b").withScopes("routing:wrapupcode:read"));

    String form = "grant_type=client_credentials&client_id=a&client_secret=%s&scope=%s";
    assertThat(token(sandbox, form.formatted("b", "routing:wrapupcode:read")).statusCode())
        .isEqualTo(200);
    assertThat(token(sandbox, form.formatted("x", "routing:wrapupcode:read")).statusCode())
        .isEqualTo(401);
    assertThat(token(sandbox, form.formatted("b", "routing:wrapupcode:write")).statusCode())
        .isEqualTo(401);
    assertThat(token(sandbox, "grant_type=password").statusCode()).isEqualTo(400);
  }

  @Test
  void a_token_expires() throws InterruptedException {
    Sandbox sandbox =
        start(Organization.generated(1, 0), Settings.DEFAULT.withLifetime(Duration.ofMillis(50)));
    String bearer = bearer(sandbox, READ);
    Thread.sleep(80);

    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(sandbox.url() + CODES))
                .header("Authorization", bearer));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void a_scope_that_is_missing_is_403() {
    Sandbox sandbox = start();

    assertThat(
            call(sandbox, "PATCH", CODES + "/id-0?version=1", READ, payload("X", "x")).statusCode())
        .isEqualTo(403);
    assertThat(sandbox.organization().byCode("X")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 250, 251, 600})
  void pages_hold_each_code_once_and_250_at_most(int codes) {
    Sandbox sandbox = start(Organization.generated(codes, 0), Settings.DEFAULT);
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int pages = 0;
    do {
      String path = CODES + "?pageSize=250" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
      JsonNode page = JSON.readTree(call(sandbox, "GET", path, READ, "").body());
      assertThat(page.path("entities").size()).isLessThanOrEqualTo(250);
      page.path("entities")
          .forEach(code -> assertThat(seen.add(code.path("id").asString())).isTrue());
      cursor = page.path("nextPage").asString("");
      pages++;
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(codes);
    assertThat(pages).isEqualTo((codes + 249) / 250);
  }

  @Test
  void an_update_raises_the_version_and_a_stale_one_is_409() {
    Sandbox sandbox = start();

    HttpResponse<String> first =
        call(sandbox, "PATCH", CODES + "/id-0?version=1", WRITE, payload("CODE_0", "new"));
    HttpResponse<String> second =
        call(sandbox, "PATCH", CODES + "/id-0?version=1", WRITE, payload("CODE_0", "newer"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(first.body()).path("version").asInt()).isEqualTo(2);
    assertThat(JSON.readTree(first.body()).path("description").asString()).isNotEmpty();
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(sandbox.organization().byCode("CODE_0").orElseThrow().revision()).isEqualTo("2");
  }

  @Test
  void a_code_that_is_taken_is_409_for_update_and_create() {
    Sandbox sandbox = start();

    assertThat(
            call(sandbox, "PATCH", CODES + "/id-0?version=1", WRITE, payload("CODE_1", "x"))
                .statusCode())
        .isEqualTo(409);
    assertThat(call(sandbox, "POST", CODES, WRITE, payload("CODE_1", "x")).statusCode())
        .isEqualTo(409);
    assertThat(call(sandbox, "POST", CODES, WRITE, payload("CODE_9", "x")).statusCode())
        .isEqualTo(200);
    assertThat(sandbox.organization().byCode("CODE_9").orElseThrow().revision()).isEqualTo("1");
  }

  @Test
  void a_delete_names_the_version_too() {
    Sandbox sandbox = start();

    assertThat(call(sandbox, "DELETE", CODES + "/id-0?version=7", WRITE, "").statusCode())
        .isEqualTo(409);
    assertThat(call(sandbox, "DELETE", CODES + "/id-0?version=1", WRITE, "").statusCode())
        .isEqualTo(200);
    assertThat(call(sandbox, "GET", CODES + "/id-0", READ, "").statusCode()).isEqualTo(404);
    assertThat(call(sandbox, "DELETE", CODES + "/id-0?version=1", WRITE, "").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{\"code\":\"CUSTOMER_CALLBACK_REQ\",\"displayName\":\"x\",\"routingType\":\"manual\"}",
        "{\"code\":\"\",\"displayName\":\"x\",\"routingType\":\"manual\"}",
        "{\"code\":\"A\",\"displayName\":\"\",\"routingType\":\"manual\"}",
        "{\"code\":\"A\",\"displayName\":\"x\",\"routingType\":\"other\"}",
        "{\"code\":\"A\",\"displayName\":\"x\"}",
        "{\"code\":\"A\",\"displayName\":\"x\",\"routingType\":\"manual\",\"outcomes\":[{}]}"
      })
  void a_payload_beyond_the_limits_is_400(String body) {
    Sandbox sandbox = start();

    assertThat(call(sandbox, "POST", CODES, WRITE, body).statusCode()).isEqualTo(400);
    assertThat(sandbox.organization().codes()).hasSize(3);
  }

  @Test
  void the_limit_is_kept_and_says_how_long_to_wait() {
    Sandbox sandbox =
        start(Organization.generated(1, 0), Settings.DEFAULT.withLimit(4, Duration.ofMinutes(1)));
    for (int i = 0; i < 2; i++) {
      assertThat(call(sandbox, "GET", CODES, READ, "").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = send(HttpRequest.newBuilder(URI.create(sandbox.url() + CODES)));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After")).isNotEmpty();
  }

  @Test
  void a_lost_answer_is_lost_after_the_deed_or_before_it() {
    Sandbox sandbox = start();
    sandbox.inject(Fault.parse("reset-before@PATCH#1"));
    sandbox.inject(Fault.parse("reset-after@PATCH#2"));

    String path = CODES + "/id-0?version=1";
    assertThatThrownBy(() -> call(sandbox, "PATCH", path, WRITE, payload("FIRST", "x")));
    assertThat(sandbox.organization().byCode("FIRST")).isEmpty();
    assertThatThrownBy(() -> call(sandbox, "PATCH", path, WRITE, payload("SECOND", "x")));
    assertThat(sandbox.organization().byCode("SECOND")).isPresent();
  }

  @Test
  void a_watcher_acts_before_a_request_is_carried_out_and_after_it() {
    Sandbox sandbox = start();
    Organization org = sandbox.organization();
    List<String> seen = new ArrayList<>();
    sandbox.watch(
        (moment, request) -> {
          if (!request.method().equals("PATCH")) return;
          seen.add(moment + " " + request.status() + " " + org.byId("id-0").map(LiveCode::code));
          if (seen.size() == 1)
            org.update("id-0", Optional.empty(), "THEIRS", Map.of(), Organization.ADMINISTRATOR);
        });

    String path = CODES + "/id-0?version=";
    assertThat(call(sandbox, "PATCH", path + 1, WRITE, payload("OURS", "x")).statusCode())
        .isEqualTo(409);
    assertThat(call(sandbox, "PATCH", path + 2, WRITE, payload("OURS", "x")).statusCode())
        .isEqualTo(200);
    assertThat(seen)
        .containsExactly(
            "ARRIVED 0 Optional[CODE_0]",
            "CARRIED_OUT 409 Optional[THEIRS]",
            "ARRIVED 0 Optional[THEIRS]",
            "CARRIED_OUT 200 Optional[OURS]");
    assertThat(org.history().stream().map(step -> step.after().map(LiveCode::code)))
        .containsExactly(Optional.of("THEIRS"), Optional.of("OURS"));
  }

  @Test
  void a_watcher_that_throws_breaks_the_connection() {
    Sandbox sandbox = start();
    sandbox.watch(
        (moment, request) -> {
          boolean isPatched = moment == Sandbox.Moment.CARRIED_OUT && request.status() == 200;
          if (isPatched && request.method().equals("PATCH")) throw new IllegalStateException();
        });

    String path = CODES + "/id-0?version=1";
    assertThatThrownBy(() -> call(sandbox, "PATCH", path, WRITE, payload("DONE", "x")));
    assertThat(sandbox.organization().byCode("DONE")).isPresent();
    assertThat(call(sandbox, "GET", CODES + "/id-0", READ, "").statusCode()).isEqualTo(200);
  }

  @Test
  void tokens_that_are_taken_for_expired_are_refused_and_new_ones_are_not() {
    Sandbox sandbox = start();
    String bearer = bearer(sandbox, READ);
    sandbox.expireTokens();

    HttpRequest.Builder old =
        HttpRequest.newBuilder(URI.create(sandbox.url() + CODES)).header("Authorization", bearer);
    assertThat(send(old).statusCode()).isEqualTo(401);
    assertThat(call(sandbox, "GET", CODES, READ, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "boom", "429:x", "429@FETCH", "cut#", "latency:9999999", "429:1@GET#1#2"})
  void a_fault_that_is_none_is_refused_with_what_may_be_written(String text) {
    assertThatThrownBy(() -> Fault.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("429:2@GET#3");
  }
}

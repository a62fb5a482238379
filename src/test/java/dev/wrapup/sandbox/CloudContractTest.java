package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The sandbox behaves as Genesys Cloud is known to, as seen by a client that isn't ours.
class CloudContractTest extends CloudOutsider {

  private Sandbox start() {
    return start(CloudExample.generated(3, 2), Settings.DEFAULT);
  }

  @Test
  void a_token_is_got_by_http_basic_and_refused_in_the_logins_own_form() {
    Sandbox sandbox = start(CloudExample.generated(1, 0), Settings.DEFAULT.withLogin("a", "b"));

    HttpResponse<String> granted = token(sandbox, "a", "b");
    HttpResponse<String> refused = token(sandbox, "a", "x");

    assertThat(JSON.readTree(granted.body()).path("token_type").asString()).isEqualTo("bearer");
    assertThat(JSON.readTree(granted.body()).path("expires_in").isInt()).isTrue();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(refused.body()).has("error_description")).isTrue();
    assertThat(JSON.readTree(refused.body()).has("contextId")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 101, 250})
  void pages_hold_each_code_once_and_100_at_most_whatever_is_asked_for(int codes) {
    Sandbox sandbox = start(CloudExample.generated(codes, 0), Settings.DEFAULT);
    Set<String> seen = new HashSet<>();
    int pages = 1;
    for (int number = 1; number <= pages; number++) {
      JsonNode page = get(sandbox, CODES + "?pageSize=500&pageNumber=" + number);
      pages = page.path("pageCount").asInt();
      assertThat(page.path("pageSize").asInt()).isEqualTo(100);
      assertThat(page.path("total").asInt()).isEqualTo(codes);
      page.path("entities").forEach(code -> seen.add(code.path("id").asString()));
    }

    assertThat(seen).hasSize(codes);
    assertThat(pages).isEqualTo((codes + 99) / 100);
  }

  @Test
  void a_listing_is_in_no_order_until_it_is_asked_for_by_name() {
    Sandbox sandbox = start(CloudExample.generated(50, 0), Settings.DEFAULT);

    List<String> names =
        get(sandbox, CODES + "?pageSize=100").path("entities").findValuesAsString("name");

    assertThat(names).isNotEqualTo(names.stream().sorted().toList());
    assertThat(get(sandbox, CODES + "?name=CODE_7").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void what_a_code_does_not_have_is_absent() {
    Sandbox sandbox = start(CloudExample.organization(), Settings.DEFAULT);

    JsonNode fresh =
        JSON.readTree(call(sandbox, "POST", CODES, "{\"name\":\"New | code\"}").body());
    String id = fresh.path("id").asString();
    JsonNode edited =
        JSON.readTree(
            call(sandbox, "PUT", CODES + "/" + id, "{\"name\":\"N\",\"description\":\"d\"}")
                .body());

    assertThat(fresh.propertyNames())
        .containsExactlyInAnyOrder("id", "name", "division", "dateCreated", "createdBy", "selfUri");
    assertThat(fresh.path("division").propertyNames()).containsExactly("id");
    assertThat(edited.propertyNames()).contains("description", "dateModified", "modifiedBy");
    assertThat(edited.path("dateModified").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void a_put_replaces_the_whole_whatever_it_was() {
    Sandbox sandbox = start();

    call(sandbox, "PUT", CODES + "/id-0", "{\"name\":\"CODE_0\",\"description\":\"x\"}");
    call(sandbox, "PUT", CODES + "/id-0", "{\"name\":\"CODE_0\"}");

    JsonNode code = get(sandbox, CODES + "/id-0");
    assertThat(code.has("description")).isFalse();
    assertThat(code.path("division").path("id").asString()).isEqualTo("*");
    assertThat(call(sandbox, "PATCH", CODES + "/id-0", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void a_name_that_is_taken_is_400_duplicate_name_even_by_a_code_nobody_sees() {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));

    HttpResponse<String> create = call(sandbox, "POST", CODES, "{\"name\":\"Order placed\"}");
    String names = get(sandbox, CODES + "?pageSize=100").toString();

    assertThat(create.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(create.body()).path("code").asString()).isEqualTo("duplicate.name");
    assertThat(names).contains("Refund").doesNotContain("Order placed");
    assertThat(
            get(sandbox, "/api/v2/authorization/divisionspermitted/paged/me?permission=x")
                .path("total")
                .asInt())
        .isEqualTo(2);
    assertThat(get(sandbox, "/api/v2/authorization/divisions").path("total").asInt()).isEqualTo(3);
  }

  @Test
  void a_deleted_code_is_gone_but_for_those_who_look_for_deleted_ones() {
    Sandbox sandbox = start();

    assertThat(call(sandbox, "DELETE", CODES + "/id-0", "").statusCode()).isEqualTo(200);

    assertThat(call(sandbox, "GET", CODES + "/id-0", "").statusCode()).isEqualTo(404);
    assertThat(call(sandbox, "DELETE", CODES + "/id-0", "").statusCode()).isEqualTo(404);
    assertThat(get(sandbox, CODES).path("total").asInt()).isEqualTo(2);
    assertThat(get(sandbox, CODES + "/divisionviews?includeState=Deleted").path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void reads_lag_behind_writes() throws InterruptedException {
    Sandbox sandbox =
        start(CloudExample.generated(1, 0), Settings.DEFAULT.withLag(Duration.ofSeconds(2)));

    JsonNode answer = JSON.readTree(call(sandbox, "POST", CODES, "{\"name\":\"N\"}").body());
    String path = CODES + "/" + answer.path("id").asString();
    int soon = call(sandbox, "GET", path, "").statusCode();
    while (call(sandbox, "GET", path, "").statusCode() == 404) Thread.sleep(50);

    assertThat(soon).isEqualTo(404);
    assertThat(get(sandbox, CODES).path("total").asInt()).isEqualTo(2);
  }

  @Test
  void errors_name_the_request_and_the_permission() {
    Sandbox sandbox =
        start(CloudExample.generated(1, 0), Settings.DEFAULT.withScopes("routing:wrapupCode:view"));

    HttpResponse<String> answer = call(sandbox, "DELETE", CODES + "/id-0", "");

    JsonNode error = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(error.path("code").asString()).isEqualTo("missing.permissions");
    assertThat(error.path("message").asString()).contains("routing:wrapupCode:delete");
    assertThat(answer.headers().firstValue("ININ-Correlation-Id"))
        .contains(error.path("contextId").asString());
  }

  @Test
  void the_limit_of_a_token_is_told_and_a_refusal_says_how_long_to_wait() {
    Sandbox sandbox =
        start(CloudExample.generated(1, 0), Settings.DEFAULT.withLimit(2, Duration.ofMinutes(1)));
    String token = accessToken(sandbox);

    HttpResponse<String> first = call(sandbox, token, "GET", CODES, "");
    call(sandbox, token, "GET", CODES, "");
    HttpResponse<String> refused = call(sandbox, token, "GET", CODES, "");
    HttpResponse<String> another = call(sandbox, "GET", CODES, "");

    assertThat(first.headers().firstValue("inin-ratelimit-allowed")).contains("2");
    assertThat(first.headers().firstValue("inin-ratelimit-count")).contains("1");
    assertThat(first.headers().firstValueAsLong("inin-ratelimit-reset").orElse(0)).isPositive();
    assertThat(error(refused)).isEqualTo("429 too.many.requests.retry.after");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    assertThat(another.statusCode()).isEqualTo(200);
  }

  /// Ten times that of a token.
  @Test
  void an_organization_has_a_limit_too_however_many_tokens_there_are() {
    Sandbox sandbox =
        start(CloudExample.generated(1, 0), Settings.DEFAULT.withLimit(2, Duration.ofMinutes(1)));
    List<String> tokens = IntStream.range(0, 11).mapToObj(token -> accessToken(sandbox)).toList();

    List<Integer> statuses =
        tokens.stream().map(token -> call(sandbox, token, "GET", CODES, "").statusCode()).toList();

    // the tokens were requests too
    assertThat(statuses).startsWith(200, 200, 200, 200, 200, 200, 200, 200, 200).endsWith(429, 429);
  }

  @Test
  void a_form_that_is_not_encoded_properly_is_answered() {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(start().url().resolve("/oauth/token"))
                .POST(BodyPublishers.ofString("grant_type=%zz")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("unsupported_grant_type");
  }

  @Test
  void a_body_that_is_too_large_is_refused() {
    Sandbox sandbox = start();

    HttpResponse<String> answer = call(sandbox, "POST", CODES, "x".repeat(512_001));

    assertThat(error(answer)).isEqualTo("413 request.entity.too.large");
    assertThat(error(call(sandbox, "POST", CODES, "x".repeat(512_000)))).startsWith("400 ");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/organizations/me,Sandbox",
    "/api/v2/tokens/me,OAuthClient",
    "/api/v2/authorization/divisions/home,Home",
    "/api/v2/routing/queues,Service desk",
    "/api/v2/architect/dependencytracking/build,OPERATIONAL",
    "/api/v2/outbound/wrapupcodemappings,NUMBER_UNCALLABLE",
    "/api/v2/outbound/rulesets,wrapupCondition",
    "/api/v2/outbound/digitalrulesets,entities",
    "/api/v2/recording/mediaretentionpolicies,callPolicy"
  })
  void who_uses_codes_can_be_asked(String path, String text) {
    Sandbox sandbox = start(CloudExample.organization(), Settings.DEFAULT);

    assertThat(get(sandbox, path).toString()).contains(text);
  }

  @Test
  void flows_are_found_by_the_code_that_they_use() {
    Sandbox sandbox = start(CloudExample.organization(), Settings.DEFAULT);
    String path =
        "/api/v2/architect/dependencytracking/consumingresources?objectType=ACDWRAPUPCODE&id=";
    String used = sandbox.organization().byCode("Callback").orElseThrow().id();

    assertThat(get(sandbox, path + used).findValuesAsString("name"))
        .containsExactly("Evening callback");
    assertThat(call(sandbox, "GET", path + "id-none", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{\"name\":\"\"}",
        "{\"name\":\"A\",\"division\":{\"id\":\"nowhere\"}}"
      })
  void a_body_that_is_no_code_is_400(String body) {
    Sandbox sandbox = start();

    assertThat(call(sandbox, "POST", CODES, body).statusCode()).isEqualTo(400);
    assertThat(sandbox.organization().codes()).hasSize(3);
  }
}

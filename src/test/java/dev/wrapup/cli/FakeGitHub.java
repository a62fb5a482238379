package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that answers as GitHub's documentation has it, or as a test wants it.
final class FakeGitHub {
  static final String TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";
  static final String BOT = "github-actions[bot]";
  static final String COMMENTS = "/repos/octo-org/codes/issues/17/comments";
  static final String COMMENT = "/repos/octo-org/codes/issues/comments/";
  static final String ISSUES = "/repos/octo-org/codes/issues";

  private static final JsonMapper JSON = new JsonMapper();

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  void start() {
    server.start();
  }

  void stop() {
    server.stop();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /// Nothing is there but the token's own name; what a test doesn't foresee is answered by 501.
  void reset() {
    server.resetAll();
    server.stubFor(
        any(com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
            .atPriority(10)
            .willReturn(aResponse().withStatus(501)));
    server.stubFor(
        post("/graphql")
            .willReturn(okJson("{\"data\":{\"viewer\":{\"login\":\"%s\"}}}".formatted(BOT))));
  }

  void answers(String method, String path, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      MappingBuilder mapping = request(method, urlPathEqualTo(path)).willReturn(answers[i]);
      if (answers.length > 1) {
        mapping
            .inScenario(method + path)
            .whenScenarioStateIs(i == 0 ? "Started" : "step " + i)
            .willSetStateTo("step " + Math.min(i + 1, answers.length - 1));
      }
      server.stubFor(mapping);
    }
  }

  /// An answer to `GET` with a certain query.
  void answersQuery(String path, String name, String value, ResponseDefinitionBuilder answer) {
    server.stubFor(
        get(urlPathEqualTo(path))
            .withQueryParam(name, equalTo(value))
            .atPriority(1)
            .willReturn(answer));
  }

  static ResponseDefinitionBuilder list(String... entries) {
    return okJson("[" + String.join(",", entries) + "]");
  }

  /// A list that goes on elsewhere.
  static ResponseDefinitionBuilder page(String link, String... entries) {
    return list(entries).withHeader("Link", link);
  }

  static ResponseDefinitionBuilder status(int status, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("X-GitHub-Request-Id", "C0FF:EE")
        .withBody("{\"message\":\"%s\",\"status\":\"%d\"}".formatted(message, status));
  }

  static ResponseDefinitionBuilder created(String entry) {
    return okJson(entry).withStatus(201);
  }

  static String comment(long id, String author, String body) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", id);
    fields.put("body", body);
    fields.put("user", author.isEmpty() ? null : Map.of("login", author, "type", "Bot"));
    fields.put("html_url", "https://github.com/octo-org/codes/pull/17#issuecomment-" + id);
    return JSON.writeValueAsString(fields);
  }

  static String issue(long number, String author, String state, String body) {
    return JSON.writeValueAsString(
        Map.of(
            "id",
            number + 1000,
            "number",
            number,
            "state",
            state,
            "body",
            body,
            "labels",
            List.of(Map.of("name", "wrapup-drift")),
            "user",
            Map.of("login", author, "type", "Bot"),
            "html_url",
            "https://github.com/octo-org/codes/issues/" + number));
  }

  /// `METHOD /path` of every request, in order; each with the token and to this server alone.
  List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (Request request : all()) {
      assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
      assertThat(request.getHeader("User-Agent")).startsWith("wrapup");
      requests.add(request.getMethod() + " " + request.getUrl().replaceFirst("\\?.*", ""));
    }
    return requests;
  }

  /// The writes, without the question who we are.
  List<String> writes() {
    return requests().stream()
        .filter(request -> !request.startsWith("GET ") && !request.endsWith("/graphql"))
        .toList();
  }

  /// The body of the last request that was a write.
  JsonNode written() {
    return JSON.readTree(
        all().stream()
            .filter(request -> !request.getMethod().getName().equals("GET"))
            .filter(request -> !request.getUrl().endsWith("/graphql"))
            .toList()
            .getLast()
            .getBody());
  }

  private List<Request> all() {
    List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
    Collections.reverse(events);
    return events.stream().map(event -> (Request) event.getRequest()).toList();
  }
}

package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that answers as a code host, or as a test wants it, and takes one token alone.
abstract class FakeCodeHost {
  static final JsonMapper JSON = new JsonMapper();

  private final String token;
  final WireMockServer server;

  FakeCodeHost(String token, WireMockConfiguration configuration) {
    this.token = token;
    this.server = new WireMockServer(configuration.bindAddress("127.0.0.1").dynamicPort());
  }

  void start() {
    server.start();
  }

  void stop() {
    server.stop();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /// Nobody has written anything.
  ///
  /// @param otherwise what a test doesn't foresee is answered by
  void reset(ResponseDefinitionBuilder otherwise) {
    server.resetAll();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(otherwise));
  }

  /// Answers one after the other, and then by the last.
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

  static ResponseDefinitionBuilder status(int status, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("X-GitHub-Request-Id", "C0FF:EE")
        .withBody("{\"message\":\"%s\",\"status\":\"%d\"}".formatted(message, status));
  }

  /// `METHOD /path` of every request, in order; each with the token and to this server alone.
  List<String> requests() {
    return all().stream().map(FakeCodeHost::line).toList();
  }

  private static String line(Request request) {
    return request.getMethod() + " " + request.getUrl().replaceFirst("\\?.*", "");
  }

  private static boolean isWrite(Request request) {
    String line = line(request);
    return !line.startsWith("GET ") && !line.endsWith("/graphql");
  }

  /// The writes, without the question who we are.
  List<String> writes() {
    return all().stream().filter(FakeCodeHost::isWrite).map(FakeCodeHost::line).toList();
  }

  /// The body of the last request that was a write.
  JsonNode written() {
    return JSON.readTree(all().stream().filter(FakeCodeHost::isWrite).toList().getLast().getBody());
  }

  private List<Request> all() {
    List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
    Collections.reverse(events);
    List<Request> requests = new ArrayList<>();
    for (ServeEvent event : events) {
      assertThat(event.getRequest().getHeader("Authorization")).isEqualTo("Bearer " + token);
      assertThat(event.getRequest().getHeader("User-Agent")).startsWith("wrapup");
      requests.add(event.getRequest());
    }
    return requests;
  }
}

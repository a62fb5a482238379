package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A server that answers as GitHub's documentation has it, or as a test wants it.
final class FakeGitHub extends FakeCodeHost {
  static final String TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";
  static final String BOT = "github-actions[bot]";
  static final String COMMENTS = "/repos/octo-org/codes/issues/17/comments";
  static final String COMMENT = "/repos/octo-org/codes/issues/comments/";
  static final String ISSUES = "/repos/octo-org/codes/issues";

  FakeGitHub() {
    super(TOKEN, WireMockConfiguration.options());
  }

  /// Nothing is there but the token's own name; what a test doesn't foresee is answered by 501.
  void reset() {
    reset(aResponse().withStatus(501));
    server.stubFor(
        post("/graphql")
            .willReturn(okJson("{\"data\":{\"viewer\":{\"login\":\"%s\"}}}".formatted(BOT))));
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
}

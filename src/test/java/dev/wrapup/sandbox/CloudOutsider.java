package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Calls sandboxes of Genesys Cloud as anybody's client does.
abstract class CloudOutsider extends Outsider {
  static HttpResponse<String> token(Sandbox sandbox, String id, String secret) {
    String login = id + ":" + secret;
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(sandbox.url().resolve("/oauth/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")));
  }

  static String accessToken(Sandbox sandbox) {
    return JSON.readTree(token(sandbox, "a", "b").body()).path("access_token").asString();
  }

  /// With a token of its own.
  static HttpResponse<String> call(Sandbox sandbox, String method, String path, String body) {
    return call(sandbox, accessToken(sandbox), method, path, body);
  }

  static HttpResponse<String> call(
      Sandbox sandbox, String token, String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body)));
  }

  static JsonNode get(Sandbox sandbox, String path) {
    HttpResponse<String> answer = call(sandbox, "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /// The status and the code of an error.
  static String error(HttpResponse<String> answer) {
    return answer.statusCode() + " " + JSON.readTree(answer.body()).path("code").asString();
  }

  static List<String> names(JsonNode page) {
    return page.path("entities").valueStream().map(each -> each.path("name").asString()).toList();
  }

  static List<String> ids(JsonNode page) {
    return page.path("entities").valueStream().map(each -> each.path("id").asString()).toList();
  }
}

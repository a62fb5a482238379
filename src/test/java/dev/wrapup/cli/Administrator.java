package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who looks at an organization and changes it by hand: straight by the API, knowing
/// nothing of this program.
final class Administrator implements AutoCloseable {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String LOGIN =
      "grant_type=client_credentials&client_id=admin&client_secret=admin&scope="
          + "routing:wrapupcode:read+routing:wrapupcode:write";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI organization;
  private final String token;

  Administrator(URI organization) throws IOException, InterruptedException {
    this.organization = organization;
    HttpRequest request =
        HttpRequest.newBuilder(organization.resolve("/oauth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(LOGIN))
            .build();
    this.token = send(request).path("access_token").asString();
  }

  /// All codes, as the server tells them.
  List<ObjectNode> codes() throws IOException, InterruptedException {
    JsonNode page = send(request(CODES + "?pageSize=250").build());
    assertThat(page.path("nextPage").asString("")).as("a small organization").isEmpty();
    List<ObjectNode> codes = new ArrayList<>();
    for (JsonNode code : page.path("entities")) codes.add((ObjectNode) code);
    return codes;
  }

  ObjectNode code(String code) throws IOException, InterruptedException {
    return codes().stream()
        .filter(one -> one.path("code").asString().equals(code))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(code));
  }

  /// Changes one field of a code.
  void edit(String code, String field, String text) throws IOException, InterruptedException {
    ObjectNode now = code(code);
    String path =
        "%s/%s?version=%d".formatted(CODES, now.path("id").asString(), now.path("version").asInt());
    now.remove(List.of("id", "version"));
    now.put(field, text);
    send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(now)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(organization.resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(request.toString()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.wrapup.sandbox;

import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.json.JsonMapper;

/// Looks at sandboxes from outside, by a client that isn't ours, and stops them in the end.
abstract class Outsider {
  static final String CODES = "/api/v2/routing/wrapupcodes";
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<Sandbox> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Sandbox::close);
  }

  final Sandbox start(Organization organization, Settings settings) {
    Sandbox sandbox = Sandbox.start(organization, settings);
    started.add(sandbox);
    return sandbox;
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

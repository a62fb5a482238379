package dev.wrapup.sandbox;

import dev.wrapup.Sandboxes;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import tools.jackson.databind.json.JsonMapper;

/// Looks at sandboxes from outside, by a client that isn't ours, and stops them in the end.
abstract class Outsider {
  static final String CODES = "/api/v2/routing/wrapupcodes";
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AutoClose private final Sandboxes sandboxes = new Sandboxes();

  final Sandbox start(Organization organization, Settings settings) {
    return sandboxes.start(organization, settings);
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

package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls that tell where one is: organization, token, divisions, people.
final class CloudPlaces {
  private static final String API = CloudApi.API;

  private final Organization organization;
  private final Settings settings;
  private final CloudGate gate;

  CloudPlaces(Organization organization, Settings settings, CloudGate gate) {
    this.organization = organization;
    this.settings = settings;
    this.gate = gate;
  }

  Optional<byte[]> get(HttpExchange exchange, String path, Query query) {
    gate.checkToken(exchange);
    String user = API + "/users/" + Organization.ADMINISTRATOR;
    return switch (path) {
      case API + "/organizations/me" ->
          Optional.of(named(CloudExample.organizationId(), "Sandbox"));
      case API + "/tokens/me" -> Optional.of(me());
      case API + "/authorization/divisions" ->
          Optional.of(divisions(organization.divisions().keySet(), query, path));
      case API + "/authorization/divisions/home" ->
          organization.divisions().entrySet().stream()
              .findFirst()
              .map(home -> named(home.getKey(), home.getValue()));
      case API + "/authorization/divisionspermitted/paged/me" ->
          Optional.of(divisions(permitted(query), query, path));
      default ->
          path.equals(user)
              ? Optional.of(named(Organization.ADMINISTRATOR, "Ada Admin"))
              : Optional.empty();
    };
  }

  private static byte[] named(String id, String name) {
    return Json.of(json -> CloudJson.named(json, id, name));
  }

  private byte[] me() {
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeName("organization");
          CloudJson.named(json, CloudExample.organizationId(), "Sandbox");
          json.writeName("OAuthClient");
          CloudJson.named(json, gate.client(), "wrapup");
          json.writeEndObject();
        });
  }

  /// The divisions in which the client has a permission.
  private List<String> permitted(Query query) {
    String permission = query.get("permission").orElse("");
    boolean isLacking =
        settings.rights().isPresent() && !settings.rights().get().contains(permission);
    if (isLacking) return List.of();
    Set<String> hidden = settings.hidden();
    return organization.divisions().keySet().stream().filter(id -> !hidden.contains(id)).toList();
  }

  private byte[] divisions(Iterable<String> ids, Query query, String path) {
    List<String> all = new ArrayList<>();
    ids.forEach(all::add);
    return CloudApi.page(
        all,
        query,
        path,
        (json, id) -> CloudJson.named(json, id, organization.divisions().getOrDefault(id, "")));
  }
}

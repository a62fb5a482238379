package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The routes for the organization, the token, divisions and users.
final class OrganizationRoutes {
  private static final String DIVISIONS = "/authorization/divisions";
  private static final String ANY = ApiRoutes.ANY_TOKEN;

  private final Organization organization;
  private final Settings settings;
  private final String client;

  /// @param client the id of the calling client
  OrganizationRoutes(Organization organization, Settings settings, String client) {
    this.organization = organization;
    this.settings = settings;
    this.client = client;
  }

  void addTo(ApiRoutes api) {
    String organizationId = CloudExample.organizationId();
    api.on("GET", "/organizations/me", ANY, call -> named(organizationId, "Sandbox"));
    api.on("GET", "/tokens/me", ANY, call -> me());
    api.on("GET", "/users/*", ANY, OrganizationRoutes::user);
    api.on("GET", DIVISIONS, ANY, call -> divisions(organization.divisions().keySet(), call));
    api.on("GET", DIVISIONS + "/home", ANY, call -> home());
    String mine = DIVISIONS + "permitted/paged/me";
    api.on("GET", mine, ANY, call -> divisions(permitted(call.query()), call));
  }

  private byte[] home() {
    return organization.divisions().entrySet().stream()
        .findFirst()
        .map(home -> named(home.getKey(), home.getValue()))
        .orElseThrow(CloudApi::notFound);
  }

  private static byte[] named(String id, String name) {
    return Json.bytes(Json.named(id, name));
  }

  private byte[] me() {
    return Json.bytes(
        Json.object(
            "organization", Json.named(CloudExample.organizationId(), "Sandbox"),
            "OAuthClient", Json.named(client, "wrapup")));
  }

  private static byte[] user(Call call) {
    if (!call.id().equals(Organization.ADMINISTRATOR)) throw CloudApi.notFound();
    return named(call.id(), "Ada Admin");
  }

  /// The divisions for which the client has a permission.
  private List<String> permitted(QueryParameters query) {
    String permission = query.get("permission").orElse("");
    boolean isLacking =
        settings.rights().isPresent() && !settings.rights().get().contains(permission);
    if (isLacking) return List.of();
    Set<String> hidden = settings.hidden();
    return organization.divisions().keySet().stream().filter(id -> !hidden.contains(id)).toList();
  }

  private byte[] divisions(Collection<String> ids, Call call) {
    Map<String, String> names = organization.divisions();
    return CloudApi.page(
        List.copyOf(ids),
        call,
        CloudApi.LARGEST_PAGE,
        id -> Json.named(id, names.getOrDefault(id, "")));
  }
}

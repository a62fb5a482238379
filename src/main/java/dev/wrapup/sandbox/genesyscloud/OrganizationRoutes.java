package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.util.List;
import java.util.Map;

/// The routes for the organization and its limits, for the token, the client and users.
final class OrganizationRoutes {
  private static final String ANY = ApiRoutes.ANY_TOKEN;
  private static final String NAME = "Sandbox";

  /// The namespace of limits that the sandbox has.
  private static final String LIMITS = "platform.api";

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
    api.on("GET", "/organizations/me", ANY, call -> Json.bytes(organization()));
    api.on("GET", "/organizations/limits/namespaces/*", ANY, this::limits);
    api.on("GET", "/tokens/me", ANY, call -> me());
    api.on("GET", "/authorization/products", ANY, OrganizationRoutes::products);
    api.on("GET", "/authorization/subjects/me", ANY, call -> subject());
    api.on("GET", "/users/me", ANY, call -> user(Organization.ADMINISTRATOR));
    api.on("GET", "/users/*", ANY, call -> user(call.id()));
  }

  private static Map<String, Object> organization() {
    Map<String, Object> json = Json.named(CloudExample.organizationId(), NAME);
    json.put("defaultLanguage", "en-us");
    json.put("defaultCountryCode", "US");
    json.put("thirdPartyOrgName", "sandbox");
    json.put("domain", "sandbox.example");
    json.put("version", 1);
    json.put("state", "active");
    return json;
  }

  private byte[] me() {
    return Json.bytes(
        Json.object(
            "organization", Json.named(CloudExample.organizationId(), NAME),
            "OAuthClient", Json.named(client, "wrapup")));
  }

  private static byte[] user(String id) {
    if (!id.equals(Organization.ADMINISTRATOR)) throw CloudApi.notFound();
    Map<String, Object> json = Json.named(id, "Ada Admin");
    json.put("state", "active");
    json.put("version", 1);
    json.put("selfUri", "/api/v2/users/" + id);
    return Json.bytes(json);
  }

  private static byte[] products(Call call) {
    return CloudApi.page(
        List.of("purecloud-engage-3"), call, CloudApi.LARGEST_PAGE, id -> Json.object("id", id));
  }

  /// The client with a role that has its permissions, in each division that it sees.
  private byte[] subject() {
    List<Object> policies =
        settings.rights().orElse(List.of("*:*:*")).stream()
            .map(OrganizationRoutes::policy)
            .toList();
    Map<String, Object> role = Json.named(Organization.id("role"), "Sandbox");
    role.put("policies", policies);
    Map<String, String> divisions = organization.divisions();
    List<Object> grants =
        divisions.keySet().stream()
            .filter(id -> !settings.hidden().contains(id))
            .map(id -> CloudJson.division(id, divisions))
            .map(
                division ->
                    (Object) Json.object("subjectId", client, "division", division, "role", role))
            .toList();
    return Json.bytes(Json.object("id", client, "name", "wrapup", "grants", grants, "version", 1));
  }

  private static Object policy(String right) {
    String[] parts = (right + "::").split(":", 4);
    return Json.object("domain", parts[0], "entityName", parts[1], "actions", List.of(parts[2]));
  }

  private byte[] limits(Call call) {
    long each = settings.limit() == 0 ? CloudApi.REQUESTS_A_TOKEN : settings.limit();
    Map<String, Object> limits =
        Json.object(
            "client.credentials.token.rate.per.minute",
            each,
            "token.rate.per.minute",
            each,
            "org.app.user.rate.per.minute",
            each * CloudApi.TOKENS_AT_ONCE,
            "request.bytes.max",
            CloudApi.MOST_BYTES);
    if (!call.id().equals(LIMITS)) limits.clear();
    return Json.bytes(
        Json.object(
            "entities",
            limits.entrySet().stream()
                .map(
                    of ->
                        Json.object(
                            "key", of.getKey(), "namespace", LIMITS, "value", of.getValue()))
                .toList()));
  }
}

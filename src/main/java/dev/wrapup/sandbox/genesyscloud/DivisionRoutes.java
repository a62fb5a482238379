package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Division;
import dev.wrapup.sandbox.organization.Organization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The routes for divisions, and for those in which the client has a permission.
final class DivisionRoutes {
  private static final String DIVISIONS = "/authorization/divisions";
  private static final String PERMITTED = "/authorization/divisionspermitted";
  private static final String RIGHT = "authorization:division:";
  private static final String ANY = ApiRoutes.ANY_TOKEN;
  private static final int LONGEST_NAME = 256;

  private final Organization organization;
  private final Settings settings;
  private final Listing<Division> divisions =
      new Listing<>(
          Division::id,
          Division::name,
          division -> Optional.of(division.id()),
          CloudApi.LARGEST_PAGE,
          this::json);

  DivisionRoutes(Organization organization, Settings settings) {
    this.organization = organization;
    this.settings = settings;
  }

  void addTo(ApiRoutes api) {
    api.on("GET", DIVISIONS, ANY, call -> divisions.page(all(), call));
    api.on("POST", DIVISIONS, RIGHT + "add", call -> put(organization.freshId(), false, call));
    api.on("GET", DIVISIONS + "/home", ANY, call -> Json.bytes(json(home())));
    api.on("GET", DIVISIONS + "/*", ANY, call -> Json.bytes(json(one(call))));
    api.on("PUT", DIVISIONS + "/*", RIGHT + "edit", call -> put(call.id(), true, call));
    api.on("DELETE", DIVISIONS + "/*", RIGHT + "delete", this::delete);
    api.on("GET", PERMITTED + "/paged/me", ANY, call -> divisions.page(permitted(call), call));
    api.on("GET", PERMITTED + "/me", ANY, call -> divisions.whole(permitted(call), call));
  }

  private List<Division> all() {
    return organization.divisionTable().seen(settings.lag());
  }

  private Division home() {
    return organization.divisionTable().all().stream().findFirst().orElseThrow(CloudApi::notFound);
  }

  private Division one(Call call) {
    return organization
        .divisionTable()
        .seen(call.id(), settings.lag())
        .orElseThrow(CloudApi::notFound);
  }

  private byte[] put(String id, boolean isThere, Call call) {
    JsonNode json = RequestBody.json(call);
    String name = RequestBody.name(json, LONGEST_NAME);
    Division division = new Division(id, name, json.path("description").asString(""));
    return organization
        .divisionTable()
        .change(
            rows -> {
              if (isThere && !rows.containsKey(id)) throw CloudApi.notFound();
              if (divisions.isTaken(name, id, rows.values())) {
                throw CloudApi.conflict("A division with this name already exists.");
              }
              rows.put(id, division);
              return Json.bytes(json(division));
            });
  }

  /// Only what is empty goes, whether it is forced or not. The vendor's Terraform provider (1.84.1,
  /// read 2026-11-28) tries again as long as the answer is 400.
  private byte[] delete(Call call) {
    String id = call.id();
    if (home().id().equals(id)) throw CloudApi.bad("The home division can't be deleted.");
    boolean isUsed =
        organization.codes().stream().anyMatch(code -> CloudJson.text(code, "division").equals(id))
            || organization.queues().all().stream().anyMatch(each -> each.division().equals(id));
    if (isUsed) throw CloudApi.bad("The division has objects.");
    if (!organization.divisionTable().remove(id)) throw CloudApi.notFound();
    return new byte[0];
  }

  /// The divisions for which the client has a permission.
  private List<Division> permitted(Call call) {
    QueryParameters query = call.query();
    String permission = query.get("permission").orElse("");
    boolean isLacking = settings.rights().filter(all -> !all.contains(permission)).isPresent();
    if (isLacking) return List.of();
    return all().stream().filter(each -> !settings.hidden().contains(each.id())).toList();
  }

  private Map<String, Object> json(Division division) {
    Map<String, Object> json = Json.named(division.id(), division.name());
    if (!division.description().isEmpty()) json.put("description", division.description());
    json.put("homeDivision", division.id().equals(home().id()));
    json.put("selfUri", "/api/v2" + DIVISIONS + "/" + division.id());
    return json;
  }
}

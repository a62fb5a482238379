package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Mapping;
import dev.wrapup.sandbox.organization.Organization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The routes for the outbound mapping of codes, which has a version.
final class MappingRoutes {
  private static final String MAPPING = "/outbound/wrapupcodemappings";
  private static final String RIGHT = "outbound:wrapUpCodeMapping:";
  private static final List<String> FLAGS =
      List.of(
          "CONTACT_UNCALLABLE",
          "NUMBER_UNCALLABLE",
          "RIGHT_PARTY_CONTACT",
          "BUSINESS_SUCCESS",
          "BUSINESS_NEUTRAL",
          "BUSINESS_FAILURE");

  private final Organization organization;
  private final Settings settings;

  MappingRoutes(Organization organization, Settings settings) {
    this.organization = organization;
    this.settings = settings;
  }

  void addTo(ApiRoutes api) {
    api.on("GET", MAPPING, RIGHT + "view", call -> json(read()));
    api.on("PUT", MAPPING, RIGHT + "edit", this::update);
  }

  private Mapping read() {
    return organization.mapping().seen(settings.lag()).getFirst();
  }

  private byte[] update(Call call) {
    JsonNode json = RequestBody.json(call);
    if (!json.path("version").canConvertToInt()) throw CloudApi.bad("version is required");
    if (!json.path("mapping").isObject()) throw CloudApi.bad("mapping is required");
    Map<String, List<String>> flags = new LinkedHashMap<>();
    json.path("mapping").properties().forEach(of -> flags.put(of.getKey(), flags(of.getValue())));
    Mapping now =
        organization
            .mapping()
            .change(
                rows -> {
                  Mapping old = rows.values().iterator().next();
                  if (old.version() != json.path("version").asInt()) {
                    throw new ApiError(
                        409,
                        "invalid.update.wrong.version",
                        "The version does not match the current version " + old.version());
                  }
                  boolean isUsual = json.path("defaultSet").isMissingNode();
                  List<String> usual = isUsual ? old.usual() : flags(json.path("defaultSet"));
                  Mapping next = new Mapping(old.version() + 1, usual, flags);
                  rows.replaceAll((id, row) -> next);
                  return next;
                });
    return json(now);
  }

  /// In any case of letters.
  private static List<String> flags(JsonNode list) {
    if (!list.isArray()) throw CloudApi.bad("flags are a list");
    return list.valueStream()
        .map(flag -> flag.asString("").toUpperCase(Locale.ROOT))
        .map(MappingRoutes::known)
        .distinct()
        .toList();
  }

  private static String known(String flag) {
    if (FLAGS.contains(flag)) return flag;
    throw new ApiError(
        400,
        "invalid.value",
        "Value [%s] is not valid for field type [WrapUpCodeFlag]. Allowable values are: %s"
            .formatted(flag, FLAGS));
  }

  /// It lists every code, and those that are gone if somebody mapped them.
  private byte[] json(Mapping mapping) {
    Map<String, Object> flags = new LinkedHashMap<>(mapping.flags());
    for (LiveCode code : organization.codes()) flags.putIfAbsent(code.id(), mapping.usual());
    Map<String, Object> json =
        Json.named(Organization.id("mapping"), "Default Wrap-Up Code Mapping");
    json.put("version", mapping.version());
    json.put("defaultSet", mapping.usual());
    json.put("mapping", flags);
    json.put("selfUri", "/api/v2" + MAPPING);
    return Json.bytes(json);
  }
}

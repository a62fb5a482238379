package dev.wrapup.sandbox;

import dev.wrapup.model.Referrer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The calls that tell who uses wrap-up codes: queues, flows, outbound dialing, recording.
final class CloudUsage {
  private static final String API = CloudApi.API;
  private static final String QUEUES = API + "/routing/queues";
  private static final String FLOWS = API + "/architect/dependencytracking";

  private final Organization organization;

  CloudUsage(Organization organization) {
    this.organization = organization;
  }

  /// What a call takes; empty if it is none of these.
  Optional<String> permission(String path) {
    if (path.equals(QUEUES) || isQueue(path)) return Optional.of("routing:queue:view");
    return Optional.ofNullable(
        Map.of(
                FLOWS + "/build", "architect:dependencyTracking:view",
                FLOWS + "/consumingresources", "architect:dependencyTracking:view",
                API + "/outbound/wrapupcodemappings", "outbound:wrapUpCodeMapping:view",
                API + "/outbound/rulesets", "outbound:ruleSet:view",
                API + "/outbound/digitalrulesets", "outbound:digitalRuleSet:view",
                API + "/recording/mediaretentionpolicies", "recording:retentionPolicy:view")
            .get(path));
  }

  private static boolean isQueue(String path) {
    return path.startsWith(QUEUES + "/") && path.endsWith("/wrapupcodes");
  }

  Optional<byte[]> get(String path, Query query) {
    if (isQueue(path)) {
      String id = path.substring(QUEUES.length() + 1, path.length() - "/wrapupcodes".length());
      List<String> codes = users("queue").getOrDefault(id, new User("")).codes;
      return Optional.of(CloudApi.page(codes, query, path, this::code));
    }
    return switch (path) {
      case QUEUES -> Optional.of(page("queue", query, path, (json, user) -> {}));
      case FLOWS + "/build" ->
          Optional.of(
              Json.of(
                  json -> {
                    json.writeStartObject();
                    json.writeStringProperty("status", "OPERATIONAL");
                    json.writeEndObject();
                  }));
      case FLOWS + "/consumingresources" -> Optional.of(consumers(query, path));
      case API + "/outbound/wrapupcodemappings" -> Optional.of(mapping());
      case API + "/outbound/rulesets" ->
          Optional.of(page("outbound-rule-set", query, path, CloudUsage::rules));
      case API + "/outbound/digitalrulesets" ->
          Optional.of(page("digital-rule-set", query, path, CloudUsage::digitalRules));
      case API + "/recording/mediaretentionpolicies" ->
          Optional.of(page("retention-policy", query, path, CloudUsage::conditions));
      default -> Optional.empty();
    };
  }

  /// Something that uses codes.
  private static final class User {
    final String name;
    final List<String> codes = new ArrayList<>();

    User(String name) {
      this.name = name;
    }
  }

  private Map<String, User> users(String kind) {
    Map<String, User> users = new LinkedHashMap<>();
    for (Referrer rule : organization.rules()) {
      if (!rule.kind().equals(kind)) continue;
      User user = users.computeIfAbsent(rule.id(), id -> new User(rule.name()));
      rule.codeId().ifPresent(user.codes::add);
    }
    return users;
  }

  private interface More {
    void write(JsonGenerator json, User user);
  }

  private byte[] page(String kind, Query query, String path, More more) {
    return CloudApi.page(
        new ArrayList<>(users(kind).entrySet()),
        query,
        path,
        (json, entry) -> {
          json.writeStartObject();
          json.writeStringProperty("id", entry.getKey());
          json.writeStringProperty("name", entry.getValue().name);
          more.write(json, entry.getValue());
          json.writeEndObject();
        });
  }

  private void code(JsonGenerator json, String id) {
    String name = organization.byId(id).map(code -> code.code()).orElse("");
    CloudJson.named(json, id, name);
  }

  private byte[] consumers(Query query, String path) {
    String id = query.get("id").orElse("");
    Map<String, String> flows = new HashMap<>();
    users("flow")
        .forEach(
            (flow, user) -> {
              if (user.codes.contains(id)) flows.put(flow, user.name);
            });
    if (flows.isEmpty()) {
      throw new Refused(
          404, "architect.dependency.object.not.found", "The dependency object was not found.");
    }
    return CloudApi.page(
        List.copyOf(flows.entrySet()),
        query,
        path,
        (json, flow) -> {
          json.writeStartObject();
          json.writeStringProperty("id", flow.getKey());
          json.writeStringProperty("name", flow.getValue());
          json.writeStringProperty("type", "INBOUNDCALLFLOW");
          json.writeBooleanProperty("deleted", false);
          json.writeEndObject();
        });
  }

  /// Every code is in the mapping; what counts is whether its flags are other than the default.
  private byte[] mapping() {
    List<String> mapped =
        users("outbound-mapping").values().stream().flatMap(user -> user.codes.stream()).toList();
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("id", Organization.id("mapping"));
          json.writeNumberProperty("version", 1);
          json.writeArrayPropertyStart("defaultSet");
          json.writeString("RIGHT_PARTY_CONTACT");
          json.writeEndArray();
          json.writeObjectPropertyStart("mapping");
          for (var code : organization.codes()) {
            json.writeArrayPropertyStart(code.id());
            json.writeString(
                mapped.contains(code.id()) ? "NUMBER_UNCALLABLE" : "RIGHT_PARTY_CONTACT");
            json.writeEndArray();
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void rules(JsonGenerator json, User user) {
    json.writeArrayPropertyStart("rules");
    json.writeStartObject();
    json.writeStringProperty("category", "DIALER_WRAPUP");
    json.writeArrayPropertyStart("conditions");
    json.writeStartObject();
    json.writeStringProperty("type", "wrapupCondition");
    ids(json, "codes", user);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void digitalRules(JsonGenerator json, User user) {
    json.writeArrayPropertyStart("rules");
    json.writeStartObject();
    json.writeArrayPropertyStart("conditions");
    json.writeStartObject();
    json.writeObjectPropertyStart("lastResultOverallConditionSettings");
    ids(json, "smsWrapupCodes", user);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void conditions(JsonGenerator json, User user) {
    json.writeObjectPropertyStart("mediaPolicies");
    json.writeObjectPropertyStart("callPolicy");
    json.writeObjectPropertyStart("conditions");
    json.writeArrayPropertyStart("wrapupCodes");
    for (String code : user.codes) CloudJson.named(json, code, "");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ids(JsonGenerator json, String name, User user) {
    json.writeArrayPropertyStart(name);
    user.codes.forEach(json::writeString);
    json.writeEndArray();
  }
}

package dev.wrapup.sandbox;

import dev.wrapup.model.Referrer;
import dev.wrapup.sandbox.Api.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// The calls that tell who uses wrap-up codes: queues, flows, outbound dialing, recording.
final class CloudUsage {
  private final Organization organization;

  CloudUsage(Organization organization) {
    this.organization = organization;
  }

  void addTo(Api api) {
    String queues = "routing:queue:view";
    api.on("GET", "/routing/queues", queues, call -> page("queue", call, (json, user) -> {}));
    api.on("GET", "/routing/queues/*/wrapupcodes", queues, this::queue);
    String flows = "architect:dependencyTracking:view";
    String tracking = "/architect/dependencytracking";
    api.on("GET", tracking + "/build", flows, call -> Json.of(CloudUsage::build));
    api.on("GET", tracking + "/consumingresources", flows, this::consumers);
    String mapping = "outbound:wrapUpCodeMapping:view";
    api.on("GET", "/outbound/wrapupcodemappings", mapping, call -> mapping());
    on(api, "/outbound/rulesets", "outbound:ruleSet", "outbound-rule-set", CloudUsage::rules);
    on(
        api,
        "/outbound/digitalrulesets",
        "outbound:digitalRuleSet",
        "digital-rule-set",
        CloudUsage::digitalRules);
    on(
        api,
        "/recording/mediaretentionpolicies",
        "recording:retentionPolicy",
        "retention-policy",
        CloudUsage::conditions);
  }

  private void on(Api api, String path, String right, String kind, More more) {
    api.on("GET", path, right + ":view", call -> page(kind, call, more));
  }

  private byte[] queue(Call call) {
    List<String> codes = users("queue").getOrDefault(call.id(), new User("")).codes;
    return CloudApi.page(codes, call, this::code);
  }

  private static void build(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("status", "OPERATIONAL");
    json.writeEndObject();
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

  private byte[] page(String kind, Call call, More more) {
    return CloudApi.page(
        new ArrayList<>(users(kind).entrySet()),
        call,
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

  private byte[] consumers(Call call) {
    String id = call.query().get("id").orElse("");
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
        call,
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

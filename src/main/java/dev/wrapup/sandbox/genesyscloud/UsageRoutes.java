package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.Referrer;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.organization.Organization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The routes for users of wrap-up codes: flows, outbound dialing, recording.
final class UsageRoutes {
  private final Organization organization;

  UsageRoutes(Organization organization) {
    this.organization = organization;
  }

  void addTo(ApiRoutes api) {
    String flows = "architect:dependencyTracking:view";
    String tracking = "/architect/dependencytracking";
    api.on(
        "GET",
        tracking + "/build",
        flows,
        call -> Json.bytes(Json.object("status", "OPERATIONAL")));
    api.on("GET", tracking + "/consumingresources", flows, this::consumers);
    on(api, "/outbound/rulesets", "outbound:ruleSet", "outbound-rule-set", UsageRoutes::rules);
    on(
        api,
        "/outbound/digitalrulesets",
        "outbound:digitalRuleSet",
        "digital-rule-set",
        UsageRoutes::digitalRules);
    on(
        api,
        "/recording/mediaretentionpolicies",
        "recording:retentionPolicy",
        "retention-policy",
        UsageRoutes::conditions);
  }

  private void on(
      ApiRoutes api,
      String path,
      String right,
      String kind,
      Function<User, Map<String, Object>> more) {
    api.on("GET", path, right + ":view", call -> page(kind, call, more));
  }

  /// An entity that references codes.
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

  private byte[] page(String kind, Call call, Function<User, Map<String, Object>> more) {
    return CloudApi.page(
        List.copyOf(users(kind).entrySet()),
        call,
        CloudApi.LARGEST_PAGE,
        entry -> {
          Map<String, Object> json = Json.named(entry.getKey(), entry.getValue().name);
          json.putAll(more.apply(entry.getValue()));
          return json;
        });
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
      throw new ApiError(
          404, "architect.dependency.object.not.found", "The dependency object was not found.");
    }
    return CloudApi.page(
        List.copyOf(flows.entrySet()),
        call,
        CloudApi.LARGEST_PAGE,
        flow ->
            Json.object(
                "id",
                flow.getKey(),
                "name",
                flow.getValue(),
                "type",
                "INBOUNDCALLFLOW",
                "deleted",
                false));
  }

  private static Map<String, Object> rules(User user) {
    Object condition = Json.object("type", "wrapupCondition", "codes", user.codes);
    Object rule = Json.object("category", "DIALER_WRAPUP", "conditions", List.of(condition));
    return Map.of("rules", List.of(rule));
  }

  private static Map<String, Object> digitalRules(User user) {
    Object condition =
        Map.of("lastResultOverallConditionSettings", Map.of("smsWrapupCodes", user.codes));
    return Map.of("rules", List.of(Map.of("conditions", List.of(condition))));
  }

  private static Map<String, Object> conditions(User user) {
    List<?> codes = user.codes.stream().map(code -> Json.named(code, "")).toList();
    Object policy = Map.of("conditions", Map.of("wrapupCodes", codes));
    return Map.of("mediaPolicies", Map.of("callPolicy", policy));
  }
}

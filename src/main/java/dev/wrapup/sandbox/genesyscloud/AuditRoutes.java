package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Audited;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The audit of the changes of codes since the server started, latest first.
final class AuditRoutes {
  private static final String SERVICE = "ContactCenter";
  private static final String ENTITY = "WrapupCode";

  private final Organization organization;

  AuditRoutes(Organization organization) {
    this.organization = organization;
  }

  void addTo(ApiRoutes api) {
    api.on("POST", "/audits/query/realtime", "audits:audit:view", this::realtime);
  }

  private byte[] realtime(Call call) {
    JsonNode query = RequestBody.json(call);
    List<Instant> interval = RequestBody.interval(query);
    boolean isOther = !query.path("serviceName").asString(SERVICE).equals(SERVICE);
    List<Audited> history = isOther ? List.of() : organization.audit();
    List<Map<String, Object>> found =
        IntStream.range(0, history.size())
            .filter(i -> isWithin(history.get(i).at(), interval))
            .mapToObj(i -> json("audit " + i, history.get(i)))
            .filter(entry -> isWanted(entry, query.path("filters")))
            .toList()
            .reversed();
    int size = RequestBody.count(query, "pageSize", CloudApi.DEFAULT_PAGE);
    int number = RequestBody.count(query, "pageNumber", 1);
    return CloudJson.page(
        found, Math.min(size, CloudApi.LARGEST_PAGE), number, call.path(), entry -> entry);
  }

  private static boolean isWithin(Instant at, List<Instant> interval) {
    return !at.isBefore(interval.getFirst()) && at.isBefore(interval.getLast());
  }

  /// By each of the filters.
  private static boolean isWanted(Map<String, Object> entry, JsonNode filters) {
    for (JsonNode filter : filters) {
      Object value =
          switch (filter.path("property").asString("")) {
            case "Action" -> entry.get("action");
            case "EntityType" -> entry.get("entityType");
            case "EntityId" -> id(entry, "entity");
            case "UserId" -> id(entry, "user");
            case "ClientId" -> id(entry, "client");
            default -> throw CloudApi.bad("filters know " + filter.path("property"));
          };
      if (!filter.path("value").asString("").equals(value)) return false;
    }
    return true;
  }

  private static Object id(Map<String, Object> entry, String property) {
    return entry.get(property) instanceof Map<?, ?> named ? String.valueOf(named.get("id")) : "";
  }

  private Map<String, Object> json(String seed, Audited audited) {
    Step step = audited.step();
    LiveCode code = step.after().or(step::before).orElseThrow();
    String action =
        step.before().isEmpty() ? "Create" : step.after().isEmpty() ? "Delete" : "Update";
    boolean isUser = audited.by().equals(Organization.ADMINISTRATOR);
    Map<String, Object> entity = Json.named(code.id(), code.code());
    entity.put("selfUri", CloudJson.uri(code));
    return Json.object(
        "id",
        Organization.id(seed),
        isUser ? "user" : "client",
        Json.object("id", audited.by()),
        "serviceName",
        SERVICE,
        "level",
        "USER",
        "eventDate",
        CloudJson.time(audited.at()),
        "action",
        action,
        "entity",
        entity,
        "entityType",
        ENTITY,
        "status",
        "SUCCESS",
        "propertyChanges",
        changes(step, organization.dialect()));
  }

  private static List<Object> changes(Step step, Dialect dialect) {
    List<Object> changes = new ArrayList<>();
    change(changes, dialect.key().name(), names(step.before()), names(step.after()));
    for (Field field : dialect.fields()) {
      change(
          changes,
          field.name(),
          step.before().map(code -> CloudJson.text(code, field.name())).stream().toList(),
          step.after().map(code -> CloudJson.text(code, field.name())).stream().toList());
    }
    return changes;
  }

  private static List<String> names(Optional<LiveCode> code) {
    return code.map(LiveCode::code).stream().toList();
  }

  private static void change(
      List<Object> changes, String property, List<String> from, List<String> to) {
    if (from.equals(to)) return;
    changes.add(Json.object("property", property, "oldValues", from, "newValues", to));
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Effect;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// A webhook event about an applied change. It is recorded before the first attempt, so that each
/// attempt has the same id and the same bytes.
///
/// @param record the number of its record
/// @param webhookId the idempotency key
/// @param body the exact text
/// @param orderingKeys the code's id and its codes before and after; events that share one stay in
///   order
public record Event(long record, String webhookId, String body, List<String> orderingKeys) {
  private static final JsonFactory JSON = new JsonFactory();

  public Event {
    orderingKeys = List.copyOf(orderingKeys);
  }

  /// The event of a record; empty if it has none.
  static Optional<Event> of(JsonNode record) {
    Optional<String> body = JournalJson.text(record, "event");
    Optional<String> id = JournalJson.text(record, "webhookId");
    if (body.isEmpty() || id.isEmpty()) return Optional.empty();
    List<String> orderingKeys =
        orderingKeys(
            JournalJson.text(record, "codeId"),
            JournalJson.text(record, "previousCode"),
            JournalJson.text(record, "newCode"));
    return Optional.of(new Event(record.path("seq").asLong(), id.get(), body.get(), orderingKeys));
  }

  /// Whether it still describes the live state.
  ///
  /// @param live codes by id
  public boolean isCurrent(Map<String, LiveCode> live) {
    JsonNode told = JournalJson.tree(body);
    LiveCode now = live.get(told.path("codeId").asString(""));
    if (told.path("event").asString("").equals("wrapup_code_deleted")) return now == null;
    return now != null
        && now.code().equals(told.path("code").asString(""))
        && shows(told, "displayName", Optional.of(now.label()))
        && shows(told, "routingType", now.routing());
  }

  /// A missing property matches any code.
  private static boolean shows(JsonNode told, String name, Optional<String> live) {
    Optional<String> text = JournalJson.text(told, name);
    return text.isEmpty() || text.equals(live);
  }

  static List<String> orderingKeys(
      Optional<String> codeId, Optional<String> before, Optional<String> now) {
    Set<String> orderingKeys = new LinkedHashSet<>();
    codeId.ifPresent(id -> orderingKeys.add("id " + id));
    before.ifPresent(code -> orderingKeys.add("code " + code));
    now.ifPresent(code -> orderingKeys.add("code " + code));
    return List.copyOf(orderingKeys);
  }

  /// The body, whose keys and order are part of the contract.
  static String body(
      Effect.Action action,
      String timestamp,
      Optional<String> codeId,
      Optional<String> code,
      Optional<String> displayName,
      Optional<String> routingType) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("event", "wrapup_code_" + action.word() + "d");
      json.writeStringProperty("timestamp", timestamp);
      JournalJson.optional(json, "codeId", codeId);
      JournalJson.optional(json, "code", code);
      JournalJson.optional(json, "displayName", displayName);
      JournalJson.optional(json, "routingType", routingType);
      json.writeEndObject();
    }
    return text.toString();
  }
}

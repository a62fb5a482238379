package dev.wrapup.audit;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.Effect;
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

/// What the workforce-management system is told of a change that landed. It is fixed in the journal
/// before the first try, so that every try carries the same id and the same bytes.
///
/// @param record the number of the record that fixes it
/// @param webhookId by which the receiver tells a repeat
/// @param body the exact text to be sent
/// @param lanes the code's id and its codes before and after; events that share one stay in order
public record Event(long record, String webhookId, String body, List<String> lanes) {
  private static final JsonFactory JSON = new JsonFactory();

  public Event {
    lanes = List.copyOf(lanes);
  }

  /// The event of a record; empty if it has none.
  static Optional<Event> of(JsonNode record) {
    Optional<String> body = JournalJson.text(record, "event");
    Optional<String> id = JournalJson.text(record, "webhookId");
    if (body.isEmpty() || id.isEmpty()) return Optional.empty();
    List<String> lanes =
        lanes(
            JournalJson.text(record, "codeId"),
            JournalJson.text(record, "previousCode"),
            JournalJson.text(record, "newCode"));
    return Optional.of(new Event(record.path("seq").asLong(), id.get(), body.get(), lanes));
  }

  /// Whether live still is what it tells.
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

  /// What an event leaves open is true of any code.
  private static boolean shows(JsonNode told, String name, Optional<String> live) {
    Optional<String> text = JournalJson.text(told, name);
    return text.isEmpty() || text.equals(live);
  }

  static List<String> lanes(
      Optional<String> codeId, Optional<String> before, Optional<String> now) {
    Set<String> lanes = new LinkedHashSet<>();
    codeId.ifPresent(id -> lanes.add("id " + id));
    before.ifPresent(code -> lanes.add("code " + code));
    now.ifPresent(code -> lanes.add("code " + code));
    return List.copyOf(lanes);
  }

  /// The body, whose keys and their order are a promise to its receivers.
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

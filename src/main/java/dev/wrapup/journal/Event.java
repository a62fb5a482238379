package dev.wrapup.journal;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Effect;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  /// @param offered ids of the codes that a queue offers, by its id
  public boolean isCurrent(Map<String, LiveCode> live, Function<String, Set<String>> offered) {
    JsonNode told = JournalJson.tree(body);
    String id = told.path("codeId").asString("");
    LiveCode now = live.get(id);
    String event = told.path("event").asString("");
    if (event.equals("wrapup_code_deleted")) return now == null;
    Optional<String> queue = JournalJson.text(told, "queueId");
    boolean isRemoved = event.equals("wrapup_code_queue_removed");
    if (queue.isPresent() && offered.apply(queue.get()).contains(id) == isRemoved) return false;
    if (isRemoved) return true;
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
      Effect effect,
      String timestamp,
      Optional<String> codeId,
      Optional<String> code,
      Optional<String> displayName,
      Optional<String> routingType) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("event", "wrapup_code_" + past(effect.action()));
      json.writeStringProperty("timestamp", timestamp);
      JournalJson.optional(json, "codeId", codeId);
      JournalJson.optional(json, "code", code);
      JournalJson.optional(json, "displayName", displayName);
      JournalJson.optional(json, "routingType", routingType);
      effect
          .queue()
          .ifPresent(
              queue -> {
                json.writeStringProperty("queueId", queue.id());
                json.writeStringProperty("queue", queue.name());
              });
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String past(Effect.Action action) {
    return switch (action) {
      case CREATE -> "created";
      case UPDATE -> "updated";
      case DELETE -> "deleted";
      case ADD_TO_QUEUE -> "queue_added";
      case REMOVE_FROM_QUEUE -> "queue_removed";
    };
  }

  /// The result of delivering one.
  public sealed interface Delivery {
    /// The number of attempts.
    int tries();

    /// Accepted by the receiver.
    ///
    /// @param status 2xx
    record Accepted(int tries, int status) implements Delivery {}

    /// Given up; can be replayed.
    record Failed(int tries, String reason) implements Delivery {}
  }
}

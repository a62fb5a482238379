package dev.wrapup.audit;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The audit entry of a change that landed: what an auditor asks for, under the names that were
/// promised.
///
/// @param called the code's name when the plan was made; empty for a create
/// @param over the code as it was written over, which may have been parked
record Entry(Effect effect, Optional<String> called, Optional<LiveCode> over, Outcome outcome) {
  void write(JsonGenerator json, String timestamp, String initiatedBy) {
    Optional<LiveCode> now = outcome.now();
    json.writeStringProperty("timestamp", timestamp);
    json.writeStringProperty("action", effect.action().name() + "_WRAPUP_CODE");
    JournalJson.optional(json, "codeId", codeId());
    JournalJson.optional(json, "previousCode", called);
    JournalJson.optional(json, "newCode", now.map(LiveCode::code));
    JournalJson.optional(
        json, "previousDisplayName", over.flatMap(code -> text(code, "displayName")));
    JournalJson.optional(json, "newDisplayName", now.flatMap(code -> text(code, "displayName")));
    JournalJson.optional(
        json, "routingType", now.or(() -> over).flatMap(code -> text(code, "routingType")));
    json.writeStringProperty("initiatedBy", initiatedBy);
    JournalJson.optional(json, "revisionBefore", over.map(LiveCode::revision));
    JournalJson.optional(json, "revisionAfter", now.map(LiveCode::revision));
  }

  /// What the workforce-management system is told: the code as it is now, or as it was last.
  String event(String timestamp) {
    Optional<LiveCode> last = outcome.now().or(() -> over);
    return Event.body(
        effect.action(),
        timestamp,
        codeId(),
        outcome.now().map(LiveCode::code).or(() -> called),
        last.flatMap(code -> text(code, "displayName")),
        last.flatMap(code -> text(code, "routingType")));
  }

  private Optional<String> codeId() {
    return outcome.now().map(LiveCode::id).or(effect::id);
  }

  static Optional<String> text(LiveCode code, String field) {
    for (Map.Entry<Field, Value> entry : code.values().entrySet()) {
      if (!entry.getKey().name().equals(field)) continue;
      return Optional.of(entry.getValue() instanceof Value.Text text ? text.text() : "");
    }
    return Optional.empty();
  }

  /// Where its event must wait for others.
  List<String> lanes() {
    return Event.lanes(codeId(), called, outcome.now().map(LiveCode::code));
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Effect;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The audit entry of a change, with the promised property names.
///
/// @param effect what it was to do
/// @param called the code's name when the plan was made; empty for a create
/// @param over the code as it was written over, which may have been parked
public record AuditEntry(
    Effect effect, Optional<String> called, Optional<LiveCode> over, ChangeOutcome outcome) {
  void write(JsonGenerator json, String timestamp, String initiatedBy) {
    Optional<LiveCode> now = outcome.now();
    json.writeStringProperty("timestamp", timestamp);
    json.writeStringProperty("action", effect.action().name() + "_WRAPUP_CODE");
    JournalJson.optional(json, "codeId", codeId());
    JournalJson.optional(json, "previousCode", called);
    JournalJson.optional(json, "newCode", now.map(LiveCode::code));
    JournalJson.optional(json, "previousDisplayName", before().map(LiveCode::label));
    JournalJson.optional(json, "newDisplayName", now.map(LiveCode::label));
    JournalJson.optional(json, "routingType", last().flatMap(LiveCode::routing));
    json.writeStringProperty("initiatedBy", initiatedBy);
    JournalJson.optional(json, "revisionBefore", over.map(LiveCode::revision));
    JournalJson.optional(json, "revisionAfter", now.map(LiveCode::revision));
  }

  /// The body of the webhook event: the code as it is now, or was last.
  String event(String timestamp) {
    return Event.body(
        effect.action(),
        timestamp,
        codeId(),
        last().map(LiveCode::code),
        last().map(LiveCode::label),
        last().flatMap(LiveCode::routing));
  }

  /// The code as it was written over, under the name that it had then.
  private Optional<LiveCode> before() {
    return over.map(
        code ->
            new LiveCode(code.id(), code.revision(), called.orElse(code.code()), code.values()));
  }

  private Optional<LiveCode> last() {
    return outcome.now().or(this::before);
  }

  /// The id of its code; empty if nobody knows it.
  public String id() {
    return outcome.now().or(() -> over).map(LiveCode::id).orElse("");
  }

  private Optional<String> codeId() {
    return outcome.now().map(LiveCode::id).or(effect::id);
  }

  /// The ordering keys of its event.
  List<String> orderingKeys() {
    return Event.orderingKeys(codeId(), called, outcome.now().map(LiveCode::code));
  }
}

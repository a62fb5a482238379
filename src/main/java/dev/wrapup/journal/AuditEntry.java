package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The audit entry of a change, with the promised property names.
///
/// @param effect what it was to do
/// @param called the code's name when the plan was made; empty for a create
/// @param over the code as it was written over, which may have been parked
public record AuditEntry(
    Effect effect, Optional<String> called, Optional<LiveCode> over, ChangeOutcome outcome) {
  /// Reads the entry of a change that landed.
  ///
  /// @param intent its record
  /// @param found the record, or what the change was found to be after it was written
  static AuditEntry of(JsonNode record, JsonNode intent, JsonNode found, Dialect dialect) {
    Effect effect = JournalJson.effect(record);
    Optional<LiveCode> over = JournalJson.intent(intent, dialect).before();
    List<Clash> altered =
        found.path("wanted").valueStream().flatMap(clash -> clash(clash, dialect)).toList();
    Map<Field, Value> values = new HashMap<>(over.map(LiveCode::values).orElse(Map.of()));
    for (Effect.Part part : effect.parts()) {
      dialect
          .field(part.field())
          .ifPresent(field -> part.to().ifPresent(to -> values.put(field, to)));
    }
    altered.forEach(clash -> values.put(clash.field(), clash.live()));
    values.remove(dialect.key());
    Optional<LiveCode> now =
        JournalJson.text(record, "newCode")
            .map(
                code ->
                    new LiveCode(
                        record.path("codeId").asString(""),
                        record.path("revisionAfter").asString(""),
                        code,
                        values));
    ChangeOutcome outcome =
        now.isEmpty() || (altered.isEmpty() && !JournalJson.word(record).equals("merged"))
            ? ChangeOutcome.applied(now)
            : altered.isEmpty()
                ? ChangeOutcome.merged(now.get(), List.of())
                : ChangeOutcome.altered(now.get(), "", altered);
    return new AuditEntry(effect, JournalJson.text(record, "previousCode"), over, outcome);
  }

  private static Stream<Clash> clash(JsonNode clash, Dialect dialect) {
    String name = clash.path("field").asString("");
    Field field = dialect.field(name).orElse(dialect.key());
    return JournalJson.value(clash.path("wanted")).stream()
        .flatMap(
            wanted ->
                JournalJson.value(clash.path("live")).stream()
                    .map(live -> new Clash(field, wanted, live)));
  }

  void write(JsonGenerator json, String timestamp, String initiatedBy) {
    Optional<LiveCode> now = outcome.now();
    json.writeStringProperty("timestamp", timestamp);
    json.writeStringProperty("action", action());
    JournalJson.optional(json, "codeId", codeId());
    JournalJson.optional(json, "previousCode", called);
    JournalJson.optional(json, "newCode", now.map(LiveCode::code));
    JournalJson.optional(json, "previousDisplayName", before().map(LiveCode::label));
    JournalJson.optional(json, "newDisplayName", now.map(LiveCode::label));
    JournalJson.optional(json, "routingType", last().flatMap(LiveCode::routing));
    json.writeStringProperty("initiatedBy", initiatedBy);
    JournalJson.optional(json, "revisionBefore", over.flatMap(this::revision));
    JournalJson.optional(json, "revisionAfter", now.flatMap(this::revision));
  }

  /// Such as `UPDATE_WRAPUP_CODE`.
  private String action() {
    return effect.action().name().replaceFirst("(?=_)|$", "_WRAPUP_CODE");
  }

  /// None where the code itself stays as it is.
  private Optional<String> revision(LiveCode code) {
    return effect.action().isOfQueue() ? Optional.empty() : Optional.of(code.revision());
  }

  /// The body of the webhook event: the code as it is now, or was last.
  String event(String timestamp) {
    return Event.body(
        effect,
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

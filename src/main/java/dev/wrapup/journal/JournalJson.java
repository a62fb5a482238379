package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Effect;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes codes, changes and values in records.
final class JournalJson {
  private JournalJson() {}

  /// Initialized lazily, since a run may only write.
  private static final class Reader {
    static final JsonMapper JSON = new JsonMapper();
  }

  /// Reads a record or a body.
  ///
  /// @throws JacksonException if it isn't JSON
  static JsonNode tree(String text) {
    return Reader.JSON.readTree(text);
  }

  static void code(JsonGenerator json, String name, Optional<LiveCode> code) {
    json.writeName(name);
    if (code.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("id", code.get().id());
    json.writeStringProperty("revision", code.get().revision());
    json.writeStringProperty("code", code.get().code());
    json.writeObjectPropertyStart("values");
    List<Field> fields = new ArrayList<>(code.get().values().keySet());
    fields.sort(Comparator.comparing(Field::name));
    for (Field field : fields) value(json, field.name(), Optional.of(code.get().value(field)));
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Reads an intent.
  static Intent intent(JsonNode record, Dialect dialect) {
    return new Intent(
        record.path("seq").asLong(),
        time(record),
        effect(record),
        Optional.of(record.path("before"))
            .filter(JsonNode::isObject)
            .map(node -> code(node, dialect)),
        text(record, "parkAs"),
        text(record, "moveTo"));
  }

  static Instant time(JsonNode record) {
    try {
      return Instant.parse(record.path("at").asString(""));
    } catch (DateTimeParseException e) {
      throw new JournalFailure(
          "record %d of the journal has no time".formatted(record.path("seq").asLong()),
          "find out who changed it, then move it out of the folder");
    }
  }

  static void effect(JsonGenerator json, Effect effect) {
    json.writeStringProperty("change", effect.action().word());
    optional(json, "id", effect.id());
    json.writeStringProperty("code", effect.code());
    parts(json, effect.parts());
  }

  /// Reads the change of a record.
  ///
  /// @throws JournalFailure if it is none that this version knows
  static Effect effect(JsonNode record) {
    Effect effect =
        new Effect(
            action(record.path("change").asString("")),
            text(record, "id"),
            record.path("code").asString(""),
            record.path("changes").valueStream().map(JournalJson::part).toList());
    if (!effect.action().isOfQueue() || effect.queue().isPresent()) return effect;
    throw new JournalFailure(
        "record %d of the journal names no queue".formatted(record.path("seq").asLong()),
        "find out who changed it, then move it out of the folder");
  }

  /// What tells the records of one change from those of others: the code, and the queue that it is
  /// added to or removed from.
  ///
  /// @param code its id, or its name if it is new
  static String subject(String code, JsonNode record) {
    boolean isOfQueue = record.path("change").asString("").endsWith("-queue");
    return isOfQueue ? subject(code, effect(record)) : subject(code, text(record, "queueId"));
  }

  static String subject(String code, Effect effect) {
    return subject(code, effect.queue().map(Value.Outcome::id));
  }

  private static String subject(String code, Optional<String> queue) {
    return code + queue.map(id -> " in the queue " + id).orElse("");
  }

  private static Effect.Action action(String word) {
    for (Effect.Action action : Effect.Action.values()) {
      if (action.word().equals(word)) return action;
    }
    throw new JournalFailure(
        "the journal tells of a change of the unknown kind '%s'".formatted(word),
        "read it with the version of wrapup that wrote it");
  }

  private static Effect.Part part(JsonNode change) {
    return new Effect.Part(
        change.path("field").asString(""), value(change.path("from")), value(change.path("to")));
  }

  private static LiveCode code(JsonNode node, Dialect dialect) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      value(node.path("values").path(field.name())).ifPresent(value -> values.put(field, value));
    }
    return new LiveCode(
        node.path("id").asString(""),
        node.path("revision").asString(""),
        node.path("code").asString(""),
        values);
  }

  static Optional<Value> value(JsonNode node) {
    if (node.isString()) return Optional.of(new Value.Text(node.stringValue()));
    if (!node.isArray()) return Optional.empty();
    List<Value.Outcome> outcomes = new ArrayList<>();
    for (JsonNode outcome : node) {
      outcomes.add(
          new Value.Outcome(outcome.path("id").asString(""), outcome.path("name").asString("")));
    }
    return Optional.of(new Value.Outcomes(outcomes));
  }

  static Optional<String> text(JsonNode node, String name) {
    JsonNode text = node.path(name);
    return text.isString() ? Optional.of(text.stringValue()) : Optional.empty();
  }

  static void optional(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) json.writeStringProperty(name, text.get());
    else json.writeNullProperty(name);
  }

  static void number(JsonGenerator json, String name, Optional<Long> number) {
    if (number.isPresent()) json.writeNumberProperty(name, number.get());
    else json.writeNullProperty(name);
  }

  private static void parts(JsonGenerator json, List<Effect.Part> parts) {
    json.writeArrayPropertyStart("changes");
    for (Effect.Part part : parts) {
      json.writeStartObject();
      json.writeStringProperty("field", part.field());
      value(json, "from", part.from());
      value(json, "to", part.to());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// The record type of an outcome; one that was altered is `applied` too.
  static String type(ChangeOutcome outcome) {
    return outcome.status() == Status.ALTERED ? "applied" : outcome.word();
  }

  /// The outcome of a record; its type if it has none.
  static String word(JsonNode record) {
    String type = record.path("type").asString("");
    boolean isAltered = type.equals("applied") && !record.path("wanted").isEmpty();
    return isAltered ? "altered" : type;
  }

  /// Writes the details of an outcome beside its audit entry.
  static void told(JsonGenerator json, ChangeOutcome outcome) {
    switch (outcome.status()) {
      case APPLIED, ALREADY_APPLIED, NOT_BEGUN -> {}
      case MERGED -> names(json, "theirs", outcome.theirs());
      case ALTERED -> {
        json.writeStringProperty("reason", outcome.reason().orElseThrow());
        json.writeBooleanProperty("invalid", outcome.invalid());
        clashes(json, "wanted", outcome.clashes());
      }
      case FAILED -> {
        json.writeStringProperty("reason", outcome.reason().orElseThrow());
        json.writeBooleanProperty("invalid", outcome.invalid());
      }
      case CONFLICT, UNKNOWN -> {
        json.writeStringProperty("reason", outcome.reason().orElseThrow());
        clashes(json, "clashes", outcome.clashes());
      }
    }
  }

  /// Writes what a code was found to be, by a check after its outcome was recorded.
  ///
  /// @param word of that outcome
  static void altered(JsonGenerator json, String word, ChangeOutcome outcome) {
    json.writeStartObject();
    subject(json, outcome);
    json.writeStringProperty("outcome", word);
    told(json, outcome);
    json.writeEndObject();
  }

  /// Writes a later edit by others.
  static void since(JsonGenerator json, ChangeOutcome outcome) {
    Since since = outcome.since();
    json.writeStartObject();
    subject(json, outcome);
    json.writeStringProperty("word", since.word().orElse(""));
    clashes(json, "clashes", since.clashes());
    json.writeEndObject();
  }

  /// The code that an outcome is of, and the queue that it was added to or removed from.
  private static void subject(JsonGenerator json, ChangeOutcome outcome) {
    optional(json, "id", outcome.now().map(LiveCode::id));
    outcome.clashes().stream()
        .filter(clash -> clash.field() == Field.QUEUE)
        .flatMap(clash -> Stream.of(clash.wanted(), clash.live()))
        .flatMap(value -> ((Value.Outcomes) value).outcomes().stream())
        .forEach(queue -> json.writeStringProperty("queueId", queue.id()));
  }

  private static void clashes(JsonGenerator json, String name, List<Clash> clashes) {
    json.writeArrayPropertyStart(name);
    for (Clash clash : clashes) {
      json.writeStartObject();
      json.writeStringProperty("field", clash.field().name());
      value(json, "wanted", Optional.of(clash.wanted()));
      value(json, "live", Optional.of(clash.live()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(JsonGenerator json, String name, List<Field> fields) {
    json.writeArrayPropertyStart(name);
    fields.forEach(field -> json.writeString(field.name()));
    json.writeEndArray();
  }

  static void value(JsonGenerator json, String name, Optional<Value> value) {
    json.writeName(name);
    if (value.isEmpty()) {
      json.writeNull();
      return;
    }
    switch (value.get()) {
      case Value.Text text -> json.writeString(text.text());
      case Value.Outcomes outcomes -> {
        json.writeStartArray();
        for (Value.Outcome outcome : outcomes.outcomes()) {
          json.writeStartObject();
          json.writeStringProperty("id", outcome.id());
          json.writeStringProperty("name", outcome.name());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }
}

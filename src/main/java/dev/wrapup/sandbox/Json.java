package dev.wrapup.sandbox;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// How codes, rules and errors are written.
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  static byte[] of(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(json);
    }
    return bytes.toByteArray();
  }

  /// `{"entities": […], "nextPage": …}`.
  static <T> byte[] page(List<T> entities, EntityWriter<T> writer, Optional<String> nextPage) {
    return of(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("entities");
          for (T entity : entities) writer.write(json, entity);
          json.writeEndArray();
          if (nextPage.isPresent()) json.writeStringProperty("nextPage", nextPage.get());
          else json.writeNullProperty("nextPage");
          json.writeEndObject();
        });
  }

  interface EntityWriter<T> {
    void write(JsonGenerator json, T entity);
  }

  static void code(JsonGenerator json, LiveCode code, Dialect dialect) {
    json.writeStartObject();
    json.writeStringProperty("id", code.id());
    json.writeNumberProperty("version", Long.parseLong(code.revision()));
    json.writeStringProperty(dialect.key().name(), code.code());
    for (Field field : dialect.fields()) {
      Value value = code.value(field);
      if (value.isEmpty() && !field.neededToCreate()) continue;
      switch (value) {
        case Value.Text text -> json.writeStringProperty(field.name(), text.text());
        case Value.Outcomes outcomes -> outcomes(json, field.name(), outcomes);
      }
    }
    json.writeEndObject();
  }

  private static void outcomes(JsonGenerator json, String name, Value.Outcomes outcomes) {
    json.writeArrayPropertyStart(name);
    for (Value.Outcome outcome : outcomes.outcomes()) {
      json.writeStartObject();
      json.writeStringProperty("id", outcome.id());
      json.writeStringProperty("name", outcome.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void rule(JsonGenerator json, Referrer rule) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.id());
    json.writeStringProperty("name", rule.name());
    if (!rule.kind().equals("routing-rule")) json.writeStringProperty("kind", rule.kind());
    rule.codeId().ifPresent(id -> json.writeStringProperty("wrapUpCodeId", id));
    rule.codeName().ifPresent(name -> json.writeStringProperty("wrapUpCodeName", name));
    json.writeEndObject();
  }

  static byte[] error(int status, String code, String message) {
    return of(
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("status", status);
          json.writeStringProperty("code", code);
          json.writeStringProperty("message", message);
          json.writeEndObject();
        });
  }
}

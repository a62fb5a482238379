package dev.wrapup.platform;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The body of a request that writes a wrap-up code.
public final class PayloadWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private PayloadWriter() {}

  /// The key and, in the dialect's order, the fields that have a value.
  ///
  /// @param values what to send of a field; of one that names a part of the organization, the id
  public static byte[] of(Dialect dialect, String code, Function<Field, Optional<Value>> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty(dialect.key().name(), code);
      for (Field field : dialect.fields()) {
        boolean isId = dialect.scope().filter(scope -> scope.field() == field).isPresent();
        values.apply(field).ifPresent(value -> write(json, field.name(), value, isId));
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /// References to codes by their ids.
  public static byte[] references(List<String> ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartArray();
      for (String id : ids) reference(json, id);
      json.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private static void reference(JsonGenerator json, String id) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Value value, boolean isId) {
    json.writeName(name);
    switch (value) {
      case Value.Text(String id) when isId -> reference(json, id);
      case Value.Text(String text) -> json.writeString(text);
      case Value.Outcomes(List<Value.Outcome> outcomes) -> {
        json.writeStartArray();
        for (Value.Outcome outcome : outcomes) {
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

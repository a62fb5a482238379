package dev.wrapup.sandbox.http;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Serializes maps, collections, strings, numbers and booleans; codes and rules as such.
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// Serializes a value.
  public static byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json, value);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> object -> {
        json.writeStartObject();
        object.forEach(
            (name, part) -> {
              json.writeName(name.toString());
              write(json, part);
            });
        json.writeEndObject();
      }
      case Collection<?> list -> {
        json.writeStartArray();
        list.forEach(part -> write(json, part));
        json.writeEndArray();
      }
      case Double number -> json.writeNumber(number);
      case Number number -> json.writeNumber(number.longValue());
      case Boolean flag -> json.writeBoolean(flag);
      case Optional<?> part when part.isEmpty() -> json.writeNull();
      case Optional<?> part -> write(json, part.get());
      default -> json.writeString(value.toString());
    }
  }

  /// The properties of an object that somebody sent; those that are null are left out.
  public static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (var property : object.properties()) {
      if (!property.getValue().isNull()) map.put(property.getKey(), value(property.getValue()));
    }
    return map;
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) return map(node);
    if (node.isArray()) return node.valueStream().map(Json::value).toList();
    if (node.isBoolean()) return node.booleanValue();
    if (node.isIntegralNumber() && node.canConvertToLong()) return node.longValue();
    return node.isNumber() ? node.doubleValue() : node.asString("");
  }

  /// An object with its properties in order.
  ///
  /// @param parts name, value, name, value, …
  public static Map<String, Object> object(Object... parts) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i += 2) object.put(parts[i].toString(), parts[i + 1]);
    return object;
  }

  public static Map<String, Object> named(String id, String name) {
    return object("id", id, "name", name);
  }

  public static Map<String, Object> code(LiveCode code, Dialect dialect) {
    Map<String, Object> json = object("id", code.id(), "version", Long.valueOf(code.revision()));
    json.put(dialect.key().name(), code.code());
    for (Field field : dialect.fields()) {
      Value value = code.value(field);
      if (value.isEmpty() && !field.neededToCreate()) continue;
      json.put(
          field.name(),
          switch (value) {
            case Value.Text(String text) -> text;
            case Value.Outcomes(List<Value.Outcome> outcomes) ->
                outcomes.stream().map(one -> object("id", one.id(), "name", one.name())).toList();
          });
    }
    return json;
  }

  public static Map<String, Object> rule(Referrer rule) {
    Map<String, Object> json = object("id", rule.id(), "name", rule.name());
    if (!rule.kind().equals("routing-rule")) json.put("kind", rule.kind());
    rule.codeId().ifPresent(id -> json.put("wrapUpCodeId", id));
    rule.codeName().ifPresent(name -> json.put("wrapUpCodeName", name));
    return json;
  }
}

package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.http.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses and validates the body of a create or an update.
public final class PayloadReader {
  private static final JsonMapper JSON = new JsonMapper();

  /// The code that a create or an update sends.
  public record Payload(String code, Map<Field, Value> values) {}

  private PayloadReader() {}

  public static Payload read(byte[] body, Dialect dialect) {
    return read(JSON.readTree(body), dialect);
  }

  /// An object with the key and the fields of a dialect's wrap-up code.
  static Payload read(JsonNode json, Dialect dialect) {
    if (!json.isObject()) throw new ApiError(400, "bad-request", "the body is not an object");
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      JsonNode node = json.path(field.name());
      if (node.isMissingNode() || node.isNull()) {
        if (field.neededToCreate()) throw bad(field, "is missing");
        continue;
      }
      values.put(field, value(field, node));
    }
    return new Payload(text(dialect.key(), json.path(dialect.key().name())), values);
  }

  private static Value value(Field field, JsonNode node) {
    return switch (field.kind()) {
      case TEXT -> new Value.Text(text(field, node));
      case CHOICE -> {
        if (!node.isString() || !field.choices().contains(node.stringValue())) {
          throw bad(field, "must be one of " + field.choices());
        }
        yield new Value.Text(node.stringValue());
      }
      case OUTCOMES -> {
        if (!node.isArray()) throw bad(field, "must be a list");
        List<Value.Outcome> outcomes = new ArrayList<>();
        for (JsonNode outcome : node) {
          if (!outcome.path("id").isString() || !outcome.path("name").isString()) {
            throw bad(field, "must hold objects with id and name");
          }
          outcomes.add(
              new Value.Outcome(
                  outcome.path("id").stringValue(), outcome.path("name").stringValue()));
        }
        yield new Value.Outcomes(outcomes);
      }
    };
  }

  private static String text(Field field, JsonNode node) {
    if (!node.isString()) throw bad(field, "must be a text");
    int length = node.stringValue().length();
    if (length < field.min() || length > field.max()) {
      throw bad(
          field,
          "has %d characters and must have %d to %d".formatted(length, field.min(), field.max()));
    }
    return node.stringValue();
  }

  private static ApiError bad(Field field, String why) {
    return new ApiError(400, "bad-request", field.name() + " " + why);
  }
}

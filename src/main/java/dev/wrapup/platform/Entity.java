package dev.wrapup.platform;

import dev.wrapup.http.response.Reply;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Streaming reader of one JSON object. Unknown properties are ignored, optional ones may be absent
/// or null; a property of the wrong type, or one that echoes a secret, fails.
public final class Entity {
  private final JsonParser parser;
  private final Supplier<String> what;
  private final Reply reply;
  private final Map<String, String> texts = new HashMap<>();

  /// @param what the place in the answers, for errors
  /// @param reply that it is read from
  Entity(JsonParser parser, Supplier<String> what, Reply reply) {
    this.parser = parser;
    this.what = what;
    this.reply = reply;
  }

  private Entity inner(String name) {
    return new Entity(parser, () -> what.get() + ", '" + name + "'", reply);
  }

  /// Consumes the current value.
  public interface Part {
    /// @return false to skip it
    boolean take(String name);
  }

  /// Reads all properties.
  public void each(Part part) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!part.take(name)) parser.skipChildren();
    }
  }

  /// Keeps a text for [#required] and [#optional]; null counts as absent.
  public boolean text(String name) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) return true;
    if (token != JsonToken.VALUE_STRING) throw wrong(name, "a text");
    texts.put(name, withoutSecret(name, parser.getString()));
    return true;
  }

  private String withoutSecret(String name, String text) {
    Optional<String> secret = reply.secretIn(text);
    if (secret.isPresent()) {
      throw new IncompleteCatalogException(
          "%s: '%s' holds %s, and is neither shown nor used"
              .formatted(what.get(), name, secret.get()));
    }
    return text;
  }

  /// Whether the current value is null or an empty text.
  public boolean isEmpty() {
    JsonToken token = parser.currentToken();
    return token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING && parser.getStringLength() == 0);
  }

  /// Keeps a whole number as its decimal text.
  public boolean whole(String name) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) return true;
    if (token != JsonToken.VALUE_NUMBER_INT) throw wrong(name, "a whole number");
    texts.put(name, withoutSecret(name, parser.getBigIntegerValue().toString()));
    return true;
  }

  /// Reads all properties and keeps these strings.
  public void texts(String... names) {
    each(name -> List.of(names).contains(name) && text(name));
  }

  /// A whole number that every such object has.
  public int count(String name) {
    String digits = required(name);
    if (digits.length() <= 9 && digits.charAt(0) != '-') return Integer.parseInt(digits);
    throw new IncompleteCatalogException("%s: '%s' is %s".formatted(what.get(), name, digits));
  }

  /// Reads a list of objects; null counts as empty.
  public <T> boolean objects(String name, Page.Reader<T> reader, Consumer<T> to) {
    return list(
        name,
        "a list of objects",
        JsonToken.START_OBJECT,
        () -> to.accept(reader.read(inner(name))));
  }

  /// Reads a list of texts; null counts as empty.
  public boolean strings(String name, Consumer<String> to) {
    return list(
        name,
        "a list of texts",
        JsonToken.VALUE_STRING,
        () -> to.accept(withoutSecret(name, parser.getString())));
  }

  private boolean list(String name, String wanted, JsonToken kind, Runnable each) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) return true;
    if (parser.currentToken() != JsonToken.START_ARRAY) throw wrong(name, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != kind) throw wrong(name, wanted);
      each.run();
    }
    return true;
  }

  /// Reads an object; null counts as absent.
  public boolean object(String name, Consumer<Entity> to) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) return true;
    if (parser.currentToken() != JsonToken.START_OBJECT) throw wrong(name, "an object");
    to.accept(inner(name));
    return true;
  }

  /// The same, of which these texts are kept as `name.part`.
  public boolean object(String name, String... parts) {
    return object(
        name,
        inner -> {
          inner.texts(parts);
          inner.texts.forEach((part, text) -> texts.put(name + "." + part, text));
        });
  }

  /// Reads a list of `{id, name}`; null counts as empty.
  public Value.Outcomes outcomes(String name) {
    List<Value.Outcome> outcomes = new ArrayList<>();
    objects(
        name,
        outcome -> {
          outcome.texts("id", "name");
          return new Value.Outcome(outcome.required("id"), outcome.required("name"));
        },
        outcomes::add);
    return new Value.Outcomes(outcomes);
  }

  /// A part that every such object has.
  public String required(String name) {
    String text = texts.get(name);
    if (text != null) return text;
    throw new IncompleteCatalogException("%s has no '%s'".formatted(what.get(), name));
  }

  /// A part that every such object has, and that names something.
  public String identifying(String name) {
    String text = required(name);
    if (!text.isEmpty()) return text;
    throw new IncompleteCatalogException("%s: '%s' is empty".formatted(what.get(), name));
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }

  IncompleteCatalogException wrong(String name, String wanted) {
    return new IncompleteCatalogException(
        "%s: '%s' is %s, not %s".formatted(what.get(), name, kind(parser.currentToken()), wanted));
  }

  static String kind(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case START_ARRAY -> "a list";
      default -> "an object";
    };
  }
}

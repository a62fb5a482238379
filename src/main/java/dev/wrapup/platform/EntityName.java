package dev.wrapup.platform;

import dev.wrapup.http.response.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Names an invalid entity for messages, by its code or name and its id. These may follow the
/// invalid part, so it is parsed once more.
final class EntityName {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> NAMES = List.of("code", "name");
  private static final String ID = "id";
  private static final int LONGEST = 100;

  private EntityName() {}

  /// `'REFUND' (id 1f0c)`, else what there is of it, else `entity 3`.
  ///
  /// @param begin where its object begins in the answer, in bytes; negative if that isn't known
  /// @param number in the listing, from 1
  static String of(Reply reply, long begin, int number) {
    Map<String, String> texts = begin < 0 ? Map.of() : texts(reply, (int) begin);
    Optional<String> name =
        NAMES.stream()
            .flatMap(key -> Optional.ofNullable(texts.get(key)).stream())
            .findFirst()
            .map(text -> "'" + text + "'");
    Optional<String> id = Optional.ofNullable(texts.get(ID));
    if (name.isEmpty()) return id.map(text -> "the id " + text).orElse("entity " + number);
    return name.get() + id.map(text -> " (id " + text + ")").orElse("");
  }

  private static Map<String, String> texts(Reply reply, int begin) {
    Map<String, String> texts = new HashMap<>();
    byte[] body = reply.body();
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), body, begin, body.length - begin)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        boolean isWanted = isText && (name.equals(ID) || NAMES.contains(name));
        if (isWanted && !parser.getString().isBlank()) {
          texts.putIfAbsent(name, shown(reply, parser.getString()));
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      return texts; // nothing readable follows
    }
    return texts;
  }

  private static String shown(Reply reply, String text) {
    String told = reply.redact(text);
    return told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
  }
}

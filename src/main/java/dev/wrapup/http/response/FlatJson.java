package dev.wrapup.http.response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The top-level strings and numbers of a token or error response. Empty for any other body; values
/// that are too long are omitted.
public record FlatJson(Map<String, String> values) {
  private static final int LONGEST = 200;
  private static final int LONGEST_READ = 1 << 16;
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,79}");
  private static final List<String> REASONS =
      List.of("message", "error_description", "description", "error", "reason", "code");
  private static final Set<String> OTHERS =
      Set.of("contextId", "access_token", "scope", "expires_in");

  public static FlatJson of(byte[] body) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return new FlatJson(Map.of());
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        boolean isText = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
        boolean isNeeded = REASONS.contains(name) || OTHERS.contains(name);
        if (isText && isNeeded && parser.getStringLength() <= LONGEST_READ) {
          values.put(name, parser.getString());
        } else {
          parser.skipChildren();
        }
      }
      return new FlatJson(values);
    } catch (JacksonException e) {
      return new FlatJson(Map.of());
    }
  }

  /// Maps each value.
  FlatJson map(UnaryOperator<String> change) {
    Map<String, String> changed = new HashMap<>();
    values.forEach((name, text) -> changed.put(name, change.apply(text)));
    return new FlatJson(changed);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// The error code; empty if there is none.
  String word() {
    String word = values.getOrDefault("code", "").strip();
    return WORD.matcher(word).matches() ? word : "";
  }

  /// The error message as one line of bounded length; empty if there is none.
  String reason() {
    for (String name : REASONS) {
      String text = values.getOrDefault(name, "").strip();
      if (text.isEmpty()) continue;
      String line = text.lines().findFirst().orElse("");
      return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
    return "";
  }
}

package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.KeySpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.yaml.ConfusableIndicator;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the values of fields, within their limits.
final class FieldReader {
  /// For so many unknown keys the one that was meant is looked for.
  private static final int MOST_SEARCHED = 1_000;

  private static final String FIRST = "mend those above first";

  private final Dialect dialect;
  private final Cursor cursor;
  private final FindingCollector problems;

  /// What was said of unknown keys, by the map that has none such: a mistake that one makes is made
  /// in many entries.
  private final IdentityHashMap<Keys, Map<String, Said>> unknown = new IdentityHashMap<>();

  private int searched;

  private record Said(String message, String hint) {}

  FieldReader(Dialect dialect, Cursor cursor, FindingCollector problems) {
    this.dialect = dialect;
    this.cursor = cursor;
    this.problems = problems;
  }

  /// Reads the value of a key that names a field; any other key is unknown.
  ///
  /// @param where the map that it stands in, for messages
  void field(Sourced<String> key, String where, Keys map, Map<Field, Sourced<Value>> values) {
    Optional<Field> field = dialect.field(key.value());
    if (field.isPresent()) read(field.get()).ifPresent(value -> values.put(field.get(), value));
    else unknownKey(key, where, map);
  }

  /// The value of a field; empty after a finding.
  private Optional<Sourced<Value>> read(Field field) {
    return switch (field.kind()) {
      case TEXT ->
          cursor.prose(quoted(field)).filter(text -> fits(field, text)).map(FieldReader::text);
      case CHOICE ->
          cursor
              .text(quoted(field))
              .filter(text -> isOneOf(field.choices(), field.name(), text))
              .map(FieldReader::text);
      case OUTCOMES -> outcomes(field);
    };
  }

  /// Whether a text is neither too short nor too long for a field.
  boolean fits(Field field, Sourced<String> text) {
    int length = text.value().length();
    if (length > field.max()) {
      String subject = field.isKey() ? "code " + Quote.of(text.value()) : "'" + field.name() + "'";
      problems.error(
          "too-long",
          "%s has %d characters, the limit is %d".formatted(subject, length, field.max()),
          text,
          field.isKey()
              ? "shorten it; to rename a live code, list its old code under 'previously'"
              : "shorten it");
      return false;
    }
    if (length < field.min()) {
      problems.error(
          "empty-value",
          "'%s' is empty".formatted(field.name()),
          text.at(),
          "",
          field.isKey() ? "give the code a name" : "write a text, or leave the key out");
      return false;
    }
    if (field.isBlank(text.value())) {
      problems.error(
          "empty-value",
          "nobody can see anything of '%s'".formatted(field.name()),
          text,
          "write a text, or leave the key out");
      return false;
    }
    return true;
  }

  /// Whether a text is one of some words.
  boolean isOneOf(Collection<String> words, String key, Sourced<String> text) {
    if (words.contains(text.value())) return true;
    problems.error(
        "unknown-word",
        "'%s' can't be %s".formatted(key, Quote.of(text.value())),
        text,
        Suggestion.among(text.value(), words));
    return false;
  }

  private Optional<Sourced<Value>> outcomes(Field field) {
    SourcePosition at = cursor.here();
    List<Value.Outcome> outcomes = new ArrayList<>();
    Map<String, SourcePosition> ids = new HashMap<>();
    boolean isList = cursor.list(quoted(field), () -> outcome(ids).ifPresent(outcomes::add));
    return isList ? Optional.of(new Sourced<>(new Value.Outcomes(outcomes), at)) : Optional.empty();
  }

  private Optional<Value.Outcome> outcome(Map<String, SourcePosition> ids) {
    SourcePosition at = cursor.here();
    Map<String, Sourced<String>> parts =
        parts("outcome", FileSpec.OUTCOME, "write both: {id: …, name: …}");
    if (parts.isEmpty()) return Optional.empty();
    Sourced<String> id = parts.getOrDefault("id", new Sourced<>("", at));
    Sourced<String> name = parts.getOrDefault("name", id);
    SourcePosition first = ids.putIfAbsent(id.value(), id.at());
    if (first != null) {
      problems.error(
          "listed-twice",
          "the outcome %s is listed a second time, first at %s"
              .formatted(Quote.of(id.value()), first),
          id,
          "keep one of the two");
      return Optional.empty();
    }
    return Optional.of(new Value.Outcome(id.value(), name.value()));
  }

  /// The texts in a map, by key; none after a finding.
  ///
  /// @param noun what the map is, for messages
  Map<String, Sourced<String>> parts(String noun, Keys keys, String hint) {
    SourcePosition at = cursor.here();
    Map<String, Sourced<String>> parts = new HashMap<>();
    boolean[] broken = {false};
    String where = "an " + noun;
    boolean isMap =
        cursor.map(
            where,
            key -> {
              if (keys.key(key.value()).isPresent()) {
                Optional<Sourced<String>> part = cursor.prose("'" + key.value() + "'");
                part.ifPresentOrElse(text -> parts.put(key.value(), text), () -> broken[0] = true);
              } else {
                unknownKey(key, where, keys);
              }
            });
    if (!isMap || broken[0]) return Map.of();
    for (KeySpec key : keys.keys()) {
      if (!key.isRequired() || parts.containsKey(key.name())) continue;
      missingKey(key.name(), "the " + noun, at, hint);
      return Map.of();
    }
    return parts;
  }

  /// A key that isn't among those that may stand in a map; its value is skipped.
  void unknownKey(Sourced<String> key, String where, Keys map) {
    if (where.isEmpty() && key.value().equals("queues")) {
      problems.error(
          "queues",
          "queues are not managed here",
          key,
          "remove the key; assign codes to queues where the queues are managed");
      cursor.skip();
      return;
    }
    String reason = dialect.foreign().get(key.value());
    if (reason == null) {
      Said said = said(key.value(), where, map);
      problems.error("unknown-key", said.message(), key.at(), key.value(), said.hint());
    } else {
      problems.error(
          "foreign-key",
          "there is no '%s'%s with 'api: %s': %s"
              .formatted(key.value(), in(where), dialect.api(), reason),
          key,
          "remove the key, or write the 'api' that the file is for");
    }
    cursor.skip();
  }

  private Said said(String key, String where, Keys map) {
    Map<String, Said> here = unknown.computeIfAbsent(map, keys -> new HashMap<>());
    Said before = here.get(key);
    if (before != null) return before;
    String message = "unknown key " + Quote.of(key) + in(where);
    if (searched == MOST_SEARCHED) return new Said(message, FIRST);
    searched++;
    Said said =
        new Said(
            message,
            ConfusableIndicator.in(key)
                .map(sign -> sign.message() + "; " + sign.hint())
                .orElseGet(() -> Suggestion.among(key, map.names())));
    here.put(key, said);
    return said;
  }

  private static String in(String where) {
    return where.isEmpty() ? "" : " in " + where;
  }

  void missingKey(String key, String where, SourcePosition at, String hint) {
    problems.error("missing-key", "'%s' is missing in %s".formatted(key, where), at, "", hint);
  }

  private static Sourced<Value> text(Sourced<String> text) {
    return text.with(new Value.Text(text.value()));
  }

  private static String quoted(Field field) {
    return "'" + field.name() + "'";
  }
}

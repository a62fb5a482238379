package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A live code as an entry in canonical form. A value that no file can declare is left out, which
/// leaves it as it is live.
///
/// @param fields of the dialect, in order
public record CanonicalEntry(
    String code, Optional<String> id, List<Field> fields, Map<Field, Value> values) {
  /// @param id whether it is pinned to the live code
  public static CanonicalEntry of(Dialect dialect, LiveCode live, boolean id) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      if (field.obstacle(value).isEmpty()) values.put(field, value);
    }
    Optional<String> pin = Optional.of(live.id()).filter(text -> id && isWritable(text));
    return new CanonicalEntry(live.code(), pin, dialect.fields(), values);
  }

  private static boolean isWritable(String id) {
    return !id.isBlank()
        && id.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  /// The entry line by line, without line ends.
  ///
  /// @param step how far the lines below the key are indented
  List<String> lines(int step) {
    String indent = " ".repeat(step);
    List<String> lines = new ArrayList<>();
    id.ifPresent(text -> lines.add(indent + "id: " + Scalars.of(text, false)));
    for (Field field : fields) {
      Value value = values.get(field);
      if (value == null) continue;
      if (value instanceof Value.Outcomes outcomes && !outcomes.isEmpty()) {
        lines.add(indent + field.name() + ":");
        outcomes.outcomes().forEach(outcome -> lines.add(indent + "  - " + inBraces(outcome)));
      } else {
        lines.add(indent + field.name() + ": " + inLine(value, false));
      }
    }
    lines.addFirst(Scalars.of(code, false) + (lines.isEmpty() ? ": {}" : ":"));
    return lines;
  }

  /// The entry as it stands inside brackets.
  String inFlow() {
    List<String> parts = new ArrayList<>();
    id.ifPresent(text -> parts.add("id: " + Scalars.of(text, true)));
    for (Field field : fields) {
      Value value = values.get(field);
      if (value != null) parts.add(field.name() + ": " + inLine(value, true));
    }
    return "%s: {%s}".formatted(Scalars.of(code, true), String.join(", ", parts));
  }

  private static String inLine(Value value, boolean inFlow) {
    return switch (value) {
      case Value.Text text -> Scalars.of(text.text(), inFlow);
      case Value.Outcomes outcomes ->
          outcomes.outcomes().stream()
              .map(CanonicalEntry::inBraces)
              .collect(Collectors.joining(", ", "[", "]"));
    };
  }

  /// One outcome in a line.
  static String inBraces(Value.Outcome outcome) {
    return "{id: %s, name: %s}"
        .formatted(Scalars.of(outcome.id(), true), Scalars.of(outcome.name(), true));
  }
}

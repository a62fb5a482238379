package dev.wrapup.desired;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A live code as an entry in canonical form. A value that no file can declare is left out, which
/// leaves it as it is live.
///
/// @param fields of the dialect, in order
record Declaration(String code, Optional<String> id, List<Field> fields, Map<Field, Value> values) {
  /// @param id whether it is pinned to the live code
  static Declaration of(Dialect dialect, LiveCode live, boolean id) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      if (field.obstacle(value).isEmpty()) values.put(field, value);
    }
    Optional<String> pin = Optional.of(live.id()).filter(text -> id && isWritable(text));
    return new Declaration(live.code(), pin, dialect.fields(), values);
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
      switch (values.get(field)) {
        case null -> {}
        case Value.Text text ->
            lines.add(indent + field.name() + ": " + Scalars.of(text.text(), false));
        case Value.Outcomes outcomes when outcomes.isEmpty() ->
            lines.add(indent + field.name() + ": []");
        case Value.Outcomes outcomes -> {
          lines.add(indent + field.name() + ":");
          for (Value.Outcome outcome : outcomes.outcomes()) {
            lines.add(indent + "  - " + inBraces(outcome));
          }
        }
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
      switch (values.get(field)) {
        case null -> {}
        case Value.Text text -> parts.add(field.name() + ": " + Scalars.of(text.text(), true));
        case Value.Outcomes outcomes ->
            parts.add(
                "%s: [%s]"
                    .formatted(
                        field.name(),
                        String.join(
                            ", ",
                            outcomes.outcomes().stream().map(Declaration::inBraces).toList())));
      }
    }
    return "%s: {%s}".formatted(Scalars.of(code, true), String.join(", ", parts));
  }

  /// One outcome in a line.
  static String inBraces(Value.Outcome outcome) {
    return "{id: %s, name: %s}"
        .formatted(Scalars.of(outcome.id(), true), Scalars.of(outcome.name(), true));
  }
}

package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.text.VisibleChars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A new entry in canonical form.
///
/// @param fields of the dialect, in order
/// @param queues names of those that shall offer it
/// @param previously codes that it had before
public record CanonicalEntry(
    String code,
    Optional<String> id,
    List<Field> fields,
    Map<Field, Value> values,
    List<QueueRef> queues,
    List<String> previously) {
  /// How far a line of an entry reaches, from where it is indented to.
  private static final int WIDTH = Formatter.WIDTH - 4;

  /// @param isPinned whether it is pinned to the live code
  public static CanonicalEntry of(Dialect dialect, Edit.Addition entry, boolean isPinned) {
    Optional<String> pin =
        entry.id().filter(id -> isPinned && !id.isBlank() && VisibleChars.isUnicode(id));
    return new CanonicalEntry(
        entry.code(), pin, dialect.fields(), entry.values(), entry.queues(), entry.previously());
  }

  /// One under `override`.
  public static CanonicalEntry override(Dialect dialect, String code, Map<Field, Value> values) {
    return new CanonicalEntry(
        code, Optional.empty(), dialect.fields(), values, List.of(), List.of());
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
      lines(field.name(), value).forEach(line -> lines.add(indent + line));
    }
    if (!queues.isEmpty()) queues(queues).lines().forEach(line -> lines.add(indent + line));
    if (!previously.isEmpty()) lines.add(indent + before());
    lines.addFirst(Scalars.of(code, false) + (lines.isEmpty() ? ": {}" : ":"));
    return lines;
  }

  /// The key of what it was called.
  private String before() {
    return previously.stream()
        .map(code -> Scalars.of(code, true))
        .collect(Collectors.joining(", ", "previously: [", "]"));
  }

  /// A key and its value.
  static List<String> lines(String key, Value value) {
    if (!(value instanceof Value.Outcomes outcomes) || outcomes.isEmpty()) {
      return List.of(key + ": " + inLine(value, false));
    }
    List<String> lines = new ArrayList<>(List.of(key + ":"));
    outcomes.outcomes().forEach(outcome -> lines.add("  - " + inBraces(outcome)));
    return lines;
  }

  /// The key of queues that are to offer a code.
  static EntryEdit.Added queues(List<QueueRef> queues) {
    List<EntryEdit.Added> items = queues.stream().map(CanonicalEntry::item).toList();
    String inFlow =
        items.stream()
            .map(EntryEdit.Added::inFlow)
            .collect(Collectors.joining(", ", "queues: [", "]"));
    boolean isLine =
        inFlow.codePointCount(0, inFlow.length()) <= WIDTH
            && queues.stream().allMatch(queue -> queue.id().isEmpty());
    List<String> lines = new ArrayList<>(List.of("queues:"));
    items.forEach(item -> lines.add("  " + item.lines().getFirst()));
    return new EntryEdit.Added(isLine ? List.of(inFlow) : lines, inFlow);
  }

  /// One of them.
  static EntryEdit.Added item(QueueRef queue) {
    String name = Scalars.of(queue.name(), true);
    return queue
        .id()
        .map(id -> "{name: %s, id: %s}".formatted(name, Scalars.of(id, true)))
        .map(both -> new EntryEdit.Added(List.of("- " + both), both))
        .orElseGet(
            () -> new EntryEdit.Added(List.of("- " + Scalars.of(queue.name(), false)), name));
  }

  /// The entry as it stands inside brackets.
  String inFlow() {
    List<String> parts = new ArrayList<>();
    id.ifPresent(text -> parts.add("id: " + Scalars.of(text, true)));
    for (Field field : fields) {
      Value value = values.get(field);
      if (value != null) parts.add(field.name() + ": " + inLine(value, true));
    }
    if (!queues.isEmpty()) parts.add(queues(queues).inFlow());
    if (!previously.isEmpty()) parts.add(before());
    return "%s: {%s}".formatted(Scalars.of(code, true), String.join(", ", parts));
  }

  /// A value behind its key.
  static String inLine(Value value, boolean inFlow) {
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

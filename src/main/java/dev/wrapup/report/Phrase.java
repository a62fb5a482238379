package dev.wrapup.report;

import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A piece of text in which our own words and the texts of others, which may be hostile, stay apart
/// until a format joins them, each by its own escape.
record Phrase(List<Part> parts) {
  sealed interface Part {
    String text();
  }

  /// What the program says: words and signs that mean nothing in any format, or a field's name.
  record Ours(String text) implements Part {}

  /// What stands in a file or came from the API.
  record Theirs(String text) implements Part {}

  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase ours(String words) {
    return new Phrase(List.of(new Ours(words)));
  }

  static Phrase theirs(String text) {
    return new Phrase(List.of(new Theirs(text)));
  }

  /// A text as a value: one that is empty, or has blanks at its edges, is to be seen as such.
  static Phrase value(String text) {
    if (text.isEmpty()) return ours("(empty)");
    boolean hasEdges = !text.equals(text.strip());
    return theirs(hasEdges ? "\"" + text + "\"" : text);
  }

  static Phrase value(Value value) {
    return switch (value) {
      case Value.Text text -> value(text.text());
      case Value.Outcomes outcomes ->
          outcomes.outcomes().isEmpty()
              ? ours("(none)")
              : join(", ", outcomes.outcomes().stream().map(Phrase::value).toList());
    };
  }

  static Phrase value(Value.Outcome outcome) {
    return theirs(outcome.name()).and(" (").and(theirs(outcome.id())).and(")");
  }

  Phrase and(String words) {
    return and(ours(words));
  }

  Phrase and(Phrase more) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new Phrase(all);
  }

  static Phrase join(String separator, List<Phrase> phrases) {
    List<Part> all = new ArrayList<>();
    for (Phrase phrase : phrases) {
      if (!all.isEmpty()) all.add(new Ours(separator));
      all.addAll(phrase.parts);
    }
    return new Phrase(all);
  }

  boolean isEmpty() {
    return parts.stream().allMatch(part -> part.text().isEmpty());
  }

  /// One line of text.
  String plain(Look look) {
    // as a whole, since parts that are harmless can make a command together
    return Visible.text(parts.stream().map(Part::text).collect(Collectors.joining()), look);
  }
}

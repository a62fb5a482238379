package dev.wrapup.report;

import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  /// What is copied as it is: a command, or the name of a plan's effect.
  record Code(String text) implements Part {}

  static final Phrase NONE = new Phrase(List.of());

  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase ours(String words) {
    return new Phrase(List.of(new Ours(words)));
  }

  static Phrase theirs(String text) {
    return new Phrase(List.of(new Theirs(text)));
  }

  static Phrase theirs(SourcePosition at) {
    return theirs(at.toString());
  }

  static Phrase code(String command) {
    return new Phrase(List.of(new Code(command)));
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

  /// The same with a capital letter, if it begins with words of ours.
  Phrase sentence() {
    if (parts.isEmpty() || !(parts.getFirst() instanceof Ours(String words))) return this;
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return ours(capital).and(new Phrase(parts.subList(1, parts.size())));
  }

  boolean isEmpty() {
    for (Part part : parts) if (!part.text().isEmpty()) return false;
    return true;
  }

  /// One line of text.
  String plain(Look look) {
    // as a whole, since parts that are harmless can make a command together
    return Visible.text(raw(), look);
  }

  /// Just as it is, for what makes it harmless later.
  String raw() {
    if (parts.size() == 1) return parts.getFirst().text();
    StringBuilder raw = new StringBuilder();
    for (Part part : parts) raw.append(part.text());
    return raw.toString();
  }
}

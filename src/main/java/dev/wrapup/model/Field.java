package dev.wrapup.model;

import dev.wrapup.model.text.VisibleChars;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One field of a dialect's wrap-up code: what it is called, and what it may hold. Fields are
/// compared by identity; a dialect lists its own.
public final class Field {
  /// YAML 1.2.2, section 7.4: a key that begins no line of its own (read 2026-11-24).
  public static final int LONGEST_KEY = 1024;

  /// What kind of value the field takes.
  public enum Kind {
    /// A text of [#min()] to [#max()] UTF-16 units.
    TEXT,
    /// One of [#choices()].
    CHOICE,
    /// A list of `{id, name}`.
    OUTCOMES
  }

  /// Of a code that is added to a queue or removed from one: the queue, as a list of one.
  public static final Field QUEUE = outcomes("queue", "A queue that offers the code.");

  private enum Role {
    KEY,
    NAME,
    SCOPE,
    OTHER
  }

  private final String name;
  private final Kind kind;
  private final Role role;
  private final int min;
  private final int max;
  private final List<String> choices;
  private final Optional<String> automatic;
  private final boolean neededToCreate;
  private final String description;

  private Field(
      String name,
      Kind kind,
      Role role,
      int min,
      int max,
      List<String> choices,
      Optional<String> automatic,
      boolean neededToCreate,
      String description) {
    this.name = name;
    this.kind = kind;
    this.role = role;
    this.min = min;
    this.max = max;
    this.choices = List.copyOf(choices);
    this.automatic = automatic;
    this.neededToCreate = neededToCreate;
    this.description = description;
  }

  /// The field by which files name a code; referrers may find the code by it.
  static Field key(String name, int max, String description) {
    return new Field(
        name, Kind.TEXT, Role.KEY, 1, max, List.of(), Optional.empty(), true, description);
  }

  /// A text by which referrers may find a code, and that every code has.
  static Field name(String name, int max, String description) {
    return new Field(
        name, Kind.TEXT, Role.NAME, 1, max, List.of(), Optional.empty(), true, description);
  }

  static Field text(String name, int max, String description) {
    return new Field(
        name, Kind.TEXT, Role.OTHER, 0, max, List.of(), Optional.empty(), false, description);
  }

  /// The id or the name of the part of the organization that a code is in.
  static Field scope(String name, int max, String description) {
    return new Field(
        name, Kind.TEXT, Role.SCOPE, 1, max, List.of(), Optional.empty(), false, description);
  }

  /// @param automatic the choice by which no agent picks the code any more, if there is one
  static Field choice(
      String name, List<String> choices, Optional<String> automatic, String description) {
    return new Field(name, Kind.CHOICE, Role.OTHER, 0, 0, choices, automatic, true, description);
  }

  static Field outcomes(String name, String description) {
    return new Field(
        name, Kind.OUTCOMES, Role.OTHER, 0, 0, List.of(), Optional.empty(), false, description);
  }

  /// The key in files, JSON and reports.
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /// Whether it is the one by which files name a code.
  public boolean isKey() {
    return role == Role.KEY;
  }

  /// Whether referrers may find a code by what this field holds.
  public boolean isNaming() {
    return isKey() || role == Role.NAME;
  }

  /// Whether it says in which part of the organization a code is, and so who has it.
  public boolean isScope() {
    return role == Role.SCOPE;
  }

  /// The least length of a text, in UTF-16 units.
  public int min() {
    return min;
  }

  /// The greatest length of a text, in UTF-16 units.
  public int max() {
    return max;
  }

  /// What a [Kind#CHOICE] may be, in the order to be offered.
  public List<String> choices() {
    return choices;
  }

  /// The choice by which no agent picks the code any more.
  public Optional<String> automatic() {
    return automatic;
  }

  /// Whether a new code can't do without it.
  public boolean neededToCreate() {
    return neededToCreate;
  }

  /// What it means, for the schema's readers.
  public String description() {
    return description;
  }

  /// The value that an absent live field is equal to.
  public Value empty() {
    return switch (kind) {
      case TEXT, CHOICE -> new Value.Text("");
      case OUTCOMES -> new Value.Outcomes(List.of());
    };
  }

  /// Why no file can declare a value of this field; empty if one can. The text may quote hostile
  /// text.
  public Optional<String> obstacle(Value value) {
    return switch (value) {
      case Value.Outcomes outcomes -> obstacle(outcomes);
      case Value.Text text when !VisibleChars.isUnicode(text.text()) ->
          Optional.of("it isn't Unicode");
      case Value.Text text when kind == Kind.CHOICE ->
          choices.contains(text.text())
              ? Optional.empty()
              : Optional.of(
                  "'%s' is none of %s".formatted(text.text(), String.join(", ", choices)));
      case Value.Text text -> obstacle(text.text());
    };
  }

  private Optional<String> obstacle(String text) {
    if (text.length() < min) return Optional.of("it is empty");
    if (isBlank(text)) return Optional.of("nobody can see anything of it");
    if (text.length() > max) {
      return Optional.of("it has %d characters, the limit is %d".formatted(text.length(), max));
    }
    if (isKey() && Parked.isForm(text)) {
      return Optional.of("it looks like a code that an interrupted apply parked");
    }
    if (isKey() && written(text) > LONGEST_KEY) {
      return Optional.of(
          "with what nobody can see written out it has %,d characters, and YAML takes %,d in a key"
              .formatted(written(text), LONGEST_KEY));
    }
    return Optional.empty();
  }

  /// Whether a text that must not be empty shows nothing: white space, or what nobody sees. A key
  /// may: a live code that is called so can be renamed or retired only if a file can name it.
  public boolean isBlank(String text) {
    if (min == 0 || isKey()) return false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (text.charAt(i) != ' ' && VisibleChars.isSeen(text, i)) return false;
    }
    return true;
  }

  /// How long a text is in quotes, with escapes for what nobody could see or a runner would obey,
  /// in UTF-16 units. A key may be [#LONGEST_KEY] at most.
  public static int written(String text) {
    int length = "\"\"".length();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if ("\"\\\n\r\t".indexOf(c) >= 0) length += 2;
      else if (VisibleChars.isSeen(text, i) && !text.startsWith("#[", i)) length++;
      else length += (c > 0xffff ? "\\U00000000" : "\\u0000").length();
      i += Character.charCount(c);
    }
    return length;
  }

  private static Optional<String> obstacle(Value.Outcomes outcomes) {
    Set<String> ids = new HashSet<>();
    for (Value.Outcome outcome : outcomes.outcomes()) {
      if (!ids.add(outcome.id())) {
        return Optional.of("the id '%s' stands twice".formatted(outcome.id()));
      }
      if (!VisibleChars.isUnicode(outcome.id()) || !VisibleChars.isUnicode(outcome.name())) {
        return Optional.of("it isn't Unicode");
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}

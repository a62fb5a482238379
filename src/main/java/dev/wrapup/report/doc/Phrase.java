package dev.wrapup.report.doc;

import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of text in which our own words and the texts of others, which may be hostile, stay apart
/// until a format joins them, each by its own escape.
public record Phrase(List<Part> parts) {
  public sealed interface Part {
    String text();

    /// Whether it comes, goes or warns; only a terminal shows that.
    default Tone tone() {
      return Tone.PLAIN;
    }

    default Part in(Tone tone) {
      return this;
    }
  }

  /// What the program says: words and signs that mean nothing in any format, or a field's name.
  public record Ours(String text, Tone tone) implements Part {
    @Override
    public Part in(Tone other) {
      return new Ours(text, other);
    }
  }

  /// What stands in a file or came from the API.
  public record Theirs(String text, Tone tone) implements Part {
    @Override
    public Part in(Tone other) {
      return new Theirs(text, other);
    }
  }

  /// What is copied as it is: a command, or the name of a plan's effect.
  public record Code(String text) implements Part {}

  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\S+-([0-9a-f]{8})");

  public static final Phrase NONE = new Phrase(List.of());

  public Phrase {
    parts = List.copyOf(parts);
  }

  public static Phrase ours(String words) {
    return words.isEmpty() ? NONE : new Phrase(List.of(new Ours(words, Tone.PLAIN)));
  }

  public static Phrase theirs(String text) {
    return new Phrase(List.of(new Theirs(text, Tone.PLAIN)));
  }

  public static Phrase theirs(SourcePosition at) {
    return theirs(at.toString());
  }

  public static Phrase code(String command) {
    return new Phrase(List.of(new Code(command)));
  }

  /// A revision, without the time that some begin with: their digest tells two apart in a line.
  public static Phrase revision(String revision) {
    Matcher dated = DATED.matcher(revision);
    return theirs(dated.matches() ? dated.group(1) : revision);
  }

  /// From which revision to which.
  ///
  /// @param after empty if nothing was written
  public static Phrase revisions(Optional<String> before, Optional<String> after) {
    if (after.isEmpty()) return NONE;
    Phrase now = revision(after.get());
    if (before.isEmpty()) return ours("revision ").and(now);
    Phrase old = revision(before.get());
    boolean isTold = !old.equals(now) || before.equals(after);
    return isTold
        ? ours("revision ").and(old).and(" → ").and(now)
        : ours("revision ").and(theirs(before.get())).and(" → ").and(theirs(after.get()));
  }

  /// A text as a value: one that is empty, or has blanks at its edges, is to be seen as such.
  public static Phrase value(String text) {
    if (text.isEmpty()) return ours("(empty)");
    boolean hasEdges = !text.equals(text.strip());
    return theirs(hasEdges ? "\"" + text + "\"" : text);
  }

  public static Phrase value(Value value) {
    return switch (value) {
      case Value.Text text -> value(text.text());
      case Value.Outcomes outcomes ->
          outcomes.outcomes().isEmpty()
              ? ours("(none)")
              : join(", ", outcomes.outcomes().stream().map(Phrase::value).toList());
    };
  }

  /// A name with its id, if it is to be told by that.
  public static Phrase value(Value.Outcome outcome) {
    if (outcome.id().isEmpty()) return value(outcome.name());
    return theirs(outcome.name()).and(" (").and(theirs(outcome.id())).and(")");
  }

  public Phrase and(String words) {
    return and(ours(words));
  }

  /// Followed by words of ours and a text of others, where there is one.
  public Phrase and(String words, Optional<String> theirs) {
    return theirs.map(text -> and(words).and(theirs(text))).orElse(this);
  }

  public Phrase and(Phrase more) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new Phrase(all);
  }

  /// What there is of them.
  public static Phrase join(String separator, List<Phrase> phrases) {
    List<Part> all = new ArrayList<>();
    for (Phrase phrase : phrases) {
      if (phrase.parts.isEmpty()) continue;
      if (!all.isEmpty()) all.add(new Ours(separator, Tone.PLAIN));
      all.addAll(phrase.parts);
    }
    return new Phrase(all);
  }

  /// The first few, and how many more there are.
  public static Phrase named(List<Phrase> all, int most) {
    Phrase named = join(", ", all.stream().limit(most).toList());
    int more = all.size() - most;
    return more > 0 ? named.and(" and %,d more".formatted(more)) : named;
  }

  /// The same with a capital letter, if it begins with words of ours.
  public Phrase sentence() {
    if (parts.isEmpty() || !(parts.getFirst() instanceof Ours(String words, Tone _))) return this;
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return ours(capital).and(new Phrase(parts.subList(1, parts.size())));
  }

  /// The same, as something good that comes, bad that goes, or to be warned of.
  public Phrase in(Tone tone) {
    List<Part> toned = new ArrayList<>(parts.size());
    for (Part part : parts) toned.add(part.in(tone));
    return new Phrase(toned);
  }

  public boolean isEmpty() {
    for (Part part : parts) if (!part.text().isEmpty()) return false;
    return true;
  }

  /// One line of text.
  public String plain(OutputStyle look) {
    // as a whole, since parts that are harmless can make a command together
    return Visible.text(raw(), look);
  }

  /// Just as it is, for what makes it harmless later.
  public String raw() {
    if (parts.size() == 1) return parts.getFirst().text();
    StringBuilder raw = new StringBuilder();
    for (Part part : parts) raw.append(part.text());
    return raw.toString();
  }
}

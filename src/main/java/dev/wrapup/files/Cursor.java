package dev.wrapup.files;

import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ConfusableIndicator;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Events;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.Field;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Reads maps, lists and texts off the events of one file. Whatever is of the wrong kind becomes a
/// finding and is skipped, so that the rest is still read.
final class Cursor {
  /// Of any dialect; longer keys are refused for that.
  private static final int LONGEST_CODE = 256;

  /// What a file may have of findings; more would fill the memory, and are mended by none.
  private static final int MOST_FINDINGS = 300_000;

  /// What a file may have of keys and items; so many fill the memory, and no file of 16 MiB that
  /// somebody wrote has them.
  private static final int MOST_ENTRIES = 1_000_000;

  private static final int LONGEST_NULL = "null".length();

  /// Of a UTF-16 unit; more than the two quotes take.
  private static final int LONGEST_ESCAPE = "\\u0000".length();

  private final Events events;
  private final FindingCollector problems;
  private int entries;

  Cursor(Events events, FindingCollector problems) {
    this.events = events;
    this.problems = problems;
  }

  /// Reads the value of one key of a map; must consume exactly one node.
  interface Entry {
    void read(Sourced<String> key);
  }

  /// Reads one node.
  interface Item {
    void read();
  }

  Event next() {
    return events.next();
  }

  Event peek() {
    return events.peek();
  }

  SourcePosition here() {
    return events.at(events.peek());
  }

  void skip() {
    events.skip();
  }

  /// Reads a map key by key, each key once.
  ///
  /// @param name what is read, for messages
  /// @return whether it was a map
  boolean map(String name, Entry entry) {
    if (!(events.peek() instanceof MappingStartEvent start)) return wrongKind(name, "a map");
    refuseTag(start.getTag(), ":map", start);
    events.next();
    Map<String, SourcePosition> seen = new HashMap<>();
    while (!(events.peek() instanceof MappingEndEvent)) {
      refuseMore();
      Optional<Sourced<String>> key = key(name);
      if (key.isEmpty() || !isFirst(key.get(), seen)) events.skip();
      else entry.read(key.get());
    }
    events.next();
    return true;
  }

  private void refuseMore() {
    if (problems.size() >= MOST_FINDINGS) {
      throw new BrokenFileException(
          "too-many",
          "the files have %,d findings so far: what follows is not read".formatted(MOST_FINDINGS),
          here(),
          "mend those above first");
    }
    if (entries++ < MOST_ENTRIES) return;
    throw new BrokenFileException(
        "too-many",
        "the file has over %,d keys and items: what follows is not read".formatted(MOST_ENTRIES),
        here(),
        "split it into several files");
  }

  private Optional<Sourced<String>> key(String name) {
    Event event = events.peek();
    SourcePosition at = events.at(event);
    if (!(event instanceof ScalarEvent scalar)) {
      problems.error(
          "key-not-text", "a key of " + name + " is not a text", at, "", "write a plain word");
      events.skip();
      return Optional.empty();
    }
    events.next();
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      problems.error("merge-key", "merge keys ('<<') are not read", at, "<<", "write the keys out");
      return Optional.empty();
    }
    if (isNull(scalar)) {
      problems.error(
          "null-value",
          "a key of " + name + " is null",
          at,
          scalar.getValue(),
          "put it in quotes if it is meant as a text");
      return Optional.empty();
    }
    refuseTag(scalar.getTag(), ":str", scalar);
    if (events.isHalf(scalar)) return half("a key of " + name, at);
    if (isTooLong(scalar, at)) return Optional.empty();
    return Optional.of(new Sourced<>(scalar.getValue(), at));
  }

  /// Whether a key that is short enough for a code takes more room in canonical form than YAML
  /// allows, with its anchor.
  private boolean isTooLong(ScalarEvent scalar, SourcePosition at) {
    if (scalar.getValue().length() > LONGEST_CODE) return false;
    int anchor = scalar.getAnchor().map(name -> name.getValue().length() + "& ".length()).orElse(0);
    if (anchor + LONGEST_ESCAPE * (scalar.getValue().length() + 1) <= Field.LONGEST_KEY)
      return false;
    int written = anchor + Field.written(scalar.getValue());
    if (written <= Field.LONGEST_KEY) return false;
    problems.error(
        "long-key",
        "with what nobody can see written out the key has %,d characters, and YAML takes %,d"
            .formatted(written, Field.LONGEST_KEY),
        at,
        scalar.getValue(),
        "give it a name that can be seen");
    return true;
  }

  private Optional<Sourced<String>> half(String name, SourcePosition at) {
    problems.error(
        "lone-surrogate", name + " holds half of a character", at, "", "write the whole character");
    return Optional.empty();
  }

  private boolean isFirst(Sourced<String> key, Map<String, SourcePosition> seen) {
    SourcePosition first = seen.putIfAbsent(key.value(), key.at());
    if (first == null) return true;
    problems.error(
        "duplicate-key",
        "the key " + Quote.of(key.value()) + " stands here a second time, first at " + first,
        key,
        "keep one of the two");
    return false;
  }

  /// Reads a list item by item.
  ///
  /// @return whether it was a list
  boolean list(String name, Item item) {
    if (!(events.peek() instanceof SequenceStartEvent start)) return wrongKind(name, "a list");
    refuseTag(start.getTag(), ":seq", start);
    events.next();
    while (!(events.peek() instanceof SequenceEndEvent)) {
      refuseMore();
      item.read();
    }
    events.next();
    return true;
  }

  /// Reads a text: any scalar but null, as it is written.
  Optional<Sourced<String>> text(String name) {
    if (!(events.peek() instanceof ScalarEvent scalar)) {
      wrongKind(name, "a text");
      return Optional.empty();
    }
    events.next();
    SourcePosition at = events.at(scalar);
    if (isNull(scalar)) {
      refuseNull(name, scalar, at);
      return Optional.empty();
    }
    refuseTag(scalar.getTag(), ":str", scalar);
    if (events.isHalf(scalar)) return half(name, at);
    return Optional.of(new Sourced<>(scalar.getValue(), at));
  }

  /// Reads a text that people write, and warns where a comment may be the rest of it.
  Optional<Sourced<String>> prose(String name) {
    Event event = events.peek();
    Optional<Sourced<String>> text = text(name);
    if (text.isEmpty() || !(event instanceof ScalarEvent scalar)) return text;
    events
        .takeCut(scalar)
        .ifPresent(
            at ->
                problems.warning(
                    "cut-by-comment",
                    "%s ends before the ' #', as %s: YAML reads the rest as a comment"
                        .formatted(name, Quote.of(scalar.getValue())),
                    at,
                    "#",
                    "put the whole text in quotes; if a comment is meant, write '# '"));
    return text;
  }

  /// Reads a list of texts, none of them twice.
  List<Sourced<String>> texts(String name) {
    List<Sourced<String>> texts = new ArrayList<>();
    Map<String, SourcePosition> seen = new HashMap<>();
    list(
        name,
        () ->
            prose("an entry of " + name)
                .ifPresent(
                    text -> {
                      SourcePosition first = seen.putIfAbsent(text.value(), text.at());
                      if (first == null) texts.add(text);
                      else reportTwice(name, text, first);
                    }));
    return texts;
  }

  private void reportTwice(String name, Sourced<String> text, SourcePosition first) {
    problems.error(
        "listed-twice",
        name + " lists " + Quote.of(text.value()) + " a second time, first at " + first,
        text,
        "keep one of the two");
  }

  private boolean wrongKind(String name, String wanted) {
    Event event = events.peek();
    SourcePosition at = events.at(event);
    if (event instanceof ScalarEvent scalar && isNull(scalar)) {
      refuseNull(name, scalar, at);
    } else {
      String found = event instanceof ScalarEvent ? "a text" : kind(event);
      Optional<String> imitation =
          event instanceof ScalarEvent scalar
              ? ConfusableIndicator.in(beginning(scalar))
                  .map(sign -> sign.message() + "; " + sign.hint())
              : Optional.empty();
      problems.error(
          "wrong-kind",
          name + " must be " + wanted + ", this is " + found,
          at,
          event instanceof ScalarEvent scalar ? scalar.getValue() : "",
          imitation.orElseGet(() -> howTo(wanted, event)));
    }
    events.skip();
    return false;
  }

  private static String howTo(String wanted, Event found) {
    return switch (wanted) {
      case "a map" ->
          found instanceof ScalarEvent scalar
              ? howToPart(beginning(scalar))
              : "write a map: lines of 'key: value', without a '-' before them";
      case "a list" -> "write a list: '- ' before each entry";
      default -> "write a text, in quotes if it begins with a bracket or with '- '";
    };
  }

  /// What keeps a line from being a key and its value.
  private static String howToPart(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
    if (text.startsWith(":", end)) return "write a space behind the ':'";
    return text.substring(end).stripLeading().startsWith("=")
        ? "write ': ' in place of the '='"
        : "write a map: lines of 'key: value'";
  }

  /// As much of a text as a hint is found by: aliases can repeat megabytes.
  private static String beginning(ScalarEvent scalar) {
    String text = scalar.getValue();
    return text.substring(0, Math.min(text.length(), LONGEST_CODE));
  }

  private static String kind(Event event) {
    return event instanceof MappingStartEvent ? "a map" : "a list";
  }

  private void refuseNull(String name, ScalarEvent scalar, SourcePosition at) {
    problems.error("null-value", name + " is null", at, scalar.getValue(), howToFill(scalar));
  }

  private String howToFill(ScalarEvent scalar) {
    if (events.takeCut(scalar).isPresent()) return "put the text in quotes: ' #' begins a comment";
    if (scalar.getAnchor().isPresent()) return "put the text in quotes: '&' begins an anchor";
    return "leave the key out to leave the live value alone; write '' or [] or {} for nothing";
  }

  /// The plain words that YAML's core schema (1.2.2 section 10.3.2, read 2026-11-23) reads as null.
  private static boolean isNull(ScalarEvent scalar) {
    if (scalar.getValue().length() > LONGEST_NULL) return false;
    if (!scalar.isPlain() || scalar.getTag().isPresent()) return false;
    return switch (scalar.getValue()) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  private void refuseTag(Optional<String> tag, String kind, Event event) {
    if (tag.isEmpty() || tag.get().equals("tag:yaml.org,2002" + kind)) return;
    if (tag.get().equals("!")) {
      if (event instanceof ScalarEvent scalar && scalar.isPlain()) {
        problems.warning(
            "lost-mark",
            "the '!' is a tag: what is read is " + Quote.of(scalar.getValue()),
            events.at(event),
            "!",
            "put the text in quotes if it begins with a '!'; else remove the '!'");
      }
      return;
    }
    problems.error(
        "tag",
        "the tag " + Quote.of(tag.get()) + " is not read",
        events.at(event),
        event instanceof CollectionStartEvent ? "" : tag.get(),
        "remove it, or put the text in quotes if it begins with a '!'");
  }
}

package dev.wrapup.files;

import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ConfusableIndicator;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.Field;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Reads maps, lists and texts off the events of one file. Whatever is of the wrong kind becomes a
/// finding and is skipped, so that the rest is still read.
class Cursor {
  /// Of any dialect; longer keys are refused for that.
  private static final int LONGEST_CODE = 256;

  /// What the files may have of findings: more are mended by none, and take longer to tell than the
  /// files to read.
  private static final int MOST_FINDINGS = 100_000;

  /// What a file may have of keys and items; so many fill the memory, and no file of 16 MiB that
  /// somebody wrote has them.
  private static final int MOST_ENTRIES = 1_000_000;

  static final String KEEP_ONE = "keep one of the two";

  private static final int LONGEST_NULL = "null".length();

  /// Of a UTF-16 unit; more than the two quotes take.
  private static final int LONGEST_ESCAPE = "\\u0000".length();

  private final ExpandedEvents events;
  final FindingCollector findings;
  private int entries;

  Cursor(ExpandedEvents events, FindingCollector findings) {
    this.events = events;
    this.findings = findings;
  }

  Event next() {
    return events.next();
  }

  Event peek() {
    return events.peek();
  }

  SourcePosition here() {
    return events.at(peek());
  }

  void skip() {
    events.skip();
  }

  /// Reads a map key by key, each key once.
  ///
  /// @param entry reads the value of a key, and all of it
  /// @param name what is read, for messages
  /// @return whether it was a map
  boolean map(String name, Consumer<Sourced<String>> entry) {
    if (!(peek() instanceof MappingStartEvent start)) return wrongKind(name, "a map");
    refuseTag(start.getTag(), ":map", start);
    next();
    Map<String, SourcePosition> seen = new HashMap<>();
    while (!(peek() instanceof MappingEndEvent)) {
      refuseMore();
      Optional<Sourced<String>> key = key(name);
      boolean isRead =
          key.isPresent()
              && findings.isFirst(
                  key.get(),
                  seen,
                  "duplicate-key",
                  "the key %s stands here a second time, first at %s",
                  KEEP_ONE);
      if (isRead) entry.accept(key.get());
      else skip();
    }
    next();
    return true;
  }

  private void refuseMore() {
    if (findings.size() > MOST_FINDINGS) {
      throw new BrokenFileException(
          "too-many",
          "the files have over %,d findings: what follows is not read".formatted(MOST_FINDINGS),
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
    if (!(peek() instanceof ScalarEvent scalar)) {
      findings.error(
          "key-not-text", "a key of " + name + " is not a text", here(), "", "write a plain word");
      skip();
      return Optional.empty();
    }
    SourcePosition at = here();
    next();
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      findings.error("merge-key", "merge keys ('<<') are not read", at, "<<", "write the keys out");
      return Optional.empty();
    }
    String quoted = "put it in quotes if it is meant as a text";
    Optional<Sourced<String>> key = text("a key of ", name, scalar, quoted);
    return key.isPresent() && isTooLong(scalar, at) ? Optional.empty() : key;
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
    findings.error(
        "long-key",
        "with what nobody can see written out the key has %,d characters, and YAML takes %,d"
            .formatted(written, Field.LONGEST_KEY),
        at,
        scalar.getValue(),
        "give it a name that can be seen");
    return true;
  }

  /// Reads a list item by item.
  ///
  /// @param item reads one, and all of it
  /// @return whether it was a list
  boolean list(String name, Runnable item) {
    if (!(peek() instanceof SequenceStartEvent start)) return wrongKind(name, "a list");
    refuseTag(start.getTag(), ":seq", start);
    next();
    while (!(peek() instanceof SequenceEndEvent)) {
      refuseMore();
      item.run();
    }
    next();
    return true;
  }

  /// Reads a text: any scalar but null, as it is written.
  Optional<Sourced<String>> text(String name) {
    if (!(peek() instanceof ScalarEvent scalar)) {
      wrongKind(name, "a text");
      return Optional.empty();
    }
    next();
    return text("", name, scalar, "");
  }

  /// @param part of what is named it is
  /// @param filled what to do if it is null; if empty, what is found by the text
  private Optional<Sourced<String>> text(
      String part, String name, ScalarEvent scalar, String filled) {
    SourcePosition at = events.at(scalar);
    if (isNull(scalar)) {
      String hint = filled.isEmpty() ? howToFill(scalar) : filled;
      findings.error("null-value", part + name + " is null", at, scalar.getValue(), hint);
      return Optional.empty();
    }
    refuseTag(scalar.getTag(), ":str", scalar);
    if (!events.isHalf(scalar)) return Optional.of(new Sourced<>(scalar.getValue(), at));
    findings.error(
        "lone-surrogate",
        part + name + " holds half of a character",
        at,
        "",
        "write the whole character");
    return Optional.empty();
  }

  /// Reads a text that people write, and warns where a comment may be the rest of it.
  Optional<Sourced<String>> prose(String name) {
    Event event = peek();
    Optional<Sourced<String>> text = text(name);
    if (text.isEmpty() || !(event instanceof ScalarEvent scalar)) return text;
    events
        .takeCut(scalar)
        .ifPresent(
            at ->
                findings.warning(
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
    String twice = name + " lists %s a second time, first at %s";
    list(
        name,
        () ->
            prose("an entry of " + name)
                .filter(text -> findings.isFirst(text, seen, "listed-twice", twice, KEEP_ONE))
                .ifPresent(texts::add));
    return texts;
  }

  private boolean wrongKind(String name, String wanted) {
    Event event = peek();
    if (event instanceof ScalarEvent scalar && isNull(scalar)) {
      text("", name, scalar, "");
    } else {
      String text = event instanceof ScalarEvent scalar ? scalar.getValue() : "";
      String list = event instanceof MappingStartEvent ? "a map" : "a list";
      String found = event instanceof ScalarEvent ? "a text" : list;
      // as much as a hint is found by: aliases can repeat megabytes
      String beginning = text.substring(0, Math.min(text.length(), LONGEST_CODE));
      String hint =
          ConfusableIndicator.hint(beginning).orElseGet(() -> howTo(wanted, found, beginning));
      String message = name + " must be " + wanted + ", this is " + found;
      findings.error("wrong-kind", message, here(), text, hint);
    }
    skip();
    return false;
  }

  private static String howTo(String wanted, String found, String text) {
    if (wanted.equals("a list")) return "write a list: '- ' before each entry";
    if (wanted.equals("a text")) {
      return "write a text, in quotes if it begins with a bracket or with '- '";
    }
    String map = "write a map: lines of 'key: value'";
    if (found.equals("a list")) return map + ", without a '-' before them";
    int end = 0;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
    if (text.startsWith(":", end)) return "write a space behind the ':'";
    boolean isAssigned = text.substring(end).stripLeading().startsWith("=");
    return isAssigned ? "write ': ' in place of the '='" : map;
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
        findings.warning(
            "lost-mark",
            "the '!' is a tag: what is read is " + Quote.of(scalar.getValue()),
            events.at(event),
            "!",
            "put the text in quotes if it begins with a '!'; else remove the '!'");
      }
      return;
    }
    findings.error(
        "tag",
        "the tag " + Quote.of(tag.get()) + " is not read",
        events.at(event),
        event instanceof CollectionStartEvent ? "" : tag.get(),
        "remove it, or put the text in quotes if it begins with a '!'");
  }
}

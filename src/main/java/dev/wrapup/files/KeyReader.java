package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.KeySpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ConfusableIndicator;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/// Reads maps of which it is known which keys they may have.
class KeyReader extends Cursor {
  /// For so many unknown keys the one that was meant is looked for.
  private static final int MOST_SEARCHED = 1_000;

  private static final String FIRST = "mend those above first";

  /// What was said of unknown keys, by the map that has none such: a mistake that one makes is made
  /// in many entries.
  private final IdentityHashMap<Keys, Map<String, Said>> unknown = new IdentityHashMap<>();

  private int searched;

  private record Said(String message, String hint) {}

  KeyReader(ExpandedEvents events, FindingCollector findings) {
    super(events, findings);
  }

  /// Reads the only document of a file, a map.
  ///
  /// @param key reads the value of a key, and all of it
  /// @param content what a file says at least, for one that says nothing
  /// @return where the map begins; empty if there is none
  Optional<SourcePosition> document(
      SourceFile file, Consumer<Sourced<String>> key, String content) {
    next();
    SourcePosition begin = new SourcePosition(file, 1, 1);
    if (peek() instanceof StreamEndEvent) throw empty(begin, content);
    next();
    SourcePosition at = here();
    if (peek() instanceof ScalarEvent scalar && scalar.getValue().isEmpty()) {
      throw empty(at, content);
    }
    boolean isMap = map("the file", key);
    next();
    if (peek() instanceof DocumentStartEvent) {
      findings.error(
          "several-documents",
          "a second document begins here",
          here(),
          "---",
          "put it into a file of its own");
    }
    return isMap ? Optional.of(at) : Optional.empty();
  }

  private static BrokenFileException empty(SourcePosition at, String content) {
    return new BrokenFileException("empty-file", "the file is empty", at, content);
  }

  void checkFormat(Sourced<String> format) {
    if (format.value().equals(FileSpec.FORMAT)) return;
    String hint = "this version reads format " + FileSpec.FORMAT;
    findings.error("unknown-format", format, "format %s is not known", hint);
  }

  /// Reports what holds nothing; never true.
  boolean empty(String key, SourcePosition at, String hint) {
    findings.error("empty-value", "'%s' is empty".formatted(key), at, "", hint);
    return false;
  }

  /// Whether a text is one of some words.
  boolean isOneOf(Collection<String> words, String key, Sourced<String> text) {
    if (words.contains(text.value())) return true;
    String hint = Suggestion.among(text.value(), words);
    findings.error("unknown-word", text, "'" + key + "' can't be %s", hint);
    return false;
  }

  /// The texts in a map, by key; none after a finding.
  ///
  /// @param noun what the map is, for messages
  Map<String, Sourced<String>> parts(String noun, Keys keys, String hint) {
    SourcePosition at = here();
    Map<String, Sourced<String>> parts = new HashMap<>();
    boolean[] broken = {false};
    String where = "an " + noun;
    boolean isMap =
        map(
            where,
            key -> {
              if (keys.key(key.value()).isPresent()) {
                Optional<Sourced<String>> part = prose("'" + key.value() + "'");
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
  ///
  /// @param where the map that it stands in, for messages
  void unknownKey(Sourced<String> key, String where, Keys map) {
    Said said = said(key.value(), where, map);
    findings.error("unknown-key", said.message(), key.at(), key.value(), said.hint());
    skip();
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
            ConfusableIndicator.hint(key).orElseGet(() -> Suggestion.among(key, map.names())));
    here.put(key, said);
    return said;
  }

  static String in(String where) {
    return where.isEmpty() ? "" : " in " + where;
  }

  void missingKey(String key, String where, SourcePosition at, String hint) {
    findings.error("missing-key", "'%s' is missing in %s".formatted(key, where), at, "", hint);
  }
}

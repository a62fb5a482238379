package dev.wrapup.http;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Searches texts for secrets as they are, and in encodings inside each other. Immutable.
final class SecretSearch {
  /// How many encodings inside each other are seen through; of a long text, which only a hostile
  /// server sends, one.
  private static final int DEPTH = 3;

  /// Longer texts are searched part by part, so that a hostile one takes no memory.
  private static final int PART = 1 << 16;

  /// No character takes more than this, however it is encoded.
  private static final int LONGEST_CHARACTER = 36;

  /// A shorter secret is found only where it stands alone: it is part of many words.
  private static final int SHORTEST = 4;

  private static final int BITS = 16;

  /// A secret as it may stand in a text.
  ///
  /// @param name what people call it
  record Form(String text, String name) {}

  /// Where a secret stands.
  record Span(int begin, int end, Form form) {}

  private final List<Form> forms;
  private final List<Form> words;
  private final boolean seesRuns;

  /// Hashes of parts of the forms, each [#SHORTEST] long: those that begin in the first [#step].
  private final BitSet parts = new BitSet(1 << BITS);

  /// Wherever a form stands, one of its parts begins at a multiple of this.
  private final int step;

  private final int overlap;

  /// @param seesRuns whether to look into all that may be base64 or hex, which takes its time; else
  ///   only for the forms themselves
  SecretSearch(List<Form> forms, boolean seesRuns) {
    this.seesRuns = seesRuns;
    this.forms = List.copyOf(forms);
    this.words = forms.stream().filter(form -> form.text().length() < SHORTEST).toList();
    this.overlap = lengths().max().orElse(0) * LONGEST_CHARACTER;
    this.step = Math.max(1, lengths().min().orElse(0) - SHORTEST + 1);
    for (Form form : forms) {
      int last = Math.min(step, form.text().length() - SHORTEST + 1);
      for (int i = 0; i < last; i++) parts.set(hash(form.text(), i));
    }
  }

  private IntStream lengths() {
    return forms.stream().mapToInt(form -> form.text().length());
  }

  /// The same with more of them.
  SecretSearch with(Collection<String> texts, String name) {
    List<Form> all = new ArrayList<>(forms);
    Set<String> fresh = new LinkedHashSet<>(texts);
    forms.forEach(form -> fresh.remove(form.text()));
    fresh.forEach(text -> all.add(new Form(text, name)));
    return fresh.isEmpty() ? this : new SecretSearch(all, seesRuns);
  }

  /// Where secrets stand in a text, in no order.
  List<Span> find(String text) {
    if (forms.isEmpty() || !mayHoldAny(text)) return List.of();
    List<Span> spans = new ArrayList<>();
    int part = Math.max(PART, 2 * overlap);
    if (text.length() <= part) {
      find(new Decoded(text), DEPTH, new HashSet<>(), spans);
      return spans;
    }
    for (int begin = 0; begin < text.length(); begin += part - overlap) {
      List<Span> found = new ArrayList<>();
      String some = text.substring(begin, Math.min(text.length(), begin + part));
      find(new Decoded(some), 1, new HashSet<>(), found);
      for (Span span : found) {
        spans.add(new Span(begin + span.begin(), begin + span.end(), span.form()));
      }
    }
    return spans;
  }

  /// Almost every text holds none, which is seen at a glance.
  private boolean mayHoldAny(String text) {
    if (seesRuns || !words.isEmpty()) return true;
    if (holdsSign(text)) return true;
    for (int i = 0; i + SHORTEST <= text.length(); i += step) {
      if (parts.get(hash(text, i))) return true;
    }
    return false;
  }

  private static boolean holdsSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Decoded.isSign(text.charAt(i))) return true;
    }
    return false;
  }

  /// @param seen what was searched of the same text, and isn't again
  private void find(Decoded text, int depth, Set<String> seen, List<Span> spans) {
    if (!seen.add(text.text())) return;
    search(text, spans);
    if (depth == 0) return;
    boolean isPlain = !holdsSign(text.text());
    for (Decoded.Encoding encoding : isPlain ? List.<Decoded.Encoding>of() : Decoded.ENCODINGS) {
      Optional<Decoded> inner = text.without(encoding);
      if (inner.isPresent()) find(inner.get(), depth - 1, seen, spans);
    }
    for (Runs.Run run : seesRuns ? Runs.of(text.text()) : List.<Runs.Run>of()) {
      List<Span> within = new ArrayList<>();
      for (String inner : run.decoded()) {
        find(new Decoded(inner), depth - 1, new HashSet<>(), within);
      }
      for (Span span : within) {
        spans.add(new Span(text.begin(run.begin()), text.end(run.end()), span.form()));
      }
    }
  }

  private void search(Decoded decoded, List<Span> spans) {
    String text = decoded.text();
    for (int i = 0; i + SHORTEST <= text.length(); i++) {
      if (!parts.get(hash(text, i))) continue;
      for (Form form : forms) {
        boolean isHere = form.text().length() >= SHORTEST && text.startsWith(form.text(), i);
        if (isHere) spans.add(span(decoded, i, form));
      }
    }
    for (Form form : words) {
      for (int i = text.indexOf(form.text()); i >= 0; i = text.indexOf(form.text(), i + 1)) {
        if (standsAlone(text, i, i + form.text().length())) spans.add(span(decoded, i, form));
      }
    }
  }

  private static Span span(Decoded decoded, int at, Form form) {
    return new Span(decoded.begin(at), decoded.end(at + form.text().length()), form);
  }

  private static boolean standsAlone(String text, int begin, int end) {
    return (begin == 0 || !Character.isLetterOrDigit(text.charAt(begin - 1)))
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private static int hash(String text, int at) {
    int hash = text.charAt(at) * 31 + text.charAt(at + 1);
    hash = (hash * 31 + text.charAt(at + 2)) * 31 + text.charAt(at + 3);
    return (hash ^ (hash >>> BITS)) & ((1 << BITS) - 1);
  }
}

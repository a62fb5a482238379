package dev.wrapup.http.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Searches texts for secrets, plain or in nested encodings, in linear time. Immutable.
final class SecretSearch {
  /// How many characters are searched for each of a text, and for any text. What takes more, which
  /// only a hostile server sends, can't be seen through.
  private static final int WORK = 64;

  private static final int LEAST_WORK = 1 << 20;

  /// Longer texts are searched part by part, so that a hostile one takes no memory.
  private static final int PART = 1 << 16;

  /// No character takes more than this, however it is encoded.
  private static final int LONGEST_CHARACTER = 36;

  /// A shorter secret is found only where it stands alone: it is part of many words.
  private static final int SHORTEST = 4;

  /// What stands before a secret may take so much of its beginning for the end of something that is
  /// encoded.
  private static final int LONGEST_HEAD = 8;

  private static final int BITS = 16;

  /// In letters and digits.
  private static final int LONGEST_WORD = 15;

  /// A secret as it may stand in a text.
  ///
  /// @param name what people call it
  record Form(String text, String name) {}

  /// Where a secret stands.
  record Span(int begin, int end, Form form) {}

  /// A form in two.
  private record Halves(String head, String tail, Form form) {}

  /// How much may still be searched.
  private static final class Work {
    private final boolean seesRuns;
    private long left;

    private Work(int length, boolean seesRuns) {
      this.seesRuns = seesRuns;
      left = LEAST_WORK + (long) WORK * length;
    }
  }

  private final List<Form> forms;
  private final List<Halves> halves = new ArrayList<>();

  /// Hashes of how their second ones begin.
  private final BitSet tails = new BitSet(1 << BITS);

  private final List<Form> words;
  private final boolean seesRuns;

  /// Hashes of parts of the forms, each [#SHORTEST] long: those that begin in the first [#step].
  private final BitSet parts = new BitSet(1 << BITS);

  /// Wherever a form stands, one of its parts begins at a multiple of this.
  private final int step;

  private final int overlap;

  /// @param seesRuns whether to look into all that may be base64 or hex, which takes its time, and
  ///   what can't be seen through counts as a secret; else only where something is no word
  SecretSearch(List<Form> forms, boolean seesRuns) {
    this.seesRuns = seesRuns;
    this.forms = List.copyOf(forms);
    this.words = forms.stream().filter(form -> form.text().length() < SHORTEST).toList();
    this.overlap = lengths().max().orElse(0) * LONGEST_CHARACTER;
    this.step = Math.max(1, lengths().min().orElse(0) - SHORTEST + 1);
    for (Form form : forms) {
      int last = Math.min(step, form.text().length() - SHORTEST + 1);
      for (int i = 0; i < last; i++) parts.set(hash(form.text(), i));
      for (int i = 1; i <= LONGEST_HEAD && i + SHORTEST <= form.text().length(); i++) {
        halves.add(new Halves(form.text().substring(0, i), form.text().substring(i), form));
        tails.set(hash(form.text(), i));
      }
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
    for (int begin = 0; ; begin += part - overlap) {
      String some = text.substring(begin, Math.min(text.length(), begin + part));
      for (Span span : findIn(some)) {
        spans.add(new Span(begin + span.begin(), begin + span.end(), span.form()));
      }
      if (begin + part >= text.length()) return spans;
    }
  }

  private List<Span> findIn(String text) {
    List<Span> spans = new ArrayList<>();
    Work work = new Work(text.length(), seesRuns || holdsRun(text));
    find(new DecodedText(text), work, new HashSet<>(), spans);
    return work.left < 0 && seesRuns
        ? List.of(new Span(0, text.length(), forms.getFirst()))
        : spans;
  }

  /// Almost every text holds none, which is seen at a glance.
  private boolean mayHoldAny(String text) {
    if (seesRuns || !words.isEmpty()) return true;
    if (holdsSign(text) || holdsRun(text)) return true;
    for (int i = 0; i + SHORTEST <= text.length(); i += step) {
      if (parts.get(hash(text, i))) return true;
    }
    return false;
  }

  private static boolean holdsSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DecodedText.isSign(text.charAt(i))) return true;
    }
    return false;
  }

  /// Whether something stands in the text that is longer than a word: what may be base64 or hex of
  /// more than a secret. Ids and times have no such part.
  private static boolean holdsRun(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isOfRun =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '+'
              || c == '=';
      run = isOfRun ? run + 1 : 0;
      if (run > LONGEST_WORD) return true;
    }
    return false;
  }

  /// @param seen what was searched of the same text, and isn't again
  private void find(DecodedText text, Work work, Set<String> seen, List<Span> spans) {
    if (work.left < 0 || !seen.add(text.text())) return;
    work.left -= text.text().length();
    search(text, spans);
    boolean isPlain = !holdsSign(text.text());
    for (DecodedText.Encoding encoding :
        isPlain ? List.<DecodedText.Encoding>of() : DecodedText.ENCODINGS) {
      Optional<DecodedText> inner = text.without(encoding);
      if (inner.isPresent()) find(inner.get(), work, seen, spans);
    }
    for (EncodedRuns.Run run :
        work.seesRuns ? EncodedRuns.of(text.text()) : List.<EncodedRuns.Run>of()) {
      List<Span> within = new ArrayList<>();
      for (String inner : run.decoded()) {
        find(new DecodedText(inner), work, new HashSet<>(), within);
      }
      for (Span span : within) {
        spans.add(new Span(text.begin(run.begin()), text.end(run.end()), span.form()));
      }
    }
  }

  private void search(DecodedText decoded, List<Span> spans) {
    String text = decoded.text();
    for (int i = 0; i + SHORTEST <= text.length(); i++) {
      int hash = hash(text, i);
      if (parts.get(hash)) searchForms(decoded, i, spans);
      if (i > 0 && tails.get(hash)) searchHalves(decoded, i, spans);
    }
    for (Form form : words) {
      for (int i = text.indexOf(form.text()); i >= 0; i = text.indexOf(form.text(), i + 1)) {
        if (standsAlone(text, i, i + form.text().length())) spans.add(span(decoded, i, form));
      }
    }
  }

  private void searchForms(DecodedText decoded, int at, List<Span> spans) {
    for (Form form : forms) {
      boolean isLong = form.text().length() >= SHORTEST;
      if (isLong && decoded.text().startsWith(form.text(), at)) spans.add(span(decoded, at, form));
    }
  }

  private void searchHalves(DecodedText decoded, int at, List<Span> spans) {
    String before = decoded.source(at - 1);
    if (before.length() == 1) return;
    for (Halves two : halves) {
      if (before.endsWith(two.head()) && decoded.text().startsWith(two.tail(), at)) {
        int begin = decoded.end(at) - two.head().length();
        spans.add(new Span(begin, decoded.end(at + two.tail().length()), two.form()));
      }
    }
  }

  private static Span span(DecodedText decoded, int at, Form form) {
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

package dev.wrapup.report.format;

import dev.wrapup.plan.diff.Risk;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Batch;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes in a terminal: a list that fits a screen, then each with old and new. Where they are
/// more than that, one of a single field takes a line.
final class ChangesText {
  private static final int INDENT = 4;

  /// So many rows of the list at the top fit a screen.
  private static final int ROWS = 20;

  /// So many codes of one edit are named.
  private static final int NAMED = 20;

  /// So many that refer to a code without being in danger are named.
  static final int REFERRERS = 3;

  private final OutputStyle look;
  private final Ansi paint;
  private final TextLines lines;

  ChangesText(OutputStyle look, TextLines lines) {
    this.look = look;
    this.paint = new Ansi(look.color());
    this.lines = lines;
  }

  /// @param counts of changes, told here too where their end is far
  void changes(Doc.Changes changes, String counts) {
    List<? extends Doc.Entry> entries = changes.entries();
    boolean isLong = entries.size() > ROWS;
    if (isLong) lines.line(counts);
    lines.line("Risk: " + changes.counts());
    List<? extends Doc.Entry> listed =
        entries.stream()
            .filter(entry -> !isLong || entry instanceof Batch || !entry.is(Risk.LOW))
            .limit(ROWS)
            .toList();
    if (!listed.isEmpty()) {
      list(listed);
      int more = entries.size() - listed.size();
      if (more > 0) lines.line("  and %,d more, told below".formatted(more));
    }
    lines.line("");
    each(entries, true);
  }

  /// @param isSpaced whether empty lines stand between them
  void each(List<? extends Doc.Entry> entries, boolean isSpaced) {
    boolean isLong = entries.size() > ROWS;
    boolean isOpen = false; // whether a change in a line came last
    List<Phrase> untold = new ArrayList<>(); // edits for which there was no room
    for (Doc.Entry entry : entries) {
      boolean isLine = isLong && entry instanceof Doc.Card card && isLine(card);
      if (isSpaced && isOpen && !isLine) lines.line("");
      switch (entry) {
        case Doc.Card card when isLine -> inLine(card, untold);
        case Doc.Card card -> card(card);
        case Batch batch -> batch(batch);
      }
      if (isSpaced && !isLine) lines.line("");
      isOpen = isLine;
    }
    if (!untold.isEmpty()) {
      Phrase named = Phrase.named(untold.stream().distinct().toList(), REFERRERS);
      Phrase edited = Phrase.ours("%,d of them edited ".formatted(untold.size())).and(named);
      lines.hang("", edited.and("; --format json has each").plain(look));
    }
    if (isSpaced && isOpen) lines.line("");
  }

  private void list(List<? extends Doc.Entry> entries) {
    int width = codeWidth(entries.stream().map(ChangesText::name));
    lines.line("  risk    change            " + Columns.pad("code", width) + "  what");
    for (Doc.Entry entry : entries) {
      switch (entry) {
        case Doc.Card card -> row(card, width);
        case Batch batch ->
            row(
                batch.risk(),
                batch.sign() + " " + batch.verbs(),
                batch.count(),
                batch.what(),
                width);
      }
    }
  }

  private static String name(Doc.Entry entry) {
    return switch (entry) {
      case Doc.Card card -> card.code();
      case Batch batch -> batch.count();
    };
  }

  /// How wide a column of codes is.
  int codeWidth(Stream<String> codes) {
    int widest = codes.mapToInt(code -> Columns.width(visible(code))).max().orElse(0);
    return Math.clamp(widest, 4, 20);
  }

  private void row(Doc.Card card, int width) {
    Risk risk = card.risk().orElseThrow();
    row(risk, card.sign() + " " + card.verbs(), card.code(), card.cells().getFirst(), width);
  }

  private void row(Risk risk, String change, String code, Phrase what, int width) {
    int room = look.columns() - 2 - 8 - 18 - width - 2;
    lines.line(
        "  "
            + paint.in(Tone.of(risk), Columns.pad(risk.word(), 8))
            + Columns.pad(change, 18)
            + Columns.pad(Columns.cut(visible(code), width), width)
            + "  "
            + Columns.cut(what.plain(look), room));
  }

  private void batch(Batch batch) {
    lines.hang(paint.in(batch.tone(), batch.sign()) + " ", paint.phrase(batch.line(), look));
    if (!batch.edit().isEmpty()) lines.hang(" ".repeat(INDENT), batch.edit().plain(look));
    String more = batch.cards().size() > NAMED ? "; --format json has all" : "";
    Phrase codes = Phrase.named(Doc.lazily(batch.codes(), Phrase::theirs), NAMED).and(more);
    lines.hang(" ".repeat(INDENT), codes.plain(look));
    if (batch.referred() > 0) lines.line(" ".repeat(INDENT) + batch.references());
  }

  /// A change of a single field that breaks nothing, with who edited it and its place as far as
  /// there is room.
  private void inLine(Doc.Card card, List<Phrase> untold) {
    String told = told(card);
    int room = look.columns() - Columns.width(told) - 2;
    Phrase edit = card.edit();
    Phrase at = card.at().map(Phrase::theirs).orElse(Phrase.NONE);
    Optional<String> place =
        Stream.of(
                Phrase.join(" · ", List.of(edit, card.place())),
                Phrase.join(" · ", List.of(edit, at)),
                edit,
                at)
            .filter(some -> !some.isEmpty())
            .map(some -> some.plain(look))
            .filter(some -> Columns.width(some) <= room)
            .findFirst();
    lines.line(place.map(some -> beside(told, some)).orElse(told));
    if (!edit.isEmpty() && Columns.width(edit.plain(look)) > room) untold.add(edit);
  }

  private boolean isLine(Doc.Card card) {
    List<Doc.Field> fields = card.fields().stream().filter(field -> !field.isKey()).toList();
    return fields.size() <= 1
        && fields.stream().allMatch(ChangesText::isPlain)
        && !card.is(Risk.HIGH)
        && card.impact().references().isEmpty()
        && Columns.width(told(card)) <= look.columns();
  }

  private static boolean isPlain(Doc.Field field) {
    return field.note().isEmpty() && field.difference().unseen().isEmpty();
  }

  private String told(Doc.Card card) {
    StringBuilder told = new StringBuilder(head(card));
    for (Doc.Field field : card.fields()) {
      if (field.isKey()) continue;
      told.append("  ").append(field.name().plain(look)).append("  ");
      told.append(paint.phrase(field.difference().marked(), look));
    }
    return told.toString();
  }

  private String head(Doc.Card card) {
    String aside = card.aside().isEmpty() ? "" : "  " + card.aside().plain(look);
    String tag = card.tag().isEmpty() ? "" : "  (" + card.tag() + ")";
    return paint.in(card.tone(), card.sign() + " " + visible(card.code()))
        + aside
        + paint.in(Tone.WARN, tag);
  }

  private String beside(String told, String place) {
    return Columns.beside(told, paint.faint(place), INDENT, look.columns());
  }

  void card(Doc.Card card) {
    lines.line(beside(head(card), card.place().plain(look)));
    if (!card.edit().isEmpty()) lines.line(" ".repeat(INDENT) + card.edit().plain(look));
    card.fields().forEach(this::field);
    for (Warning warning : card.impact().warnings()) {
      lines.hang(
          "  " + paint.in(Tone.WARN, "!") + " ", paint.in(Tone.WARN, visible(warning.message())));
    }
    if (card.impact().references().isEmpty()) return;
    WarningText.others(card.impact(), REFERRERS)
        .ifPresent(who -> lines.hang(" ".repeat(INDENT), who.plain(look)));
  }

  private void field(Doc.Field field) {
    if (field.isKey()) return;
    String name = " ".repeat(INDENT) + Columns.pad(field.name().plain(look), 12) + " ";
    lines.hang(
        name,
        paint.phrase(field.difference().marked(), look)
            + (field.note().isEmpty() ? "" : "  (" + field.note().plain(look) + ")"));
    field
        .difference()
        .unseen()
        .ifPresent(what -> lines.line(" ".repeat(Columns.width(name)) + "differs in: " + what));
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

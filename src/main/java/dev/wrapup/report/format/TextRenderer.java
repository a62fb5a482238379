package dev.wrapup.report.format;

import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A report for a terminal. What has to be known comes first, since a pager begins there; what it
/// comes to is told at the end once more, since without one the last lines are read first.
final class TextRenderer {
  private static final int INDENT = 4;

  private static final int NAMED = 5;

  private final Doc doc;
  private final OutputStyle look;
  private final Ansi paint;
  private final TextLines lines;
  private final ChangesText cards;

  private TextRenderer(Doc doc, OutputStyle look) {
    this.doc = doc;
    this.look = look;
    this.paint = new Ansi(look.color());
    this.lines = new TextLines(look);
    this.cards = new ChangesText(look, lines);
  }

  static String render(Doc doc, OutputStyle look) {
    TextRenderer drawn = new TextRenderer(doc, look);
    drawn.head(doc.head());
    doc.callout().ifPresent(drawn::callout);
    doc.blocks().forEach(drawn::block);
    drawn.summary(doc.summary());
    doc.callout().ifPresent(drawn::reminder);
    doc.next().ifPresent(drawn::next);
    doc.journal().ifPresent(drawn::journal);
    boolean isRefused = doc.callout().filter(told -> told.tone() == Tone.BAD).isPresent();
    doc.head().digest().filter(digest -> isRefused).ifPresent(d -> drawn.lines.line("Digest " + d));
    return drawn.lines.toString();
  }

  private void head(Doc.Head head) {
    if (head.about().isEmpty()) return;
    String left = "wrapup %s  %s".formatted(head.command(), head.about().plain(look));
    String catalog = String.join(" · ", head.catalog());
    lines.line(Columns.beside(paint.bold(left), paint.faint(catalog), 0, look.columns()));
    lines.line("");
  }

  private void block(Doc.Block block) {
    switch (block) {
      case Doc.Changes changes -> {
        lines.gap();
        if (changes.risks().isEmpty())
          outcomes(Doc.lazily(changes.entries(), Doc.Card.class::cast));
        else cards.changes(changes, doc.summary().counts());
      }
      case Doc.Group group -> group(group);
      case Doc.Listing listing -> listing(listing);
      case Doc.Names names -> names(names);
      case Doc.Findings findings -> {
        lines.gap();
        lines.line(FindingsText.render(findings.findings(), look));
      }
      case Doc.Figures figures -> {
        figures.figures().forEach(f -> lines.line(Columns.pad("  " + f.name(), 20) + f.value()));
        lines.line("");
      }
      case Doc.Notice notice -> lines.hang("", notice.text().plain(look));
      case Doc.Note note -> {
        String sign = note.tone() == Tone.WARN ? paint.in(Tone.WARN, "!") + " " : "";
        lines.hang(sign, paint.in(note.tone(), note.text().plain(look)));
      }
    }
  }

  private String heading(Doc.Heading heading) {
    String aside = heading.aside().plain(look);
    return heading.title() + (aside.isEmpty() ? "" : " (" + aside + ")");
  }

  /// What came of each change.
  private void outcomes(List<Doc.Card> all) {
    int width = cards.codeWidth(all.stream().map(Doc.Card::code));
    for (Doc.Card card : all) {
      Phrase what = Phrase.ours(card.verbs());
      if (!card.aside().isEmpty()) {
        what =
            what.and(card.verbs().endsWith(" to") || card.verbs().endsWith(" from") ? " " : ", ");
        what = what.and(card.aside());
      }
      if (!card.note().isEmpty()) what = what.and(": ").and(card.note());
      entry(card.tone(), visible(card.code()), width, what.plain(look));
      card.clashes().forEach(field -> lines.hang(" ".repeat(INDENT), field.clash().plain(look)));
    }
    lines.line("");
  }

  private void entry(Tone tone, String name, int width, String told) {
    String sign = tone.sign().isEmpty() ? " " : paint.in(tone, tone.sign());
    String left = "  " + sign + " " + Columns.pad(Columns.cut(name, width), width) + "  ";
    int indent = 4 + width + 2;
    for (String line : Columns.wrap(told, look.columns() - indent)) {
      lines.line(left + line.strip());
      left = " ".repeat(indent);
    }
  }

  private void group(Doc.Group group) {
    boolean isNamed = !group.alarm().isEmpty();
    if (isNamed) lines.line(heading(group.heading()) + ":\n");
    cards.each(group.entries(), !isNamed);
    if (isNamed) lines.line("");
  }

  private void listing(Doc.Listing listing) {
    if (listing.heading().title().isEmpty()) {
      // what went wrong comes first in a report that may be cut, and next to the prompt here
      Comparator<Doc.Item> badLast = Comparator.comparing(item -> item.tone() == Tone.BAD);
      boolean isDone = listing.noun().equals("change");
      items(isDone ? listing.items().stream().sorted(badLast).toList() : listing.items());
      return;
    }
    lines.gap();
    lines.hang("", heading(listing.heading()) + ":");
    if (listing.flows()) {
      lines.hang(
          " ".repeat(INDENT),
          listing.items().stream().map(this::flowing).collect(Collectors.joining(", ")));
    } else {
      listing.items().forEach(this::item);
    }
    lines.line("");
  }

  private String flowing(Doc.Item item) {
    String what = item.what().plain(look);
    return item.name().plain(look) + (what.isEmpty() ? "" : " (" + what + ")");
  }

  private void item(Doc.Item item) {
    String left = " ".repeat(INDENT) + item.name().plain(look) + "  ";
    int width = Math.min(Columns.width(left), look.columns() / 2);
    if (width < Columns.width(left)) {
      lines.line(left.stripTrailing());
      left = " ".repeat(width);
    }
    lines.hang(left, item.what().plain(look));
    for (Phrase more : item.more()) lines.hang(" ".repeat(width), more.plain(look));
  }

  /// A list that is all of the report: names are a column beside what there is to say.
  private void items(List<Doc.Item> items) {
    List<Doc.Item> told = items.stream().filter(item -> !item.what().isEmpty()).toList();
    int width = cards.codeWidth(told.stream().map(item -> item.name().raw()));
    for (Doc.Item item : items) item(item, width);
    if (!told.isEmpty() && !doc.summary().counts().isEmpty()) lines.line("");
  }

  private void item(Doc.Item item, int width) {
    String name = item.name().plain(look);
    if (!item.what().isEmpty()) {
      entry(item.tone(), name, width, item.what().plain(look));
      item.more().forEach(more -> lines.hang(" ".repeat(4 + width + 2), more.plain(look)));
      return;
    }
    String sign = item.tone().sign();
    lines.line(
        sign.isEmpty()
            ? item.more().isEmpty() ? name : paint.bold(name)
            : paint.in(item.tone(), sign) + " " + name);
    item.more().forEach(more -> lines.line("  " + more.plain(look)));
  }

  private void names(Doc.Names names) {
    Phrase named = Phrase.named(Doc.lazily(names.names(), Phrase::theirs), NAMED);
    lines.hang("", heading(names.heading()) + ": " + named.plain(look));
  }

  private void summary(Doc.Summary summary) {
    if (summary.counts().isEmpty()) return;
    String counts = summary.counts();
    String painted =
        summary.tone() == Tone.PLAIN ? paint.bold(counts) : paint.in(summary.tone(), counts);
    String requests = summary.requests().isEmpty() ? "" : " " + summary.requests() + ".";
    lines.hang(
        "",
        painted
            + paint.faint(summary.others())
            + paint.phrase(summary.rest(), look)
            + paint.faint(requests));
  }

  private void callout(Doc.Callout callout) {
    lines.line(paint.in(callout.tone(), callout.title()) + callout.more() + ":");
    for (Doc.Point point : callout.points()) {
      String rule =
          point.code().isEmpty()
              ? ""
              : " (rule: %s) [%s]".formatted(point.rule().plain(look), point.code());
      lines.hang("  " + paint.in(Tone.BAD, "✗") + " ", point.text().plain(look) + rule);
    }
    lines.line("");
  }

  /// What was told at the top, in a word.
  private void reminder(Doc.Callout callout) {
    if (callout.more().isEmpty()) return;
    String codes =
        callout.points().stream().map(Doc.Point::code).distinct().collect(Collectors.joining(", "));
    lines.gap();
    lines.hang(
        "",
        paint.in(callout.tone(), callout.title())
            + "%s: %s (told at the top)".formatted(callout.more(), codes));
  }

  private void next(Next next) {
    for (Next.Step step : next.steps()) {
      lines.hang("", step.what().plain(look));
      step.command().ifPresent(command -> lines.line("  " + command));
    }
  }

  private void journal(Doc.Journal journal) {
    lines.line("Audit: " + journal.path().plain(look));
    String state = journal.state().isEmpty() ? "" : ", " + journal.state();
    lines.line("  head sha256:" + journal.head() + state);
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

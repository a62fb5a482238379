package dev.wrapup.report.format;

import dev.wrapup.plan.Risk;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report for a terminal, where the last lines are read first: the verdict comes at the end.
final class TextRenderer {
  private static final int INDENT = 4;

  /// So many rows of the list at the top fit a screen.
  private static final int ROWS = 20;

  private static final int NAMED = 5;

  /// So many that refer to a code without being in danger are named.
  static final int REFERRERS = 3;

  private final Doc doc;
  private final OutputStyle look;
  private final Ansi paint;
  private final StringBuilder text = new StringBuilder();

  private TextRenderer(Doc doc, OutputStyle look) {
    this.doc = doc;
    this.look = look;
    this.paint = new Ansi(look.color());
  }

  static String render(Doc doc, OutputStyle look) {
    TextRenderer drawn = new TextRenderer(doc, look);
    drawn.head(doc.head());
    doc.blocks().forEach(drawn::block);
    drawn.summary(doc.summary());
    doc.callout().ifPresent(drawn::callout);
    doc.next().ifPresent(drawn::next);
    doc.journal().ifPresent(drawn::journal);
    boolean isRefused = doc.callout().filter(told -> told.tone() == Tone.BAD).isPresent();
    doc.head().digest().filter(digest -> isRefused).ifPresent(d -> drawn.line("Digest " + d));
    return drawn.text.toString();
  }

  private void head(Doc.Head head) {
    if (head.about().isEmpty()) return;
    String left = "wrapup %s  %s".formatted(head.command(), head.about().plain(look));
    line(beside(left, paint.bold(left), String.join(" · ", head.catalog()), 0));
    line("");
  }

  /// A text at the right edge of the line, or in one of its own.
  private String beside(String left, String painted, String right, int indent) {
    if (right.isEmpty()) return painted;
    int gap = look.columns() - Columns.width(left) - Columns.width(right);
    return painted + (gap >= 2 ? " ".repeat(gap) : "\n" + " ".repeat(indent)) + right;
  }

  private void block(Doc.Block block) {
    switch (block) {
      case Doc.Changes changes -> {
        if (changes.risks().isEmpty()) outcomes(changes.cards());
        else changes(changes);
      }
      case Doc.Group group -> group(group);
      case Doc.Listing listing -> listing(listing);
      case Doc.Names names -> names(names);
      case Doc.Findings findings ->
          text.append(FindingsText.render(findings.findings(), look)).append('\n');
      case Doc.Figures figures -> {
        figures.figures().forEach(f -> line(Columns.pad("  " + f.name(), 20) + f.value()));
        line("");
      }
      case Doc.Notice notice -> hang("", notice.text().plain(look));
      case Doc.Note note ->
          hang(
              "",
              (note.tone() == Tone.WARN ? paint.in(Tone.WARN, "!") + " " : "")
                  + note.text().plain(look));
    }
  }

  private String heading(Doc.Heading heading) {
    String aside = heading.aside().plain(look);
    return heading.title() + (aside.isEmpty() ? "" : " (" + aside + ")");
  }

  private void changes(Doc.Changes changes) {
    line("Risk: " + changes.counts());
    List<Doc.Card> listed = changes.cards().stream().limit(ROWS).toList();
    int width = codeWidth(listed.stream().map(Doc.Card::code));
    line("  risk    change            " + Columns.pad("code", width) + "  what");
    for (Doc.Card card : listed) row(card, width);
    int more = changes.cards().size() - ROWS;
    if (more > 0) line("  and %,d more, told below".formatted(more));
    line("");
    for (Doc.Card card : changes.cards()) {
      card(card);
      line("");
    }
  }

  /// What came of each change.
  private void outcomes(List<Doc.Card> cards) {
    int width = codeWidth(cards.stream().map(Doc.Card::code));
    for (Doc.Card card : cards) {
      Phrase what = Phrase.ours(card.verbs());
      if (!card.aside().isEmpty()) what = what.and(", ").and(card.aside());
      if (!card.note().isEmpty()) what = what.and(": ").and(card.note());
      entry(card.tone(), visible(card.code()), width, what.plain(look));
      card.clashes().forEach(field -> hang(" ".repeat(INDENT), field.clash().plain(look)));
    }
    line("");
  }

  private void entry(Tone tone, String name, int width, String told) {
    String sign = paint.in(tone, tone.sign());
    String left = "  " + sign + " " + Columns.pad(Columns.cut(name, width), width) + "  ";
    int indent = 4 + width + 2;
    for (String line : Columns.wrap(told, look.columns() - indent)) {
      line(left + line.strip());
      left = " ".repeat(indent);
    }
  }

  /// How wide a column of codes is.
  private int codeWidth(Stream<String> codes) {
    int widest = codes.mapToInt(code -> Columns.width(visible(code))).max().orElse(0);
    return Math.clamp(widest, 4, 20);
  }

  private void row(Doc.Card card, int codeWidth) {
    String risk = Columns.pad(card.risk().map(Risk::word).orElse(""), 8);
    int room = look.columns() - 2 - 8 - 18 - codeWidth - 2;
    line(
        "  "
            + paint.in(card.risk().map(Tone::of).orElse(Tone.PLAIN), risk)
            + Columns.pad(card.sign() + " " + card.verbs(), 18)
            + Columns.pad(Columns.cut(visible(card.code()), codeWidth), codeWidth)
            + "  "
            + Columns.cut(card.cells().getFirst().plain(look), room));
  }

  private void group(Doc.Group group) {
    boolean isNamed = !group.alarm().isEmpty();
    if (isNamed) line(heading(group.heading()) + ":\n");
    for (Doc.Card card : group.cards()) {
      card(card);
      if (!isNamed) line("");
    }
    if (isNamed) line("");
  }

  private void card(Doc.Card card) {
    String head = card.sign() + " " + visible(card.code());
    String aside = card.aside().isEmpty() ? "" : "  " + card.aside().plain(look);
    String tag = card.tag().isEmpty() ? "" : "  (" + card.tag() + ")";
    String painted = paint.in(card.tone(), head) + aside + paint.in(Tone.WARN, tag);
    line(beside(head + aside + tag, painted, card.place().plain(look), INDENT));
    if (!card.edit().isEmpty()) line(" ".repeat(INDENT) + card.edit().plain(look));
    card.fields().forEach(this::field);
    for (Warning warning : card.impact().warnings()) {
      hang("  " + paint.in(Tone.WARN, "!") + " ", visible(warning.message()));
    }
    if (card.impact().references().isEmpty()) return;
    WarningText.others(card.impact(), REFERRERS)
        .ifPresent(who -> hang(" ".repeat(INDENT), who.plain(look)));
  }

  private void field(Doc.Field field) {
    if (field.isKey()) return;
    String name = " ".repeat(INDENT) + Columns.pad(field.name().plain(look), 12) + " ";
    hang(
        name,
        field.difference().line().plain(look)
            + (field.note().isEmpty() ? "" : "  (" + field.note() + ")"));
    field
        .difference()
        .unseen()
        .ifPresent(what -> line(" ".repeat(Columns.width(name)) + "differs in: " + what));
  }

  private void listing(Doc.Listing listing) {
    if (listing.heading().title().isEmpty()) {
      items(listing.items());
      return;
    }
    line(heading(listing.heading()) + ":");
    if (listing.flows()) {
      hang(
          " ".repeat(INDENT),
          listing.items().stream().map(this::flowing).collect(Collectors.joining(", ")));
    } else {
      listing.items().forEach(this::item);
    }
    line("");
  }

  private String flowing(Doc.Item item) {
    String what = item.what().plain(look);
    return item.name().plain(look) + (what.isEmpty() ? "" : " (" + what + ")");
  }

  private void item(Doc.Item item) {
    String left = " ".repeat(INDENT) + item.name().plain(look) + "  ";
    int width = Math.min(Columns.width(left), look.columns() / 2);
    if (width < Columns.width(left)) {
      line(left.stripTrailing());
      left = " ".repeat(width);
    }
    hang(left, item.what().plain(look));
    for (Phrase more : item.more()) hang(" ".repeat(width), more.plain(look));
  }

  /// A list that is all of the report: names are a column beside what there is to say.
  private void items(List<Doc.Item> items) {
    List<Doc.Item> told = items.stream().filter(item -> !item.what().isEmpty()).toList();
    int width = codeWidth(told.stream().map(item -> item.name().raw()));
    for (Doc.Item item : items) item(item, width);
    if (!told.isEmpty() && !doc.summary().counts().isEmpty()) line("");
  }

  private void item(Doc.Item item, int width) {
    String name = item.name().plain(look);
    if (!item.what().isEmpty()) {
      entry(item.tone(), name, width, item.what().plain(look));
      item.more().forEach(more -> hang(" ".repeat(4 + width + 2), more.plain(look)));
      return;
    }
    String sign = item.tone().sign();
    line(
        sign.isEmpty()
            ? item.more().isEmpty() ? name : paint.bold(name)
            : paint.in(item.tone(), sign) + " " + name);
    item.more().forEach(more -> line("  " + more.plain(look)));
  }

  private void names(Doc.Names names) {
    Phrase named = Phrase.named(Doc.lazily(names.names(), Phrase::theirs), NAMED);
    hang("", heading(names.heading()) + ": " + named.plain(look));
  }

  private void summary(Doc.Summary summary) {
    if (summary.counts().isEmpty()) return;
    String counts = summary.counts() + summary.others();
    String painted =
        summary.tone() == Tone.PLAIN ? paint.bold(counts) : paint.in(summary.tone(), counts);
    String requests = summary.requests().isEmpty() ? "" : " " + summary.requests() + ".";
    hang("", painted + summary.rest().plain(look) + requests);
  }

  private void callout(Doc.Callout callout) {
    line("\n" + paint.in(callout.tone(), callout.title()) + callout.more() + ":");
    for (Doc.Point point : callout.points()) {
      String rule =
          point.code().isEmpty()
              ? ""
              : " (rule: %s) [%s]".formatted(point.rule().plain(look), point.code());
      hang("  " + paint.in(Tone.BAD, "✗") + " ", point.text().plain(look) + rule);
    }
  }

  private void next(Next next) {
    for (Next.Step step : next.steps()) {
      hang("", step.what().plain(look));
      step.command().ifPresent(command -> line("  " + command));
    }
  }

  private void journal(Doc.Journal journal) {
    line("Audit: " + journal.path().plain(look));
    String state = journal.state().isEmpty() ? "" : ", " + journal.state();
    line("  head sha256:" + journal.head() + state);
  }

  private void hang(String start, String wrapped) {
    text.append(Columns.hang(start, wrapped, look.columns()));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

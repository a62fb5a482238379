package dev.wrapup.report;

import dev.wrapup.plan.Risk;
import dev.wrapup.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report for a terminal, where the last lines are read first: the verdict comes at the end.
final class DocText {
  private static final int INDENT = 4;

  /// So many rows of the list at the top fit a screen.
  private static final int ROWS = 20;

  private static final int NAMED = 5;

  /// So many that refer to a code without being in danger are named.
  static final int REFERRERS = 3;

  /// Texts up to this length are shown whole, old and new.
  private static final int SHORT = 40;

  private final Look look;
  private final Paint paint;
  private final StringBuilder text = new StringBuilder();

  DocText(Look look) {
    this.look = look;
    this.paint = new Paint(look.color());
  }

  static String render(Doc doc, Look look) {
    DocText drawn = new DocText(look);
    drawn.head(doc.head());
    doc.blocks().forEach(drawn::block);
    drawn.summary(doc.summary());
    doc.callout().ifPresent(drawn::callout);
    doc.next().ifPresent(drawn::next);
    boolean isRefused = doc.callout().filter(told -> told.tone() == Tone.BAD).isPresent();
    doc.head().digest().filter(digest -> isRefused).ifPresent(d -> drawn.line("Digest " + d));
    return drawn.text.toString();
  }

  private void head(Doc.Head head) {
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
      case Doc.Changes changes -> changes(changes);
      case Doc.Group group -> group(group);
      case Doc.Brief brief -> {
        line(heading(brief.heading()) + ":");
        brief.cards().forEach(this::brief);
        line("");
      }
      case Doc.Listing listing -> listing(listing);
      case Doc.Names names -> names(names);
      case Doc.Findings findings ->
          text.append(FindingsText.render(findings.findings(), look)).append('\n');
      case Doc.Figures figures ->
          figures.figures().forEach(f -> line(Columns.pad("  " + f.name(), 20) + f.value()));
      case Doc.Note note ->
          lines((note.tone() == Tone.WARN ? paint.warn("!") + " " : "") + note.text().plain(look));
    }
  }

  private String heading(Doc.Heading heading) {
    String aside = heading.aside().plain(look);
    return heading.title() + (aside.isEmpty() ? "" : " (" + aside + ")");
  }

  private void changes(Doc.Changes changes) {
    List<Doc.Card> listed = changes.listed().stream().limit(ROWS).toList();
    int width = codeWidth(listed.stream().map(Doc.Card::code));
    line("  risk    change            " + Columns.pad("code", width) + "  what");
    for (Doc.Card card : listed) row(card, width);
    int more = changes.listed().size() - ROWS;
    if (more > 0) line("  and %,d more, told below".formatted(more));
    line("");
    for (Doc.Card card : changes.ordered()) {
      card(card);
      line("");
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
            + paint.in(card.risk().map(DocText::tone).orElse(Tone.PLAIN), risk)
            + Columns.pad(card.sign() + " " + card.verbs(), 18)
            + Columns.pad(Columns.cut(visible(card.code()), codeWidth), codeWidth)
            + "  "
            + Columns.cut(card.cells().getFirst().plain(look), room));
  }

  private static Tone tone(Risk risk) {
    return switch (risk) {
      case HIGH -> Tone.BAD;
      case MEDIUM -> Tone.WARN;
      case LOW -> Tone.PLAIN;
    };
  }

  private void group(Doc.Group group) {
    boolean isNamed = !group.heading().title().isEmpty();
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
    String painted = paint.in(card.tone(), head) + aside + paint.warn(tag);
    line(beside(head + aside + tag, painted, card.place().plain(look), INDENT));
    if (!card.edit().isEmpty()) line(" ".repeat(INDENT) + card.edit().plain(look));
    card.fields().forEach(this::field);
    for (Warning warning : card.impact().warnings()) {
      hang("  " + paint.warn("!") + " ", visible(warning.message()));
    }
    if (card.impact().references().isEmpty()) return;
    Danger.others(card.impact(), REFERRERS)
        .ifPresent(who -> hang(" ".repeat(INDENT), who.plain(look)));
  }

  private void field(Doc.Field field) {
    if (field.isKey()) return;
    String name = " ".repeat(INDENT) + Columns.pad(field.name().plain(look), 12) + " ";
    hang(
        name,
        difference(field.difference())
            + (field.note().isEmpty() ? "" : "  (" + field.note() + ")"));
    unseen(field.difference())
        .ifPresent(what -> line(" ".repeat(Columns.width(name)) + "differs in: " + what));
  }

  private static Optional<String> unseen(Difference difference) {
    return difference instanceof Difference.Texts texts ? texts.unseen() : Optional.empty();
  }

  /// A code that was left out, in one line for each field.
  private void brief(Doc.Card card) {
    String code = " ".repeat(INDENT) + Columns.pad(visible(card.code()), 20) + " ";
    if (card.fields().isEmpty()) line(code + card.aside().plain(look));
    for (Doc.Field field : card.fields()) {
      hang(code + Columns.pad(field.name().plain(look), 12) + " ", difference(field.difference()));
    }
  }

  /// What was and what is, in one line.
  String difference(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> Phrase.value(added.value()).plain(look);
      case Difference.Removed removed -> Phrase.value(removed.value()).plain(look);
      case Difference.Texts texts -> texts(texts.from(), texts.to());
      case Difference.Sets sets -> sets(sets);
    };
  }

  private String texts(String from, String to) {
    boolean isLong = from.length() > SHORT || to.length() > SHORT;
    List<WordDiff.Part> diff = isLong ? WordDiff.of(from, to) : List.of();
    if (!diff.isEmpty()) return visible(WordDiff.line(diff));
    return Phrase.value(from).and(" → ").and(Phrase.value(to)).plain(look);
  }

  private String sets(Difference.Sets sets) {
    Stream<Phrase> gone = sets.gone().stream().map(one -> Phrase.ours("-").and(Phrase.value(one)));
    Stream<Phrase> come = sets.come().stream().map(one -> Phrase.ours("+").and(Phrase.value(one)));
    return Phrase.join(", ", Stream.concat(gone, come).toList()).plain(look);
  }

  private void listing(Doc.Listing listing) {
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
    return visible(item.code()) + (what.isEmpty() ? "" : " (" + what + ")");
  }

  private void item(Doc.Item item) {
    String left = " ".repeat(INDENT) + visible(item.code()) + "  ";
    int width = Math.min(Columns.width(left), look.columns() / 2);
    if (width < Columns.width(left)) {
      line(left.stripTrailing());
      left = " ".repeat(width);
    }
    hang(left, item.what().plain(look));
  }

  private void names(Doc.Names names) {
    Phrase named = Danger.named(Doc.lazily(names.names(), Phrase::theirs), NAMED);
    lines(heading(names.heading()) + ": " + named.plain(look));
  }

  private void summary(Doc.Summary summary) {
    String counts = summary.counts() + summary.others();
    String painted =
        summary.tone() == Tone.PLAIN ? paint.bold(counts) : paint.in(summary.tone(), counts);
    String requests = summary.requests().isEmpty() ? "" : " " + summary.requests() + ".";
    lines(painted + summary.rest().plain(look) + requests);
  }

  private void callout(Doc.Callout callout) {
    line("\n" + paint.in(callout.tone(), callout.title()) + callout.more() + ":");
    for (Doc.Point point : callout.points()) {
      String rule = " (rule: %s) [%s]".formatted(point.rule().plain(look), point.code());
      hang("  " + paint.bad("✗") + " ", point.text().plain(look) + rule);
    }
  }

  private void next(Doc.Next next) {
    lines(next.what().plain(look));
    next.command().ifPresent(command -> line("  " + command));
  }

  private void hang(String start, String wrapped) {
    text.append(Columns.hang(start, wrapped, look.columns()));
  }

  private void lines(String wrapped) {
    hang("", wrapped);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

package dev.wrapup.report.format;

import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding;
import dev.wrapup.report.doc.Batch;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A report for a comment, an issue or a step's summary on GitHub: the verdict first, old and new
/// of each field folded.
final class MarkdownRenderer {
  /// So many units are shown of a code in a list, of a path or a value, of a remark, and of a
  /// sentence that quotes somebody.
  private static final int CODE = 40;

  static final int NAME = 120;
  static final int REMARK = 240;
  private static final int SENTENCE = 600;

  static final String WARNING = "⚠️";
  private static final int NAMED = 10;

  private final Doc doc;
  private final Optional<Next> next;
  private final Markdown markdown;
  private final BudgetedMarkdown document;
  private final ChangesMarkdown changes;

  private MarkdownRenderer(Doc doc, OutputStyle look) {
    this.doc = doc;
    this.next = doc.next().map(some -> some.merged().orElse(some));
    this.markdown = new Markdown(look);
    this.document = new BudgetedMarkdown(all(doc.head().command()));
    this.changes = new ChangesMarkdown(markdown, document);
  }

  static String render(Doc doc, OutputStyle look, SizeLimit limit) {
    MarkdownRenderer drawn = new MarkdownRenderer(doc, look);
    drawn.head();
    doc.callout().ifPresent(drawn::callout);
    doc.blocks().forEach(drawn::block);
    drawn.next.ifPresent(drawn::next);
    drawn.foot();
    return drawn.document.render(limit);
  }

  /// Where to find what is left out of the report of a command.
  private static String all(String command) {
    return switch (command) {
      case "plan", "drift" -> "the run's artifact (the file of `--out`) or `--format json` has all";
      default -> "`--format json` has all";
    };
  }

  private void head() {
    document.add(
        "### wrapup %s: %s\n\n**%s**%s%s\n"
            .formatted(
                doc.head().command(),
                markdown.phrase(
                    doc.head().about().isEmpty() ? doc.head().subject() : doc.head().about(), NAME),
                doc.summary().counts().isEmpty()
                    ? doc.summary().headline() + "."
                    : doc.summary().counts(),
                doc.summary().others(),
                markdown.phrase(doc.summary().rest(), NAME)));
  }

  private void callout(Doc.Callout callout) {
    String alert = callout.tone() == Tone.BAD ? "CAUTION" : "WARNING";
    String title =
        callout.more().isEmpty()
            ? ""
            : "> **%s**%s:\n>\n".formatted(callout.title(), callout.more());
    document.add(
        "refusal", "\n> [!%s]\n%s".formatted(alert, title), callout.points(), this::point, "");
  }

  private String point(Doc.Point point) {
    String rule =
        point.code().isEmpty()
            ? ""
            : " (rule: %s) %s".formatted(markdown.phrase(point.rule(), NAME), point.code());
    return "> - " + markdown.phrase(point.text(), SENTENCE) + rule + "\n";
  }

  private void block(Doc.Block block) {
    switch (block) {
      case Doc.Changes all -> changes.draw(all);
      case Doc.Group group -> group(group);
      case Doc.Listing listing ->
          document.add(
              listing.noun(), heading(listing.heading()) + "\n", listing.items(), this::item, "");
      case Doc.Names names -> {
        Phrase some = Phrase.named(Doc.lazily(names.names(), Phrase::theirs), NAMED);
        document.add("\n%s: %s\n".formatted(names.heading().title(), markdown.phrase(some, CODE)));
      }
      case Doc.Findings findings -> findings(findings);
      case Doc.Figures figures -> {
        document.add("\n" + Markdown.head(List.of(figures.noun(), "value")));
        figures.figures().forEach(f -> document.add(Markdown.row(List.of(f.name(), f.value()))));
      }
      case Doc.Notice notice -> document.add("\n" + markdown.phrase(notice.text(), REMARK) + "\n");
      case Doc.Note note -> {
        String sign = note.tone() == Tone.WARN ? WARNING + " " : "";
        document.add("\n" + sign + markdown.phrase(note.text().sentence(), REMARK) + "\n");
      }
    }
  }

  private String heading(Doc.Heading heading) {
    if (heading.title().isEmpty()) return "";
    return heading.aside().isEmpty()
        ? "\n**%s:**\n".formatted(heading.title())
        : "\n**%s** (%s):\n".formatted(heading.title(), markdown.phrase(heading.aside(), NAME));
  }

  /// What many codes have in common, then a table with a row for each field of the others.
  private void group(Doc.Group group) {
    document.add("\n**%s**\n".formatted(group.heading().title()));
    document.add("line", "", entries(group, Batch.class), changes::detail, "");
    List<Doc.Card> cards = entries(group, Doc.Card.class);
    boolean isEdited = cards.stream().anyMatch(card -> !card.edit().isEmpty());
    List<String> columns = new ArrayList<>(List.of("code", "field", "declared", "live", "where"));
    if (isEdited) columns.add("last edit");
    document.add("code", "\n" + Markdown.head(columns), cards, card -> rows(card, isEdited), "");
  }

  private static <T extends Doc.Entry> List<T> entries(Doc.Group group, Class<T> kind) {
    return group.entries().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private String rows(Doc.Card card, boolean isEdited) {
    if (card.fields().isEmpty()) return row(card, "", "", "", isEdited);
    return card.fields().stream()
        .map(
            field ->
                row(
                    card,
                    markdown.phrase(field.name(), NAME)
                        + (field.note().isEmpty()
                            ? ""
                            : " (" + markdown.phrase(field.note(), NAME) + ")"),
                    value(field.from()),
                    value(field.to()),
                    isEdited))
        .collect(Collectors.joining());
  }

  private String row(Doc.Card card, String field, String from, String to, boolean isEdited) {
    String place = card.at().map(at -> markdown.code(at.toString(), NAME)).orElse("");
    List<String> cells =
        new ArrayList<>(List.of(markdown.code(card.code(), NAME), field, from, to, place));
    if (isEdited) cells.add(markdown.phrase(card.edit(), NAME));
    return Markdown.row(cells);
  }

  private String value(Optional<Value> value) {
    return value.map(some -> markdown.phrase(Phrase.value(some), NAME)).orElse("");
  }

  private String item(Doc.Item item) {
    String sign = item.tone() == Tone.WARN ? WARNING : item.tone().sign();
    StringBuilder text = new StringBuilder(sign.isEmpty() ? "- " : "- " + sign + " ");
    text.append(markdown.phrase(item.name(), NAME));
    if (!item.what().isEmpty()) text.append(' ').append(markdown.phrase(item.what(), SENTENCE));
    text.append('\n');
    for (Phrase more : item.more()) {
      text.append("  - ").append(markdown.phrase(more, SENTENCE)).append('\n');
    }
    return text.toString();
  }

  private void findings(Doc.Findings block) {
    document.add(
        "finding",
        heading(block.heading()) + "\n",
        FindingsText.shown(block.findings()),
        block.findings().size(),
        this::finding,
        "");
  }

  private String finding(Finding finding) {
    String place = finding.at().map(at -> markdown.code(at.toString(), NAME) + " ").orElse("");
    String hint = finding.hint().map(text -> ", " + markdown.code(text, SENTENCE)).orElse("");
    String message = markdown.code(finding.message(), SENTENCE);
    String sign = finding.isError() ? Tone.BAD.sign() : WARNING;
    return "- %s %s%s%s %s\n".formatted(sign, place, message, hint, finding.code());
  }

  private void next(Next next) {
    String advice = next.advice().isEmpty() ? "" : markdown.phrase(next.advice(), NAME) + " ";
    for (Next.Step step : next.steps()) {
      document.add("\n" + advice + markdown.phrase(step.what(), NAME) + "\n");
      step.command()
          .ifPresent(command -> document.add("\n" + Markdown.block("sh", List.of(command))));
      advice = "";
    }
  }

  private void foot() {
    List<Phrase> foot = new ArrayList<>();
    List<Next.Step> steps = next.map(Next::steps).orElse(List.of());
    doc.head()
        .digest()
        .filter(digest -> steps.stream().noneMatch(step -> step.isAbout(digest)))
        .ifPresent(digest -> foot.add(Phrase.ours("Digest ").and(Phrase.code(digest))));
    foot.addAll(doc.facts());
    foot.add(
        Phrase.ours("wrapup ").and(doc.head().tool()).and(", " + Time.minute(doc.head().at())));
    document.add("\n" + markdown.phrase(Phrase.join(" · ", foot), REMARK) + "\n");
  }
}

package dev.wrapup.report.format;

import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A report as one HTML file that needs nothing else: what the template of all reports asks for.
final class HtmlRenderer {
  /// So many rows are shown of each list; a browser still searches and prints them at once.
  static final int ROWS = 2_000;

  /// So many that refer to a code are named.
  private static final int REFERRERS = 50;

  private static final String ID = "id";

  private final Doc doc;

  private HtmlRenderer(Doc doc) {
    this.doc = doc;
  }

  static String render(Doc doc, OutputStyle look) {
    Doc.Head head = doc.head();
    Page page =
        new Page(
            "wrapup " + head.command(),
            head.subject().plain(look),
            head.tool().plain(look),
            head.at());
    // null: no interceptor of tags, for which the template engine has no other word
    return Html.of(look, html -> JtedocGenerated.render(html, null, page, new HtmlRenderer(doc)));
  }

  Doc doc() {
    return doc;
  }

  /// Of the headline: a class of the style sheet.
  String tone() {
    Tone counts = doc.summary().tone() == Tone.PLAIN ? Tone.GOOD : doc.summary().tone();
    return doc.callout().map(Doc.Callout::tone).orElse(counts).css();
  }

  /// What is said of a list of which not all is shown.
  Optional<String> shown(List<?> all, String noun) {
    return all.size() <= ROWS
        ? Optional.empty()
        : Optional.of(
            "%,d of %s shown; the report as JSON has them all."
                .formatted(ROWS, Words.count(all.size(), noun)));
  }

  <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(ROWS, all.size()));
  }

  /// What a list tells beside a code. There is no room for ids, which stand with each change.
  record Cell(String column, Phrase text) {}

  List<String> columns(Doc.Changes changes) {
    return changes.columns().stream().filter(column -> !column.equals(ID)).toList();
  }

  List<Cell> cells(Doc.Changes changes, Doc.Card card) {
    int before = changes.columns().size() - card.cells().size();
    return IntStream.range(0, card.cells().size())
        .mapToObj(i -> new Cell(changes.columns().get(before + i), card.cells().get(i)))
        .filter(cell -> !cell.column().equals(ID))
        .toList();
  }

  /// A class of the style sheet for a code to which something happens.
  String action(Doc.Card card) {
    return switch (card.tone()) {
      case GOOD -> "create";
      case BAD -> "delete";
      case NEW, WARN, PLAIN -> "update";
    };
  }

  /// The fields beside the code, of which a page shows the tables that have any.
  List<Doc.Fields> tables(Doc.Card card) {
    return card.tables().stream()
        .map(table -> new Doc.Fields(table.title(), table.from(), table.to(), shown(table)))
        .filter(table -> !table.fields().isEmpty())
        .toList();
  }

  private static List<Doc.Field> shown(Doc.Fields table) {
    return table.fields().stream().filter(field -> !field.isKey()).toList();
  }

  List<Phrase> warnings(Doc.Card card) {
    return card.impact().warnings().stream()
        .map(warning -> WarningText.of(warning, REFERRERS))
        .toList();
  }

  /// Who refers to the code, as far as the warnings don't tell it.
  Optional<Phrase> references(Doc.Card card) {
    return WarningText.others(card.impact(), REFERRERS);
  }

  /// The values of a field, with what differs marked.
  ValueHtml from(Doc.Field field) {
    return ValueHtml.of(field.difference(), true);
  }

  ValueHtml to(Doc.Field field) {
    return ValueHtml.of(field.difference(), false);
  }

  List<Doc.Note> notes() {
    return doc.blocks().stream()
        .filter(Doc.Note.class::isInstance)
        .map(Doc.Note.class::cast)
        .toList();
  }
}

package dev.wrapup.report.format;

import dev.wrapup.model.source.Sha256;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Risk;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A document as one HTML file that needs nothing else: what the template of all of them asks for.
final class HtmlRenderer {
  /// So many rows are shown of each list; a browser still searches and prints them at once.
  private static final int ROWS = 2_000;

  /// So many that refer to a code are named.
  private static final int REFERRERS = 50;

  private static final String ID = "id";
  static final String STYLE = resource("page.css");
  static final String SCRIPT = resource("page.js");

  private final Doc doc;
  private final OutputStyle look;

  private HtmlRenderer(Doc doc, OutputStyle look) {
    this.doc = doc;
    this.look = look;
  }

  static String render(Doc doc, OutputStyle look) {
    StringOutput text = new StringOutput();
    // null: no interceptor of tags, for which the template engine has no other word
    JtedocGenerated.render(new Escaping(text, look), null, new HtmlRenderer(doc, look));
    return text.toString();
  }

  /// Whatever a template puts in is made visible first, then escaped for the place where it stands.
  private static final class Escaping extends OwaspHtmlTemplateOutput {
    private final OutputStyle look;

    Escaping(StringOutput text, OutputStyle look) {
      super(text);
      this.look = look;
    }

    @Override
    public void writeUserContent(String theirs) {
      super.writeUserContent(Visible.text(theirs, look));
    }
  }

  Doc doc() {
    return doc;
  }

  /// Lets the page use these two and nothing else, from nowhere.
  String policy() {
    return "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
        .formatted(source(STYLE), source(SCRIPT));
  }

  private static String source(String inline) {
    byte[] hash = Sha256.of(inline.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private static String resource(String name) {
    try (InputStream resource = HtmlRenderer.class.getResourceAsStream(name)) {
      if (resource == null) throw new IllegalStateException("not in the program: " + name);
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String plain(Phrase phrase) {
    return phrase.plain(look);
  }

  /// Of the headline: a class of the style sheet.
  String tone() {
    Tone counts = doc.summary().tone() == Tone.PLAIN ? Tone.GOOD : doc.summary().tone();
    return doc.callout().map(Doc.Callout::tone).orElse(counts).css();
  }

  String headline() {
    String headline = doc.summary().headline();
    return headline.endsWith(".") ? headline.substring(0, headline.length() - 1) : headline;
  }

  /// What was found, as far as the headline doesn't say it.
  Phrase told() {
    Doc.Summary summary = doc.summary();
    boolean isSaid = summary.counts().equals(summary.headline());
    return Phrase.ours(isSaid ? "" : summary.counts()).and(summary.rest());
  }

  /// What names a section: its title with what stands beside that, since titles may be alike.
  @Nullable String label(Doc.Heading heading) {
    if (heading.title().isEmpty()) return null;
    return heading.aside().isEmpty() ? heading.id() : "%1$s %1$s-aside".formatted(heading.id());
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

  /// By which a page shows a change or leaves it out; null if none was weighed, which makes the
  /// template leave the attribute out.
  @Nullable String risk(Doc.Card card) {
    return card.risk().map(Risk::word).orElse(null);
  }

  /// Whether any change is told by itself.
  boolean hasCards(Doc.Changes changes) {
    return first(changes.entries()).stream().anyMatch(Doc.Card.class::isInstance);
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

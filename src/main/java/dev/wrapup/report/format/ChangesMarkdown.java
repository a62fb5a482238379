package dev.wrapup.report.format;

import dev.wrapup.plan.diff.Risk;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Batch;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;

/// Changes in a comment or a step's summary: a table of them, then each with old and new.
final class ChangesMarkdown {
  /// So many units are shown of what stands in a row.
  private static final int SHORT = 60;

  private static final int REFERRERS = 5;

  /// So many codes of one edit are named.
  private static final int NAMED = 300;

  private static final int NAME_WIDTH = 12;
  private static final int LINE_WIDTH = 88;

  private final Markdown markdown;
  private final BudgetedMarkdown document;

  ChangesMarkdown(Markdown markdown, BudgetedMarkdown document) {
    this.markdown = markdown;
    this.document = document;
  }

  void draw(Doc.Changes changes) {
    if (!changes.risks().isEmpty()) document.add("\nRisk: " + changes.counts() + "\n");
    List<? extends Doc.Entry> entries = changes.entries();
    boolean isEach = entries.stream().allMatch(Doc.Card.class::isInstance);
    String noun = isEach ? "change" : "line";
    document.add(noun, "\n" + Markdown.head(changes.columns()), entries, this::row, "");
    int high = (int) entries.stream().takeWhile(entry -> entry.is(Risk.HIGH)).count();
    document.add(noun, "", entries.subList(0, high), this::detail, "");
    document.add(
        noun,
        "\n<details>\n<summary>Old and new of %s</summary>\n"
            .formatted(high > 0 ? "the other changes" : "each field"),
        entries.subList(high, entries.size()),
        this::detail,
        "\n</details>\n");
  }

  private String row(Doc.Entry entry) {
    return switch (entry) {
      case Doc.Card card -> row(card);
      case Batch batch ->
          Markdown.row(
              List.of(
                  risk(batch.risk()),
                  batch.sign() + " " + batch.verbs(),
                  batch.count(),
                  markdown.phrase(batch.what(), SHORT)));
    };
  }

  private String row(Doc.Card card) {
    List<String> cells = new ArrayList<>();
    card.risk().ifPresent(risk -> cells.add(risk(risk)));
    String verbs = card.sign() + " " + card.verbs();
    boolean isBad = card.risk().isEmpty() && card.tone() == Tone.BAD;
    cells.add(isBad ? "**" + verbs + "**" : verbs);
    cells.add(markdown.code(card.code(), SHORT));
    card.cells().forEach(cell -> cells.add(markdown.phrase(cell, SHORT)));
    return Markdown.row(cells);
  }

  private static String risk(Risk risk) {
    return risk == Risk.HIGH ? "**" + risk.word() + "**" : risk.word();
  }

  String detail(Doc.Entry entry) {
    return switch (entry) {
      case Doc.Card card -> detail(card);
      case Batch batch -> {
        Phrase codes = Phrase.named(Doc.lazily(batch.codes(), Phrase::theirs), NAMED);
        String more = batch.codes().size() > NAMED ? "; " + document.whole() : "";
        String references = batch.references().isEmpty() ? "" : "\n" + batch.references() + "\n";
        String line = markdown.phrase(batch.line(), MarkdownRenderer.NAME);
        String edit =
            batch.edit().isEmpty()
                ? ""
                : ", edited " + markdown.phrase(batch.edit(), MarkdownRenderer.NAME);
        yield "\n**%s** %s%s\n\n%s%s\n%s"
            .formatted(batch.sign(), line, edit, markdown.phrase(codes, SHORT), more, references);
      }
    };
  }

  /// An empty line, then the change with its place, its fields and its warnings.
  private String detail(Doc.Card card) {
    StringBuilder text = new StringBuilder("\n").append(head(card)).append('\n');
    List<String> lines = new ArrayList<>();
    for (Doc.Field field : card.fields()) {
      if (!field.isKey()) lines(lines, field);
    }
    for (Doc.Field field : card.clashes()) {
      lines.add("! " + markdown.line(field.clash()));
    }
    if (!lines.isEmpty()) text.append('\n').append(Markdown.block("diff", lines));
    List<String> warnings = new ArrayList<>();
    for (Warning warning : card.impact().warnings()) {
      warnings.add(markdown.phrase(WarningText.of(warning, REFERRERS), MarkdownRenderer.NAME));
    }
    if (!card.note().isEmpty()) warnings.add(markdown.phrase(card.note(), MarkdownRenderer.REMARK));
    if (!warnings.isEmpty()) text.append('\n');
    for (String warning : warnings)
      text.append("- " + MarkdownRenderer.WARNING + " ").append(warning).append('\n');
    WarningText.others(card.impact(), ChangesText.REFERRERS)
        .ifPresent(
            who ->
                text.append('\n').append(markdown.phrase(who, MarkdownRenderer.NAME)).append('\n'));
    return text.toString();
  }

  private String head(Doc.Card card) {
    StringBuilder head =
        new StringBuilder("**%s %s** ".formatted(card.sign(), card.verbs()))
            .append(markdown.code(card.code()));
    if (!card.aside().isEmpty()) {
      head.append(' ').append(markdown.phrase(card.aside(), Integer.MAX_VALUE));
    }
    if (!card.tag().isEmpty()) head.append(" (").append(card.tag()).append(")");
    if (!card.place().isEmpty())
      head.append(" · ").append(markdown.phrase(card.place(), MarkdownRenderer.REMARK));
    return head.toString();
  }

  private void lines(List<String> lines, Doc.Field field) {
    String name = Columns.pad(markdown.line(field.name()), NAME_WIDTH) + " ";
    switch (field.difference()) {
      case Difference.Added added -> add(lines, "+ " + name, Phrase.value(added.value()));
      case Difference.Removed removed -> add(lines, "- " + name, Phrase.value(removed.value()));
      case Difference.Texts texts -> {
        add(lines, "- " + name, Phrase.value(texts.from()));
        add(lines, "+ " + name, Phrase.value(texts.to()));
        texts.unseen().ifPresent(what -> lines.add("! " + name + "differs in: " + what));
      }
      case Difference.Sets sets -> {
        sets.gone().forEach(one -> add(lines, "- " + name, Phrase.value(one)));
        sets.come().forEach(one -> add(lines, "+ " + name, Phrase.value(one)));
      }
    }
    if (!field.note().isEmpty()) lines.add("! " + name + markdown.line(field.note()));
  }

  private void add(List<String> lines, String start, Phrase value) {
    for (String line : Columns.wrap(markdown.line(value), LINE_WIDTH)) lines.add(start + line);
  }
}

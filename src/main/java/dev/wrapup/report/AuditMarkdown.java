package dev.wrapup.report;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Effect;
import java.util.ArrayList;
import java.util.List;

/// What a run did, as GitHub-flavored Markdown: what went wrong first, old and new of each field
/// folded.
public final class AuditMarkdown {
  private static final int NAME = 120;
  private static final int SHORT = 60;

  private final AuditReport report;
  private final Markdown markdown;
  private final Abridged document = new Abridged();

  private AuditMarkdown(AuditReport report, Look look) {
    this.report = report;
    this.markdown = new Markdown(look);
  }

  /// The report within a budget: rows that don't fit are left out whole, and it is said how many
  /// are shown.
  public static String render(AuditReport report, Look look, Budget budget) {
    AuditMarkdown drawn = new AuditMarkdown(report, look);
    drawn.head();
    drawn.changes();
    drawn.metrics();
    return drawn.document.render(budget);
  }

  private void head() {
    StringBuilder head =
        new StringBuilder("### wrapup apply: ")
            .append(markdown.phrase(PlanWords.target(report.run().target()), NAME))
            .append(" (")
            .append(markdown.code(report.run().target().api(), NAME))
            .append(")\n\n**")
            .append(AuditWords.headline(report))
            .append("**");
    for (Phrase fact : AuditWords.facts(report)) {
      head.append(" · ").append(markdown.phrase(fact, NAME));
    }
    head.append('\n');
    List<String> alarms = AuditWords.alarms(report);
    if (!alarms.isEmpty()) head.append("\n> [!CAUTION]\n");
    for (String alarm : alarms) head.append("> - ").append(alarm).append('\n');
    document.add(head.toString());
  }

  private void changes() {
    document.add(
        "change",
        "\n| outcome | code | id | fields | note | time |\n|---|---|---|---|---|---|\n",
        report.rows(),
        this::row,
        "");
    document.add(
        "change",
        "\n<details>\n<summary>Old and new of each field</summary>\n",
        report.rows(),
        this::detail,
        "\n</details>\n");
  }

  private String row(AuditReport.Row row) {
    String outcome = AuditWords.outcome(row);
    return Markdown.row(
        List.of(
            row.isWrong() ? "**✗ " + outcome + "**" : "✓ " + outcome,
            markdown.code(row.code(), SHORT),
            row.id().map(id -> markdown.code(id, SHORT)).orElse(""),
            AuditWords.fields(row).isEmpty() ? "" : markdown.code(AuditWords.fields(row), NAME),
            markdown.phrase(AuditWords.note(row), NAME * 2),
            row.at().isEmpty() ? "" : markdown.code(row.at(), SHORT)));
  }

  private String detail(AuditReport.Row row) {
    List<String> lines = new ArrayList<>();
    for (Effect.Part part : row.parts()) {
      String name = markdown.text(part.field()) + " ";
      part.from()
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> lines.add("- " + name + markdown.line(Phrase.value(value))));
      part.to()
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> lines.add("+ " + name + markdown.line(Phrase.value(value))));
    }
    for (AuditReport.Clash clash : row.clashes()) {
      lines.add(
          "! %s is live as %s"
              .formatted(markdown.text(clash.field()), markdown.line(Phrase.value(clash.live()))));
    }
    return "\n%s %s\n\n%s"
        .formatted(
            AuditWords.outcome(row), markdown.code(row.code()), Markdown.block("diff", lines));
  }

  private void metrics() {
    StringBuilder text = new StringBuilder("\n| metric | value |\n|---|---|\n");
    for (AuditWords.Figure figure : AuditWords.figures(report)) {
      text.append(Markdown.row(List.of(figure.name(), figure.value())));
    }
    text.append("\nJournal ")
        .append(markdown.code(report.journal().path().toString(), NAME * 2))
        .append(
            ", %s, %s, head `sha256:%s` · wrapup "
                .formatted(
                    VerifyReport.state(report.journal()),
                    Words.count(report.journal().records(), "record"),
                    report.journal().head()))
        .append(markdown.code(report.run().tool(), NAME))
        .append('\n');
    document.add(text.toString());
  }
}

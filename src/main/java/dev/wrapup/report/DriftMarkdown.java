package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.FieldChange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Drift as GitHub-flavored Markdown, for an issue or a step's summary: what has to be decided
/// first, then what only has to be known.
public final class DriftMarkdown {
  private static final int NAME = 120;

  private final Drift drift;
  private final PlanFacts facts;
  private final Markdown markdown;
  private final Abridged document = new Abridged();

  /// Whether the API says who edited codes: else there is no column for it.
  private final boolean tells;

  private DriftMarkdown(Drift drift, PlanFacts facts, Look look) {
    this.drift = drift;
    this.facts = facts;
    this.markdown = new Markdown(look);
    this.tells =
        drift.strays().stream()
            .anyMatch(
                stray ->
                    stray
                        .undoing()
                        .live()
                        .flatMap(code -> DriftWords.lastEdit(drift, code))
                        .isPresent());
  }

  /// The drift within a budget: rows that don't fit are left out whole, and it is said how many are
  /// shown.
  public static String render(Drift drift, PlanFacts facts, Look look, Budget budget) {
    DriftMarkdown report = new DriftMarkdown(drift, facts, look);
    report.head();
    report.strays();
    report.lists();
    report.foot();
    return report.document.render(budget);
  }

  private void head() {
    String pending = DriftWords.pending(drift).map(words -> " " + words + ".").orElse("");
    document.add(
        "### wrapup drift: %s → %s (%s)\n\n**%s.**%s\n"
            .formatted(
                markdown.phrase(PlanWords.files(drift.plan()), NAME),
                markdown.phrase(PlanWords.target(drift.plan().target()), NAME),
                markdown.code(drift.plan().target().api(), NAME),
                DriftWords.counts(drift),
                pending));
    if (DriftWords.lacksBase(drift)) document.add("\n" + DriftWords.UNKNOWN_ORIGIN + "\n");
    DriftWords.unseen(drift)
        .ifPresent(
            why ->
                document.add("\nGone, or out of sight: %s\n".formatted(markdown.code(why, NAME))));
  }

  private void strays() {
    for (Drift.Kind kind : Drift.Kind.values()) {
      List<Drift.Stray> strays =
          drift.strays().stream().filter(stray -> stray.kind() == kind).toList();
      document.add(
          "code",
          "\n**%s**\n\n| code | field | declared | live | where |%s\n|---|---|---|---|---|%s\n"
              .formatted(
                  DriftWords.heading(kind), tells ? " last edit |" : "", tells ? "---|" : ""),
          strays,
          this::rows,
          "");
    }
  }

  private Optional<String> edited(Optional<LiveCode> live) {
    return live.flatMap(code -> DriftWords.lastEdit(drift, code)).map(this::value);
  }

  private String rows(Drift.Stray stray) {
    String code = markdown.code(stray.undoing().code(), NAME);
    String place = markdown.code(stray.undoing().source().toString(), NAME);
    StringBuilder rows = new StringBuilder();
    List<FieldChange> fields = DriftWords.fields(stray);
    if (fields.isEmpty()) rows.append(row(stray, List.of(code, "", "", "", place)));
    for (FieldChange field : fields) {
      rows.append(
          row(
              stray,
              List.of(
                  code,
                  field.field().name(),
                  field.from().map(value -> value(Phrase.value(value))).orElse(""),
                  field.to().map(value -> value(Phrase.value(value))).orElse(""),
                  place)));
    }
    return rows.toString();
  }

  private String row(Drift.Stray stray, List<String> cells) {
    if (!tells) return Markdown.row(cells);
    List<String> all = new ArrayList<>(cells);
    all.add(edited(stray.undoing().live()).orElse(""));
    return Markdown.row(all);
  }

  private String value(Phrase value) {
    return markdown.phrase(value, NAME);
  }

  private void lists() {
    document.add(
        "code",
        "\n**Live, but no file names them** (`undeclared: report`)\n\n",
        drift.undeclared(),
        this::undeclared,
        "");
    document.add(
        "line",
        "\n**No longer declared, stays as it is live:**\n\n",
        drift.plan().released(),
        released -> PlanMarkdown.released(released, markdown),
        "");
    LocalDate today = LocalDate.ofInstant(facts.createdAt(), ZoneOffset.UTC);
    document.add(
        "entry",
        "\n**Ignored for a few days more**\n\n",
        drift.ending(today),
        ending ->
            "- %s %s\n"
                .formatted(
                    markdown.code(ending.code().key(), NAME),
                    markdown.phrase(DriftWords.ending(ending), NAME)),
        "");
  }

  private String undeclared(LiveCode code) {
    String who = edited(Optional.of(code)).map(phrase -> " " + phrase).orElse("");
    return "- " + markdown.code(code.code(), NAME) + who + "\n";
  }

  private String answers() {
    String answers = String.join("; ", DriftWords.answers(drift, facts));
    String quoted = answers.replaceAll("wrapup adopt [^;]+", "`$0`");
    return quoted.substring(0, 1).toUpperCase(Locale.ROOT) + quoted.substring(1);
  }

  private void foot() {
    String answer =
        drift.strays().isEmpty()
            ? ""
            : "\n%s. To undo it: `%s`.\n".formatted(answers(), DriftWords.undoing(facts));
    document.add(
        "%s\nNothing was changed · %s made · wrapup %s, %s\n"
            .formatted(
                answer,
                Words.count(facts.spent(), "request"),
                facts.tool(),
                Time.minute(facts.createdAt())));
  }
}

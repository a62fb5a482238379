package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plan as GitHub-flavored Markdown, for a comment on a pull request or a step's summary: what
/// matters most first, old and new of each field folded.
public final class PlanMarkdown {
  /// So many units are shown of a code, of a path or a value, and of a sentence that quotes some.
  private static final int CODE = 40;

  private static final int NAME = 120;
  private static final int SENTENCE = 600;
  private static final int UNDECLARED_NAMED = 10;

  private final Verdict verdict;
  private final Plan plan;
  private final PlanFacts facts;
  private final Markdown markdown;
  private final Abridged document = new Abridged();

  private PlanMarkdown(Verdict verdict, PlanFacts facts, Look look) {
    this.verdict = verdict;
    this.plan = verdict.plan();
    this.facts = facts;
    this.markdown = new Markdown(look);
  }

  /// The plan within a budget: changes and other rows that don't fit are left out whole, and it is
  /// said how many are shown.
  public static String render(Verdict verdict, PlanFacts facts, Look look, Budget budget) {
    PlanMarkdown report = new PlanMarkdown(verdict, facts, look);
    report.head();
    report.refusals();
    report.changes();
    report.drift();
    report.released();
    report.findings();
    report.notes();
    report.next();
    return report.document.render(budget);
  }

  private void head() {
    String warnings =
        plan.warnings() == 0 ? "" : " " + Words.count(plan.warnings(), "warning") + ".";
    document.add(
        "### wrapup plan: %s → %s (%s)\n\n**%s**; %s.%s\n"
            .formatted(
                markdown.phrase(PlanWords.files(plan), NAME),
                markdown.phrase(PlanWords.target(plan.target()), NAME),
                markdown.code(plan.target().api(), NAME),
                PlanWords.counts(plan),
                PlanWords.others(plan),
                warnings));
  }

  private void refusals() {
    switch (verdict) {
      case Verdict.Approved approved ->
          refusals(
              "\n> [!WARNING]\n> **Approved by token** in spite of:\n>\n", approved.overridden());
      case Verdict.Refused refused ->
          refusals(
              "\n> [!CAUTION]\n> **Refused**, nothing can be applied:\n>\n", refused.refusals());
    }
  }

  private void refusals(String head, List<Refusal> refusals) {
    document.add("refusal", head, refusals, this::refusal, "");
  }

  private String refusal(Refusal refusal) {
    String rule =
        refusal.rule().map(at -> markdown.code(at.toString(), NAME)).orElse("the default");
    String message = markdown.code(refusal.message(), SENTENCE);
    return "> - %s (rule: %s) %s\n".formatted(message, rule, refusal.code());
  }

  private void changes() {
    List<Change> changes = PlanWords.byRisk(plan);
    ChangeMarkdown draw = new ChangeMarkdown(markdown);
    document.add(
        "change", "\n| risk | change | code | what |\n|---|---|---|---|\n", changes, draw::row, "");
    document.add(
        "change",
        "\n<details>\n<summary>Old and new of each field</summary>\n",
        changes,
        draw::detail,
        "\n</details>\n");
  }

  private void drift() {
    document.add(
        "code",
        "\n**Changed outside Git, left as it is** (`wrapup drift` tells more):\n\n",
        plan.drift(),
        new ChangeMarkdown(markdown)::drifted,
        "");
  }

  private void released() {
    document.add(
        "line",
        "\n**No longer declared, stays as it is live:**\n\n",
        plan.released(),
        released -> released(released, markdown),
        "");
  }

  /// One line of a list.
  static String released(Released released, Markdown markdown) {
    return "- %s %s\n"
        .formatted(
            markdown.code(released.live().code(), CODE),
            markdown.phrase(PlanWords.released(released), NAME));
  }

  private void findings() {
    List<Finding> shown = FindingsText.shown(plan.findings());
    String rest = FindingsText.rest(plan.findings());
    String foot = rest.isEmpty() ? "" : "\n" + rest + "\n";
    document.add("finding", "\n**Findings:**\n\n", shown, this::finding, foot);
  }

  private String finding(Finding finding) {
    String place = finding.at().map(at -> markdown.code(at.toString(), NAME) + " ").orElse("");
    String hint = finding.hint().map(text -> ", " + markdown.code(text, SENTENCE)).orElse("");
    String message = markdown.code(finding.message(), SENTENCE);
    return "- ⚠️ %s%s%s %s\n".formatted(place, message, hint, finding.code());
  }

  private void notes() {
    List<String> notes = new ArrayList<>();
    if (!plan.undeclared().isEmpty()) notes.add(undeclared());
    for (Usage.Unread unread : plan.unread()) {
      notes.add(
          "⚠️ Who refers to codes is unknown, not nobody: "
              + markdown.code(unread.kind() + ": " + unread.reason(), NAME * 2));
    }
    PlanWords.lastDrift(facts).ifPresent(notes::add);
    PlanWords.reverts(plan).ifPresent(notes::add);
    if (PlanWords.lacksBase(plan)) notes.add(PlanWords.UNKNOWN_ORIGIN);
    for (String note : notes) document.add("\n" + note + "\n");
  }

  private String undeclared() {
    List<Phrase> named =
        plan.undeclared().stream()
            .limit(UNDECLARED_NAMED)
            .map(LiveCode::code)
            .map(Phrase::theirs)
            .toList();
    int more = plan.undeclared().size() - named.size();
    return "Undeclared, left alone: "
        + markdown.phrase(Phrase.join(", ", named), CODE)
        + (more > 0 ? " and %,d more".formatted(more) : "");
  }

  private void next() {
    String digest = plan.digest();
    String named = "Digest `" + digest + "` · ";
    switch (verdict) {
      case Verdict.Approved ignored -> {
        Optional<String> command = facts.command(plan);
        if (!plan.changes().isEmpty() && command.isPresent()) {
          document.add(
              "\nNothing was changed. To apply exactly this:\n\n"
                  + Markdown.block("sh", List.of(command.get())));
          named = "";
        }
      }
      case Verdict.Refused refused ->
          document.add(
              refused
                  .token()
                  .map(
                      token ->
                          "\nTo let exactly this plan pass all the same: `--approve %s`\n"
                              .formatted(token))
                  .orElse("\nWhat is protected can't be approved.\n"));
    }
    document.add(
        "\n%s%,d live, %,d declared, %,d undeclared · %s · wrapup %s, %s\n"
            .formatted(
                named,
                plan.live(),
                plan.desired().codes().size(),
                plan.undeclared().size(),
                PlanWords.requests(plan, facts),
                facts.tool(),
                Time.minute(facts.createdAt())));
  }
}

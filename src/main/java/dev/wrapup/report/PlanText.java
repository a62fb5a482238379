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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A plan for people: what matters most first, then each change with old and new, then the verdict.
public final class PlanText {
  /// So many rows of the list at the top fit a screen.
  private static final int ROWS = 20;

  private static final int UNDECLARED_NAMED = 5;

  private final Verdict verdict;
  private final Plan plan;
  private final PlanFacts facts;
  private final Look look;
  private final Paint paint;
  private final ChangeText changes;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Verdict verdict, PlanFacts facts, Look look) {
    this.verdict = verdict;
    this.plan = verdict.plan();
    this.facts = facts;
    this.look = look;
    this.paint = new Paint(look.color());
    this.changes = new ChangeText(look);
  }

  public static String render(Verdict verdict, PlanFacts facts, Look look) {
    PlanText report = new PlanText(verdict, facts, look);
    report.header();
    report.riskList();
    report.plan.changes().forEach(change -> report.text.append(report.changes.render(change)));
    report.drift();
    report.released();
    report.notes();
    report.summary();
    report.verdict();
    return report.text.toString();
  }

  private void header() {
    text.append(header("plan", plan, look));
  }

  /// Which files are held against which organization, and how many codes there are.
  static String header(String command, Plan plan, Look look) {
    String left =
        "wrapup %s  %s → %s (%s)"
            .formatted(
                command,
                PlanWords.files(plan).plain(look),
                PlanWords.target(plan.target()).plain(look),
                Visible.text(plan.target().api(), look));
    String right =
        "%,d live · %,d declared · %,d undeclared"
            .formatted(plan.live(), plan.desired().codes().size(), plan.undeclared().size());
    int gap = look.columns() - Columns.width(left) - Columns.width(right);
    String between = gap >= 2 ? " ".repeat(gap) : "\n";
    return new Paint(look.color()).bold(left) + between + right + "\n\n";
  }

  private void riskList() {
    List<Change> all = plan.changes();
    if (all.isEmpty()) return;
    List<Change> sorted = PlanWords.byRisk(plan);
    int codeWidth =
        Math.clamp(
            sorted.stream()
                .limit(ROWS)
                .mapToInt(c -> Columns.width(visible(c.code())))
                .max()
                .orElse(4),
            4,
            20);
    text.append("  risk    change            ")
        .append(Columns.pad("code", codeWidth))
        .append("  what\n");
    for (Change change : sorted.stream().limit(ROWS).toList()) row(change, codeWidth);
    if (sorted.size() > ROWS) {
      text.append("  and %,d more, told below\n".formatted(sorted.size() - ROWS));
    }
    text.append('\n');
  }

  private void row(Change change, int codeWidth) {
    String risk = Plan.risk(change).word();
    String action = Columns.pad(Signs.sign(change) + " " + Signs.verbs(change), 18);
    String what = Gist.of(change).plain(look);
    int room = look.columns() - 2 - 8 - 18 - codeWidth - 2;
    text.append("  ")
        .append(
            switch (Plan.risk(change)) {
              case HIGH -> paint.bad(Columns.pad(risk, 8));
              case MEDIUM -> paint.warn(Columns.pad(risk, 8));
              case LOW -> Columns.pad(risk, 8);
            })
        .append(action)
        .append(Columns.pad(Columns.cut(visible(change.code()), codeWidth), codeWidth))
        .append("  ")
        .append(Columns.cut(what, room))
        .append('\n');
  }

  private void drift() {
    if (plan.drift().isEmpty()) return;
    text.append("Changed outside Git, left as it is (wrapup drift tells more):\n");
    for (Change change : plan.drift()) text.append(changes.drifted(change));
    text.append('\n');
  }

  private void released() {
    text.append(released(plan, look));
  }

  /// What the base declared and the files don't.
  static String released(Plan plan, Look look) {
    if (plan.released().isEmpty()) return "";
    StringBuilder text = new StringBuilder("No longer declared, stays as it is live:\n");
    for (Released released : plan.released()) {
      String left = "    " + Visible.text(released.live().code(), look) + "  ";
      int width = Math.min(Columns.width(left), look.columns() / 2);
      if (width < Columns.width(left)) {
        text.append(left.stripTrailing()).append('\n');
        left = " ".repeat(width);
      }
      String what = PlanWords.released(released).plain(look);
      for (String line : Columns.wrap(what, look.columns() - width)) {
        text.append(left).append(line).append('\n');
        left = " ".repeat(width);
      }
    }
    return text.append('\n').toString();
  }

  private void notes() {
    if (!plan.undeclared().isEmpty()) {
      String named =
          plan.undeclared().stream()
              .limit(UNDECLARED_NAMED)
              .map(LiveCode::code)
              .map(this::visible)
              .collect(Collectors.joining(", "));
      int more = plan.undeclared().size() - UNDECLARED_NAMED;
      lines("Undeclared, left alone: " + named + (more > 0 ? " and %,d more".formatted(more) : ""));
    }
    for (Usage.Unread unread : plan.unread()) {
      lines(
          paint.warn("!")
              + " who refers to codes is unknown, not nobody: "
              + visible(unread.kind() + ": " + unread.reason()));
    }
    List<Finding> findings = plan.findings();
    if (!findings.isEmpty()) text.append(FindingsText.render(findings, look)).append('\n');
    PlanWords.lastDrift(facts).ifPresent(this::lines);
    PlanWords.reverts(plan).ifPresent(this::lines);
    if (PlanWords.lacksBase(plan)) lines(PlanWords.UNKNOWN_ORIGIN);
  }

  private void summary() {
    String counts = "%s; %s.".formatted(PlanWords.counts(plan), PlanWords.others(plan));
    String warnings =
        plan.warnings() == 0 ? "" : " " + Words.count(plan.warnings(), "warning") + ".";
    lines(paint.bold(counts) + warnings + " " + PlanWords.requests(plan, facts) + ".");
  }

  private void verdict() {
    switch (verdict) {
      case Verdict.Approved approved -> approved(approved);
      case Verdict.Refused refused -> refused(refused);
    }
  }

  private void approved(Verdict.Approved approved) {
    if (!approved.overridden().isEmpty()) {
      text.append("Approved by token in spite of:\n");
      approved.overridden().forEach(this::refusal);
    }
    Optional<String> command = facts.command(plan);
    if (plan.changes().isEmpty() || command.isEmpty()) return;
    text.append("Nothing was changed. To apply exactly this:\n  ")
        .append(command.get())
        .append('\n');
  }

  private void refused(Verdict.Refused refused) {
    text.append('\n').append(paint.bad("Refused")).append(", nothing can be applied:\n");
    refused.refusals().forEach(this::refusal);
    refused
        .token()
        .ifPresentOrElse(
            token ->
                text.append("To let exactly this plan pass all the same:\n  --approve ")
                    .append(token)
                    .append('\n'),
            () -> text.append("What is protected can't be approved.\n"));
    text.append("Digest ").append(plan.digest()).append('\n');
  }

  private void refusal(Refusal refusal) {
    String rule = refusal.rule().map(at -> visible(at.toString())).orElse("the default");
    String line = "%s (rule: %s) [%s]".formatted(visible(refusal.message()), rule, refusal.code());
    String sign = "  " + paint.bad("✗") + " ";
    for (String part : Columns.wrap(line, look.columns() - 4)) {
      text.append(sign).append(part).append('\n');
      sign = "    ";
    }
  }

  private void lines(String line) {
    Columns.wrap(line, look.columns()).forEach(part -> text.append(part).append('\n'));
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

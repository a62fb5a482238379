package dev.wrapup.report;

import dev.wrapup.audit.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Value;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What came of an apply, for people: what went wrong first, then what was done.
public final class ApplyText {
  private final ApplyFacts facts;
  private final Look look;
  private final Paint paint;
  private final StringBuilder text = new StringBuilder();

  private ApplyText(ApplyFacts facts, Look look) {
    this.facts = facts;
    this.look = look;
    this.paint = new Paint(look.color());
  }

  public static String render(ApplyFacts facts, Look look) {
    ApplyText report = new ApplyText(facts, look);
    report.results();
    report.summary();
    return report.text.toString();
  }

  private void results() {
    List<Result> sorted = new ArrayList<>(facts.results());
    sorted.removeIf(result -> result.outcome() instanceof Outcome.NotBegun);
    sorted.sort((a, b) -> Boolean.compare(a.outcome().isDone(), b.outcome().isDone()));
    int width =
        Math.clamp(sorted.stream().mapToInt(r -> Columns.width(code(r))).max().orElse(4), 4, 20);
    for (Result result : sorted) row(result, width);
    if (!sorted.isEmpty()) text.append('\n');
  }

  private String code(Result result) {
    return visible(result.change().code());
  }

  private void row(Result result, int width) {
    boolean isDone = result.outcome().isDone();
    String sign = isDone ? paint.good("✓") : paint.bad("✗");
    String left = "  " + sign + " " + Columns.pad(Columns.cut(code(result), width), width) + "  ";
    int indent = 4 + width + 2;
    for (String line : Columns.wrap(told(result), look.columns() - indent)) {
      text.append(left).append(line.strip()).append('\n');
      left = " ".repeat(indent);
    }
    for (Outcome.Clash clash : result.outcome().clashes()) {
      String line =
          "%s  %s %s, live %s%s"
              .formatted(
                  clash.field().name(),
                  isDone ? "written" : "wanted",
                  show(clash.wanted()),
                  show(clash.live()),
                  Difference.unseen(clash.wanted(), clash.live())
                      .map(what -> "; they differ in: " + visible(what))
                      .orElse(""));
      text.append(Columns.hang(" ".repeat(indent), line, look.columns()));
    }
    if (!ApplyFacts.mayHaveLanded(result)) return;
    for (Warning warning : result.change().warnings()) {
      String start = " ".repeat(indent - 2) + paint.warn("!") + " ";
      text.append(Columns.hang(start, visible(warning.message()), look.columns()));
    }
  }

  private String told(Result result) {
    String place = "   " + visible(result.change().source().toString());
    return switch (result.outcome()) {
      case Outcome.Applied ignored ->
          verb(result.change()) + revisions(result, result.outcome().now()) + since(result);
      case Outcome.Merged merged ->
          "merged"
              + revisions(result, result.outcome().now())
              + "; "
              + theirs(merged)
              + since(result);
      case Outcome.Altered altered ->
          "altered"
              + revisions(result, result.outcome().now())
              + ": "
              + visible(altered.reason())
              + since(result)
              + place;
      case Outcome.AlreadyApplied ignored -> "already as desired";
      case Outcome.Conflict conflict -> "conflict: " + visible(conflict.reason()) + place;
      case Outcome.Failed failed -> "failed: " + visible(failed.reason()) + place;
      case Outcome.Unknown unknown -> "unknown: " + visible(unknown.reason()) + place;
      case Outcome.NotBegun ignored -> "not begun";
    };
  }

  private static String since(Result result) {
    return result
        .outcome()
        .since()
        .word()
        .map(word -> "; somebody else has " + word + " it since")
        .orElse("");
  }

  private String verb(Change change) {
    return switch (change) {
      case Change.Create ignored -> "created";
      case Change.Update ignored ->
          change.previousCode().map(code -> "renamed from " + visible(code)).orElse("updated");
      case Change.Delete ignored -> "deleted";
    };
  }

  private String revisions(Result result, Optional<LiveCode> now) {
    if (now.isEmpty()) return "";
    String after = visible(now.get().revision());
    String shown =
        result
            .over()
            .map(over -> visible(over.revision()))
            .filter(before -> !before.equals(after))
            .map(before -> before + " → " + after)
            .orElse(after);
    return "  revision " + shown;
  }

  private static String theirs(Outcome.Merged merged) {
    return merged.theirs().isEmpty()
        ? "somebody else had saved it meanwhile"
        : "somebody else changed "
            + merged.theirs().stream().map(field -> field.name()).collect(Collectors.joining(", "))
            + " meanwhile; both kept";
  }

  private String show(Value value) {
    return switch (value) {
      case Value.Text text -> "\"" + visible(text.text()) + "\"";
      case Value.Outcomes outcomes -> Phrase.value(outcomes).plain(look);
    };
  }

  private void summary() {
    int all = facts.results().size();
    if (all == 0) {
      text.append(paint.bold(PlanDoc.nothing(facts.drift()) + ".")).append('\n');
      return;
    }
    String headline = "%,d of %s done".formatted(facts.done(), Words.count(all, "change"));
    int notBegun = facts.notBegun();
    int altered = facts.altered();
    int failed = all - facts.done() - notBegun - altered;
    if (altered > 0) headline += "; %,d made, and not as wanted".formatted(altered);
    if (failed > 0) headline += "; %,d not".formatted(failed);
    if (notBegun > 0) headline += "; %,d not begun, since the run was stopped".formatted(notBegun);
    String left =
        facts
            .remaining()
            .map(count -> " A new plan shows %s left.".formatted(Words.count(count, "change")))
            .orElse(" The catalog could not be read again to look at it.");
    text.append(paint.bold(headline + "."));
    if (facts.warnings() > 0) text.append(" " + Words.count(facts.warnings(), "warning") + ".");
    text.append(webhooks()).append(left);
    if (facts.changedSince() > 0) {
      text.append(" Somebody else has changed %,d since.".formatted(facts.changedSince()));
    }
    text.append(" %s made.\n".formatted(Words.count(facts.requests(), "request")));
    facts
        .journal()
        .ifPresent(
            journal ->
                text.append("Audit: ")
                    .append(visible(journal))
                    .append("\n  head sha256:")
                    .append(facts.head().orElse(""))
                    .append(facts.lost().isPresent() ? ", and not whole" : "")
                    .append('\n'));
  }

  private String webhooks() {
    int accepted = facts.told().accepted();
    int failed = facts.told().failed();
    int owed = facts.told().owed();
    if (accepted + failed + owed == 0) return "";
    StringBuilder told = new StringBuilder(" " + Words.count(accepted, "webhook") + " accepted");
    if (failed > 0) told.append(paint.bad(", %,d undelivered".formatted(failed)));
    if (owed > 0) told.append(", %,d left for the next run".formatted(owed));
    facts.told().why().ifPresent(why -> told.append(" (").append(visible(why)).append(')'));
    return told.append('.').toString();
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

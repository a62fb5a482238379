package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Nightly;
import dev.wrapup.journal.AuditCounts;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.Metrics;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.report.audit.AuditDoc;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.format.SizeLimit;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However much there is to tell, a comment and a summary keep to their budgets, are whole Markdown
/// and say how much of it they show.
class BudgetTest {
  private static final int COMMENT_CHARACTERS = 65_536;
  private static final int SUMMARY_BYTES = 1024 * 1024;
  private static final String MARKER = "<!-- wrapup:comment target=a folder=b -->\n";

  private static final Pattern SHOWN =
      Pattern.compile("([\\d,]+) of ([\\d,]+) (\\w+?)s? shown; .*has all\\.");

  /// How much of a list is there.
  ///
  /// @param noun of one of its items
  private record Shown(String noun, long shown, long all) {}

  /// What a document says of its lists, as far as they aren't whole.
  private static List<Shown> told(GitHubMarkdown document) {
    return document.words().stream()
        .flatMap(words -> SHOWN.matcher(words).results())
        .map(told -> new Shown(told.group(3), number(told.group(1)), number(told.group(2))))
        .toList();
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static GitHubMarkdown comment(String markdown) {
    String posted = MARKER + markdown;
    assertThat(posted.length()).isLessThanOrEqualTo(COMMENT_CHARACTERS);
    return GitHubMarkdown.hold(posted, true);
  }

  private static GitHubMarkdown summary(String markdown) {
    assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(SUMMARY_BYTES);
    return GitHubMarkdown.hold(markdown, false);
  }

  private static List<Shown> missing(String noun, long all, long... shown) {
    List<Shown> missing = new ArrayList<>();
    for (long one : shown) {
      if (one < all) missing.add(new Shown(noun, one, all));
    }
    return missing;
  }

  @ParameterizedTest
  @CsvSource({
    "10, ä, 20",
    "10, ä, 1000",
    "100, 📞, 120",
    "1000, x, 20",
    "1000, `, 1000",
    "10000, |, 120",
    "100000, ä, 20",
  })
  void a_plan_keeps_to_it(int count, String sign, int times) {
    Verdict verdict = Plans.updates(count, sign.repeat(times));

    String comment =
        Renderers.markdown(
            PlanDoc.of(verdict, Plans.FACTS), Plans.LOOK, SizeLimit.COMMENT.less(MARKER));
    String summary =
        Renderers.markdown(PlanDoc.of(verdict, Plans.FACTS), Plans.LOOK, SizeLimit.SUMMARY);

    for (GitHubMarkdown document : List.of(comment(comment), summary(summary))) {
      long details = document.blocks("diff");
      assertThat(told(document)).isEqualTo(missing("change", count, document.rows(), details));
      assertThat(document.rows()).isPositive();
      assertThat(document.blocks("sh")).isZero();
      assertThat(document.spans()).contains("DRIFTED");
    }
    if (count * times <= 200) assertThat(comment).isEqualTo(summary);
    holdUsed(count, comment, summary);
  }

  @Nightly
  @Test
  void a_plan_of_many_changes_with_long_texts_keeps_to_it() {
    a_plan_keeps_to_it(100_000, "📞", 120);
    a_plan_of_which_every_list_is_long_keeps_to_it(33_000, 200);
  }

  /// Of 100,000 changes as many are shown as there is room for.
  private static void holdUsed(int count, String comment, String summary) {
    if (count < 100_000) return;
    assertThat(comment.length()).isGreaterThan(60_000);
    assertThat(summary.length()).isGreaterThan(250_000);
  }

  @ParameterizedTest
  @CsvSource({"10, 20", "100, 120", "1000, 20", "10000, 1000", "100000, 20"})
  void a_drift_keeps_to_it(int count, int times) {
    Plan plan = Plans.drifted(count, "ä".repeat(times));
    Drift drift = Drift.of(plan, plan.drift());

    String comment =
        Renderers.markdown(
            DriftDoc.of(drift, Plans.FACTS), Plans.LOOK, SizeLimit.COMMENT.less(MARKER));
    String summary =
        Renderers.markdown(DriftDoc.of(drift, Plans.FACTS), Plans.LOOK, SizeLimit.SUMMARY);

    for (GitHubMarkdown document : List.of(comment(comment), summary(summary))) {
      long codes = document.rows() / 4; // the code as it is live, and its three fields
      assertThat(document.rows() % 4).isZero();
      assertThat(told(document)).isEqualTo(missing("code", count, codes));
    }
    holdUsed(count, comment, summary);
  }

  @ParameterizedTest
  @CsvSource({"10, 20", "100, 120", "1000, 20", "10000, 1000", "100000, 20"})
  void a_report_of_a_run_keeps_to_it(int count, int times) {
    AuditReport report = report(count, "ä".repeat(times));

    String comment =
        Renderers.markdown(
            AuditDoc.of(report, ZoneOffset.UTC, Optional.empty()),
            Plans.LOOK,
            SizeLimit.COMMENT.less(MARKER));
    String summary =
        Renderers.markdown(
            AuditDoc.of(report, ZoneOffset.UTC, Optional.empty()), Plans.LOOK, SizeLimit.SUMMARY);

    for (GitHubMarkdown document : List.of(comment(comment), summary(summary))) {
      long rows = document.rows() - 10; // of the metrics
      assertThat(told(document)).isEqualTo(missing("change", count, rows, document.blocks("diff")));
    }
    holdUsed(count, comment, summary);
  }

  private static AuditReport report(int count, String text) {
    Effect.Part part =
        new Effect.Part(
            "description",
            Optional.of(new Value.Text(text)),
            Optional.of(new Value.Text(text + " more")));
    List<AuditReport.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new AuditReport.Row(
              "2026-01-01T00:00:00.000Z",
              i % 2 == 0 ? "failed" : "applied",
              Effect.Action.UPDATE,
              Optional.of("id" + i),
              "CODE_" + i,
              Optional.empty(),
              Optional.of(text),
              List.of(part),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.empty()));
    }
    return new AuditReport(
        Reports.empty(text),
        Reports.run(text),
        text,
        Optional.of(text),
        rows,
        new AuditCounts(Map.of("failed", count), Map.of(), 0),
        new Metrics(count, 0, 1, 1, 1, 0, 0, Optional.of(0L), Optional.of(count)),
        Optional.of(count),
        0,
        Optional.of(0));
  }

  /// Each of its lists is too long by itself.
  @ParameterizedTest
  @CsvSource({"10, 20", "100, 200", "1000, 20", "10000, 200"})
  void a_plan_of_which_every_list_is_long_keeps_to_it(int count, int times) {
    String text = "`|ä".repeat(times / 2);
    Verdict verdict = Plans.refused(IntStream.range(0, count).mapToObj(i -> text + i).toList());

    String comment =
        Renderers.markdown(
            PlanDoc.of(verdict, Plans.FACTS), Plans.LOOK, SizeLimit.COMMENT.less(MARKER));
    String summary =
        Renderers.markdown(PlanDoc.of(verdict, Plans.FACTS), Plans.LOOK, SizeLimit.SUMMARY);

    for (GitHubMarkdown document : List.of(comment(comment), summary(summary))) {
      assertThat(told(document))
          .allSatisfy(list -> assertThat(list.shown()).isLessThan(list.all()));
      if (count >= 10_000) {
        assertThat(told(document).stream().map(Shown::noun))
            .containsExactly("refusal", "change", "change", "change", "finding", "line", "code");
      }
    }
    String drift =
        Renderers.markdown(
            DriftDoc.of(Drift.of(verdict.plan(), verdict.plan().changes()), Plans.FACTS),
            Plans.LOOK,
            SizeLimit.COMMENT.less(MARKER));
    comment(drift);
  }
}

package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.Referrer;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same edit of many codes is told once, whatever stands around the words that change.
class EqualChangesTest {
  private static String draw(Verdict verdict, String format, int columns) {
    return draw(PlanDoc.of(verdict, Plans.FACTS), format, columns);
  }

  private static String draw(Doc doc, String format, int columns) {
    return Renderers.render(doc, format, new OutputStyle(false, columns, true));
  }

  private static String text(Verdict verdict) {
    return draw(verdict, "text", 100);
  }

  private static Verdict each(int count, String from, String to) {
    List<String[]> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) names.add(new String[] {from.formatted(i), to.formatted(i)});
    return Plans.renaming(names);
  }

  private static Impact broken() {
    CodeReference rule =
        new CodeReference(
            new Referrer("routing-rule", "1", "Rule", Optional.empty(), Optional.of("A")),
            CodeReference.By.NAME);
    return new Impact(
        List.of(rule),
        List.of(new Warning(Warning.Kind.RULE_NAME_BREAKS, "something breaks", List.of(rule))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Outcome %d; Result %d; Outcome … → Result …",
        "Sale %d; Sale %d (DE); … → … (DE)",
        "Team %d lost call; Team %d call; … lost … → … …",
        "Old; New; Old → New",
        "No answer; No reply; No answer → No reply",
        "Lost in region %d; Gone in region %d; Lost … → Gone …",
        "Region %d: lost; Region %d: gone; … lost → … gone",
      })
  void an_edit_is_told_once_by_what_changes(String from, String to, String told) {
    Verdict verdict = each(60, from, to);

    String text = text(verdict);

    assertThat(text).contains("60 × displayName: " + told + "\n", "60 codes", "CODE_0, CODE_1, ");
    assertThat(text.lines().filter(line -> line.startsWith("~ "))).hasSize(1);
    assertThat(draw(verdict, "markdown", 0)).contains("60 × displayName: ", "`CODE_59`");
    assertThat(draw(verdict, "html", 0)).contains("<summary>60 × displayName: ", ">CODE_59</bdi>");
  }

  @Test
  void what_differs_in_the_words_that_change_is_told_by_itself() {
    List<String[]> names =
        List.of(
            new String[] {"Outcome 1", "Result 1"},
            new String[] {"Outcome 2", "Result 2"},
            new String[] {"Outcome 3", "Results 3"},
            new String[] {"Outcome 4", "Result 5"});

    String text = text(Plans.renaming(names));

    assertThat(text)
        .doesNotContain(" × ")
        .contains("Outcome 3 → Results 3", "Outcome 4 → Result 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"Refund %d; 'Refund %d '", "Refund %d; Refund\u200b %d", "A%d; \u0410%d"})
  void what_the_eye_misses_is_told_by_itself(String from, String to) {
    String text = text(each(5, from, to));

    assertThat(text).doesNotContain(" × ");
    assertThat(text.lines().filter(line -> line.strip().startsWith("differs in: "))).hasSize(5);
  }

  @Test
  void a_change_that_may_break_something_is_never_among_its_like() {
    List<String[]> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) names.add(new String[] {"Outcome " + i, "Result " + i});

    Verdict verdict = Plans.renaming(names, Impact.NONE, broken());

    assertThat(text(verdict))
        .contains("Risk: 1 high · 0 medium · 9 low", "9 × displayName: ", "Outcome 1 → Result 1")
        .containsOnlyOnce("  ! something breaks")
        .doesNotContain("CODE_0, CODE_1,");
    assertThat(text(verdict).indexOf("something breaks"))
        .isLessThan(text(verdict).indexOf("9 × displayName"));
  }

  @Test
  void changes_that_may_break_something_are_no_group_either() {
    List<String[]> names = new ArrayList<>();
    for (int i = 0; i < 9; i++) names.add(new String[] {"Outcome " + i, "Result " + i});

    Verdict verdict = Plans.renaming(names, broken(), broken(), broken(), broken());

    assertThat(text(verdict))
        .contains("Risk: 4 high · 0 medium · 5 low", "5 × displayName: ")
        .contains("Outcome 0 → Result 0", "Outcome 3 → Result 3")
        .doesNotContain("4 × ");
  }

  @Test
  void what_is_of_high_risk_stands_before_every_fold() {
    List<String[]> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) names.add(new String[] {"Outcome " + i, "Result " + i});

    String markdown = draw(Plans.renaming(names, broken()), "markdown", 0);

    String open = markdown.substring(0, markdown.indexOf("<details>"));
    assertThat(open)
        .contains("- displayName  Outcome 0\n+ displayName  Result 0", "will stop matching");
    assertThat(markdown.substring(open.length()))
        .contains("9 × displayName: ")
        .doesNotContain("Result 0");
  }

  @Test
  void three_hundred_changes_of_which_most_are_one_edit_fit_120_lines() {
    List<String[]> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add(new String[] {"Kind " + (char) ('a' + i % 26) + i, "Sort of thing " + i});
    }
    for (int i = 0; i < 240; i++) names.add(new String[] {"Outcome " + i, "Result " + i});
    Impact[] impacts = new Impact[8];
    Arrays.fill(impacts, broken());

    Verdict verdict = Plans.renaming(names, impacts);

    for (int columns : List.of(80, 120)) {
      List<String> lines = draw(verdict, "text", columns).lines().toList();
      assertThat(lines).hasSizeLessThanOrEqualTo(120);
      assertThat(lines)
          .filteredOn(line -> line.startsWith("~ CODE_20 "))
          .singleElement()
          .asString()
          .contains("Kind u20 → Sort of thing 20", "wrapupcodes.yaml:1:1");
      assertThat(lines).contains("  and 52 more, told below");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void names_of_others_are_text_among_their_like_too(int count) {
    for (String text : Hostile.texts()) {
      Verdict verdict = each(count, text.replace("%", "%%") + " %d", "was renamed %d");

      Drift drift = Drift.of(verdict.plan(), verdict.plan().changes());
      for (Doc doc : List.of(PlanDoc.of(verdict, Plans.FACTS), DriftDoc.of(drift, Plans.FACTS))) {
        Terminal.holdPlain(draw(doc, "text", 80));
        GitHubMarkdown.hold(draw(doc, "markdown", 0), false);
        OnePage.hold(draw(doc, "html", 0));
      }
    }
  }
}

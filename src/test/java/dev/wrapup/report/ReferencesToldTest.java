package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Referrer;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.format.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who refers to a code that changes, in each format.
class ReferencesToldTest {
  private static CodeReference by(String kind, String name) {
    return new CodeReference(
        new Referrer(kind, kind + name, name, Optional.of("id"), Optional.empty()),
        CodeReference.By.ID);
  }

  private static List<CodeReference> rules(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> by("routing-rule", "Rule " + i)).toList();
  }

  private static Impact impact(List<CodeReference> references, CodeReference... warned) {
    List<Warning> warnings =
        warned.length == 0
            ? List.of()
            : List.of(
                new Warning(Warning.Kind.RULE_NAME_BREAKS, "something breaks", List.of(warned)));
    return new Impact(references, warnings);
  }

  private static String text(Impact impact, int columns) {
    OutputStyle look = new OutputStyle(false, columns, false);
    return Renderers.render(PlanDoc.of(Plans.updating(impact), Plans.FACTS), "text", look);
  }

  private static String markdown(Impact impact) {
    return Renderers.markdown(
        PlanDoc.of(Plans.updating(impact), Plans.FACTS), Plans.LOOK, SizeLimit.SUMMARY);
  }

  private static String html(Impact impact) {
    return Renderers.render(PlanDoc.of(Plans.updating(impact), Plans.FACTS), "html", Plans.LOOK);
  }

  @Test
  void one_is_told_in_every_format() {
    Impact impact = impact(rules(1));

    assertThat(text(impact, 80)).contains("\n    1 routing rule refers to it: Rule 1\n");
    assertThat(markdown(impact)).contains("\n1 routing rule refers to it: `Rule 1`\n");
    assertThat(html(impact)).containsPattern("1 routing rule refers to it: .*Rule 1");
  }

  @Test
  void many_are_told_in_short() {
    Impact impact = impact(rules(12));

    assertThat(text(impact, 80))
        .contains("    12 routing rules refer to it: Rule 1, Rule 2, Rule 3 and 9 more\n");
    assertThat(markdown(impact))
        .contains("12 routing rules refer to it: `Rule 1`, `Rule 2`, `Rule 3` and 9 more\n");
    assertThat(html(impact)).contains("12 routing rules refer to it: ", "Rule 12");
  }

  @Test
  void each_kind_is_counted_apart() {
    List<CodeReference> all = new ArrayList<>(rules(2));
    all.add(by("queue", "Service desk"));

    String told = "2 routing rules refer to it: Rule 1, Rule 2; 1 queue refers to it: Service desk";
    assertThat(text(impact(all), 120)).contains("\n    " + told + "\n");
    assertThat(text(impact(all), 60).lines())
        .contains("    2 routing rules refer to it: Rule 1, Rule 2; 1 queue")
        .contains("    refers to it: Service desk");
  }

  @Test
  void whom_a_warning_names_is_not_told_twice() {
    CodeReference warned = by("routing-rule", "Rule 1");

    assertThat(text(impact(List.of(warned), warned), 80)).doesNotContain("to it");
    assertThat(html(impact(List.of(warned), warned))).doesNotContain("to it");
    assertThat(markdown(impact(List.of(warned), warned))).doesNotContain("to it");
    assertThat(text(impact(rules(3), warned), 80))
        .contains("    2 routing rules also refer to it: Rule 2, Rule 3\n");
  }

  @Test
  void nobody_is_not_a_word() {
    assertThat(text(Impact.NONE, 80)).doesNotContain("to it");
    assertThat(markdown(Impact.NONE)).doesNotContain("to it");
    assertThat(html(Impact.NONE)).doesNotContain("to it");
  }
}

package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.plan;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.source.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmatchedNamesTest {
  private static List<String> warnings(String yaml, String... live) {
    var codes =
        IntStream.range(0, live.length)
            .mapToObj(i -> live("x" + i, live[i]))
            .toArray(dev.wrapup.model.LiveCode[]::new);
    return plan(yaml(yaml), Optional.empty(), catalog(codes)).findings().stream()
        .map(UnmatchedNamesTest::told)
        .toList();
  }

  private static String told(Finding finding) {
    return "%s %s: %s"
        .formatted(
            finding.at().map(at -> at.line() + ":" + at.column()).orElse(""),
            finding.code(),
            finding.hint().orElse(""));
  }

  @Test
  void a_protected_code_that_is_neither_live_nor_declared_is_told_with_the_nearest_one() {
    String codes = "codes:\n  REFUND: {displayName: REFUND name}\n";

    assertThat(
            warnings(
                "policy:\n  protect: [COMPLAINTS, REFUND, X]\n" + codes, "COMPLAINT", "REFUND"))
        .containsExactly(
            "3:13 protects-nothing: did you mean 'COMPLAINT'?",
            "3:33 protects-nothing: write the code as it is live, or take it out");
    assertThat(
            warnings(
                "policy: {protect: [NEW]}\ndefaults: {routingType: manual}\ncodes:\n  NEW: {displayName: n}\n"))
        .isEmpty();
  }

  @Test
  void a_retired_or_earlier_code_is_told_only_where_an_undeclared_one_is_nearly_called_so() {
    String file =
        """
        retired: [OLD_SURVY, LONG_GONE, A1]
        codes:
          B:
            displayName: B name
            previously: [BEFOR, EARLIER]
        """;

    assertThat(warnings(file, "B", "OLD_SURVEY", "BEFORE", "B2"))
        .containsExactly(
            "2:11 matches-nothing: did you mean 'OLD_SURVEY'?",
            "6:18 matches-nothing: did you mean 'BEFORE'?");
    assertThat(
            warnings(
                file.replace("codes:\n", "codes:\n  OLD_SURVEY: {displayName: OLD_SURVEY name}\n"),
                "B",
                "OLD_SURVEY"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "old_survey, OLD_SURVEY", // another case
    "COD_20, CODE_20", // the nearest, not the first that is near
    "'CODE_20 ', CODE_20",
    "code-20, CODE_20",
    "COED_20, CODE_20"
  })
  void of_several_that_are_near_the_nearest_is_told_whatever_its_case(String typed, String meant) {
    String file = "codes:\n  B: {displayName: B name, previously: [\"%s\"]}\n".formatted(typed);

    assertThat(warnings(file, "B", "CODE_2", "CODE_21", "CODE_20", "OLD_SURVEY"))
        .containsExactly("3:41 matches-nothing: did you mean '%s'?".formatted(meant));
    assertThat(
            warnings(
                "retired: [\"%s\"]\ncodes:\n  B: {displayName: B name}\n".formatted(typed),
                "B",
                "CODE_2",
                "CODE_21",
                "CODE_20",
                "OLD_SURVEY"))
        .containsExactly("2:11 matches-nothing: did you mean '%s'?".formatted(meant));
  }

  @Test
  void a_code_that_would_be_new_beside_a_live_one_that_looks_the_same_is_told() {
    String file = "defaults: {routingType: manual}\ncodes:\n  \"%s\": {displayName: new}\n";

    for (String twin : List.of("CAFE\u0301", "CAFÉ ", "CAF\u00c9\u200b", "\u00a0CAFÉ")) {
      assertThat(warnings(file.formatted(twin), "CAFÉ"))
          .contains("4:3 looks-alike: to take the live one over, write it as it is live");
    }
    assertThat(warnings(file.formatted("CAFES"), "CAFE")).isEmpty();
  }
}

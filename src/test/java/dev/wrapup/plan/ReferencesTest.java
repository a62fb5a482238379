package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.ReferenceIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
  private static final LiveCode REFUND = live("id-1", "REFUND", "Refund");
  private static final LiveCode OTHER = live("id-2", "OTHER", "Other");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "id-1, -, id",
        "id-1, Refund, id",
        "id-1, Other, id",
        "-, Refund, name",
        "-, REFUND, name",
        "gone, Refund, name",
        "gone, REFUND, name",
        "gone, -, ",
        "gone, Something, ",
        "id-2, Refund, ", // it means the other one, whatever it calls it
        "-, Other, ",
      })
  void a_rule_refers_by_an_id_that_is_live_else_by_name(String id, String name, String by) {
    Referrer rule =
        new Referrer(
            "routing-rule", "r", "Rule", Optional.ofNullable(id), Optional.ofNullable(name));

    List<CodeReference> references =
        new ReferenceIndex(Dialect.VERSIONED, catalog(List.of(rule), REFUND, OTHER)).to(REFUND);

    assertThat(references.stream().map(reference -> reference.by().word()))
        .isEqualTo(by == null ? List.of() : List.of(by));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"gone, 1", "-, 1", "id-1, 0"})
  void a_rule_that_goes_by_name_stops_matching(String id, int warnings) {
    Referrer rule =
        new Referrer("routing-rule", "r", "Rule", Optional.ofNullable(id), Optional.of("Refund"));

    Plan plan =
        Worlds.plan(
            yaml("codes: {REFUND: {displayName: Money back}}\n"),
            Optional.empty(),
            catalog(List.of(rule), REFUND));

    assertThat(plan.warnings()).isEqualTo(warnings);
  }
}

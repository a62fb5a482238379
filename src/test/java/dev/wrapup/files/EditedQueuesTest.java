package dev.wrapup.files;

import static dev.wrapup.files.Wish.edited;
import static dev.wrapup.files.Wish.refused;
import static dev.wrapup.files.Wish.remove;
import static dev.wrapup.files.Wish.rename;
import static dev.wrapup.files.Wish.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.queue.Queue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queues that are no longer to offer a code.
class EditedQueuesTest {
  private static final String HEAD = "format: 1\napi: genesys-cloud\n";
  private static final Queue BILLING = new Queue("q-1", "Billing", Optional.empty(), true, false);

  /// Called as the pattern in the files is written, which doesn't mean it alone.
  private static final Queue STAR = new Queue("q-3", "Bill*", Optional.empty(), true, false);

  /// What stands below `codes:` and `offers:`, lines parted by a bar, before and after.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A: {queues: [Billing, Sales]}; A: {queues: [Sales]}",
        "A: {queues: [Sales, 'Billing', ]}; A: {queues: [Sales, ]}",
        "A: {queues: [Billing]}; A: {queues: []}",
        "A: {queues: [q-1, Sales] # by id|  }; A: {queues: [Sales] # by id|  }",
        "A: {queues: [{name: Billing, id: q-2}, {name: Billing, id: q-1}]};"
            + " A: {queues: [{name: Billing, id: q-2}]}",
        "A:|    queues:|      # one|      - Billing # two|      # three|      - Sales|  B: {};"
            + " A:|    queues:|      # three|      - Sales|  B: {}",
        "A:|    queues: # why|      - Billing|    # id|    id: x; A:|    queues: [] # why|    # id|    id: x",
        "A:|    queues: &q|      - Billing; A:|    queues: &q []",
        "A:|    queues: [|      Sales, # s|      Billing, # b|    ]; A:|    queues: [|      Sales # s|    ]",
        "B: {queues: &q [Billing, Sales]}|  A: {queues: *q};"
            + " B: {queues: &q [Billing, Sales]}|  A: {queues: [Sales]}",
        "B: {queues: [&b Billing]}|  A: {queues: [*b]}; B: {queues: [&b Billing]}|  A: {queues: []}",
        "A: {}|offers:|  Billing: [A]; A: {}|offers:|  Billing: []",
        "A: {queues: [q-1]}|  B: {}|offers:|  Billing: [B, A] # all|  q-1: [A]|  Bill*: [A];"
            + " A: {queues: []}|  B: {}|offers:|  Billing: [B] # all|  q-1: []|  Bill*: [A]",
        "A: {}|offers:|  Sales: &s [A]|  Billing: *s; A: {}|offers:|  Sales: &s [A]|  Billing: []",
      })
  void a_queue_goes_wherever_it_is_named_and_nothing_else_does(String before, String after) {
    assertThat(edited(text(before), withdraw("A", BILLING, STAR))).isEqualTo(text(after));
  }

  /// The same, with the code that the finding stands at.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A: {queues: &q [Billing, Sales]}|  B: {queues: *q}; 4:3",
        "A: {queues: [&b Billing]}|  B: {queues: [*b]}; 4:3",
        "A: {}|offers:|  Billing: &b [A]|  Sales: *b; 4:3",
        "A: {}|offers:|  Billing: [&a A]|  Sales: [*a]; 4:3",
      })
  void what_an_alias_repeats_does_not_change_alone(String before, String place) {
    assertThat(refused(text(before), withdraw("A", BILLING)))
        .isEqualTo("shared-value f.yaml:" + place);
  }

  @Test
  void a_code_that_is_renamed_or_gone_is_so_in_every_offer() {
    String before =
        text("A: {id: a}|  B: {id: b}|  C: {}|offers:|  # all|  S*: [A, 'B', C] # three|  X: [C]");
    String after = text("B: {id: a}|  A: {id: b}|offers:|  # all|  S*: [B, 'A'] # three|  X: []");

    assertThat(edited(before, rename("A", "B"), rename("B", "A"), remove("C"))).isEqualTo(after);
  }

  private static String text(String lines) {
    return HEAD + "codes:\n  " + lines.replace('|', '\n') + "\n";
  }
}

package dev.wrapup.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
  @ParameterizedTest
  @CsvSource({
    "Refund, refund, 'upper and lower case'",
    "Café, CAFE, 'accents, spaces or signs'",
    "Ticket-closed, Ticket closed, 'accents, spaces or signs'",
    "'Order  placed', Orderplaced, 'accents, spaces or signs'",
    "Cancelled, Canceled, one letter",
    "Cancelled, Cancelles, one letter",
    "Cancelled, xCancelled, one letter",
    "Cancelled, Cancleled, one letter",
    "Größe, Grosse, 'accents, spaces or signs'",
    "'Line 1, north', 'Line 1, nort', one letter",
  })
  void names_that_differ_in_little_are_near(String one, String other, String difference) {
    NearNames<String> names = new NearNames<>();
    names.add("Something else", "else");
    names.add(one, one);

    assertThat(names.near(other)).contains(one);
    assertThat(NearNames.difference(one, other)).contains(difference);
  }

  @ParameterizedTest
  @CsvSource({
    "Line 1, Line 2",
    "CODE_12, CODE_1",
    "Yes, Yep",
    "Order placed, Order planned",
    "Callback, Fallbacks",
    "'!', '?'",
    "Refund, Refund denied",
  })
  void names_that_differ_in_more_or_in_a_digit_are_not(String one, String other) {
    NearNames<String> names = new NearNames<>();
    names.add(one, one);

    assertThat(names.add(other, other)).isEqualTo(Optional.empty());
  }

  @Test
  void a_name_is_near_to_the_first_that_it_could_be_taken_for() {
    NearNames<Integer> names = new NearNames<>();

    assertThat(names.add("Cancelled", 1)).isEmpty();
    assertThat(names.add("Canceled", 2)).contains(1);
    assertThat(names.add("CANCELLED", 3)).contains(1);
  }
}

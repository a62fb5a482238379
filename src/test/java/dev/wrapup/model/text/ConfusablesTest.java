package dev.wrapup.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusablesTest {
  @ParameterizedTest
  @CsvSource({
    "Refund, REFUND, upper and lower case",
    "ß, ẞ, upper and lower case",
    "IPTAL, İPTAL, upper and lower case",
    "iptal, ıptal, upper and lower case",
    "straße, STRASSE, form of a sign",
    "oﬃce, OFFICE, form of a sign",
    "Ｒefund, refund, form of a sign",
    "ΟΔΟΣ, οδος, upper and lower case",
    "CAFE\u0301, CAFÉ, composed otherwise",
    "CAFE\u200d\u0301, CAFÉ, characters that nobody sees",
    "\u212bNGSTROM, \u00c5NGSTROM, composed otherwise",
    "\u1112\u1161\u11ab, \ud55c, composed otherwise",
    "RЕFUND, REFUND, CYRILLIC CAPITAL LETTER IE → LATIN CAPITAL LETTER E",
    "СОРУ, COPY, CYRILLIC CAPITAL LETTER ER and 1 more",
    "СОРУ, copy, and 1 more → LATIN SMALL LETTER C",
    "FОR АLL, FOR ALL, CYRILLIC CAPITAL LETTER A → LATIN",
    "ΑΤΜ, ATM, GREEK CAPITAL LETTER ALPHA",
    "CALL–BACK, CALL-BACK, EN DASH → HYPHEN-MINUS",
    "CALL\u2011BACK, CALL-BACK, NON-BREAKING HYPHEN → HYPHEN-MINUS",
    "it’s, it's, form of a sign",
    "'A  B', A\u00a0B, NO-BREAK SPACE",
    "A\u2060B, AB, WORD JOINER → nothing",
    "\u202eAB, AB, RIGHT-TO-LEFT OVERRIDE → nothing"
  })
  void twins_have_one_shape_and_their_difference_is_told(
      String one, String other, String difference) {
    assertThat(Confusables.shape(one)).isEqualTo(Confusables.shape(other));
    assertThat(Confusables.difference(one, other)).contains(difference);
  }

  @ParameterizedTest
  @CsvSource({
    "A1, A2",
    "CAFE, CAFÉ",
    "A_B, A-B",
    "Z, Ż",
    "И, Й",
    "O, 0",
    "MÜLLER, MUELLER",
    "AB, BA"
  })
  void what_anybody_tells_apart_is_no_twin(String one, String other) {
    assertThat(Confusables.shape(one)).isNotEqualTo(Confusables.shape(other));
  }

  /// Marks that a normal form sorts, as no code has them.
  @Test
  void time_is_in_proportion() {
    Linear.assertThatWorkIs(
        50_000,
        many -> {
          String marks = "a" + "\u0315".repeat(many) + "\u0300".repeat(many);

          assertThat(Confusables.shape(marks)).isNotEmpty();
          assertThat(Confusables.difference(marks, marks + "b")).isNotEmpty();
        });
  }

  /// What nobody sees takes nothing away from a shape.
  @ParameterizedTest
  @ValueSource(
      strings = {"REFUND", "Refund new", " a", "a ", "a  b", "#1 it's 5-6 `x` \\ |~!", "ß"})
  void a_plain_code_has_the_shape_of_one_that_is_not(String code) {
    assertThat(Confusables.shape(code)).isEqualTo(Confusables.shape(code + "\u200b"));
  }
}

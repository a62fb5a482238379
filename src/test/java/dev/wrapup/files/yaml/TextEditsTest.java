package dev.wrapup.files.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Replacements of parts of a text, in whatever order they are asked for.
class TextEditsTest {
  private final TextEdits splice = new TextEdits();

  @Test
  void all_else_stays_as_it_is() {
    splice.insert(6, "!");
    splice.replace(0, 3, "ABC");

    assertThat(splice.apply("abcdef")).isEqualTo("ABCdef!");
  }

  @Test
  void what_goes_within_a_part_that_goes_is_gone_once() {
    splice.delete(1, 5);
    splice.delete(2, 3);

    assertThat(splice.apply("abcdef")).isEqualTo("af");
  }

  @Test
  void what_is_inserted_into_a_part_that_goes_stays() {
    splice.delete(1, 5);
    splice.insert(3, "new");

    assertThat(splice.apply("abcdef")).isEqualTo("anewf");
  }

  @Test
  void two_texts_in_one_place_are_refused() {
    splice.replace(1, 5, "x");
    splice.replace(2, 3, "y");

    assertThatThrownBy(() -> splice.apply("abcdef")).isInstanceOf(IllegalStateException.class);
  }
}

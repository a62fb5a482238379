package dev.wrapup.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Patterns against what a regular expression says of them.
class WildcardsTest {
  private static String random(Random random, String letters, int most) {
    return random
        .ints(random.nextInt(most), 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static boolean isMatch(String pattern, String text) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }

  @Test
  void each_star_stands_for_any_text() {
    Random random = new Random(18);
    int fitting = 0;
    for (int i = 0; i < Seeds.count(200_000, 2_000_000); i++) {
      String pattern = random(random, "ab**\n", 9);
      String text = random(random, "aab\n", 9);

      boolean fits = Wildcards.of(pattern).fits(text);

      assertThat(fits).as("'%s' and '%s'", pattern, text).isEqualTo(isMatch(pattern, text));
      if (fits) fitting++;
    }
    assertThat(fitting).isGreaterThan(10_000);
  }
}

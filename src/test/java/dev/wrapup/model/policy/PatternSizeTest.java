package dev.wrapup.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.wrapup.Seeds;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A regular expression that would take more than its share of memory or stack is refused before
/// re2j sees it.
class PatternSizeTest {
  static String[] hostile() {
    String nested = "((a{1000}){1000}){1000}";
    return new String[] {
      nested,
      "(a{1000}){1000}",
      "(?:(?:){1000}){1000}",
      "((|){1000}){1000}",
      "(x{0,1000}){0,1000}",
      "(x{1000,}){1000,}",
      "(?:a{100}b{100}){100}",
      "((((a{10}){10}){10}){10}){10}",
      "\\Q(((\\E" + nested,
      "(?:\\Qten in all\\E){400}",
      "[]]" + nested,
      "[^]]" + nested,
      "[[:alpha:]]" + nested,
      "[\\]]" + nested,
      "[a[:alpha:]\\pL-]" + nested,
      "[\\\\]" + nested,
      "\\[" + nested,
      "\\\\" + nested,
      "\\x{41}" + nested,
      "\\p{Greek}" + nested,
      "a|b|" + nested + "|c",
      "(?i)" + nested,
      "(?P<name>" + nested + ")",
      ")" + nested,
      "a{,5}" + nested,
      "{" + nested,
      "(?:abc\\Q{}\\E" + nested + ")",
      "(".repeat(1000) + "a" + ")".repeat(1000),
      "(?:".repeat(1000) + "a" + ")?".repeat(1000),
      "(".repeat(100_000),
      "a?".repeat(3000) + "a".repeat(3000),
      "[".repeat(5000),
      "a|".repeat(50_000),
      ".{1,1000}.{1,1000}",
      "(?:.?){1000}",
      "(?:.{1,1000})+{2}",
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void what_is_too_large_is_refused(String regex) {
    assertThat(CodePattern.obstacle(regex)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Z][A-Z0-9_]{2,19}",
        "[\\w .-]{1,256}",
        "(?:[A-Z][a-z]+ ?){1,50}",
        "(SALES|SUPPORT|BILLING)_[A-Z_]+",
        "(?i)[\\p{L}\\p{N} ]{1,256}",
        "\\Qa.b{1000}{1000}\\E",
        "[(((){1000}{1000}]+",
        "[]{1000}{1000}]+",
        "[^]{1000}{1000}]+",
        "[[:alpha:]{1000}{1000}]+",
        "[\\]{1000}{1000}]+",
        "\\x{3000}+",
        "a{,1000}",
        "\\x{1F600}*",
        "x{1000}",
        ".{1,1000}",
        ".{0,1000}",
        ".{1000,}",
        "[A-Z]{1,1000}",
        "\\w{2,1000}",
        "[[:alnum:] ]{1,1000}",
        "^[A-Z][A-Z0-9_]{1,1000}$",
        "(?i)(?:call|chat)_\\p{L}{1,1000}",
        "(.{1,1000})",
      })
  void what_people_write_is_not(String regex) {
    assertThat(CodePattern.obstacle(regex)).isEmpty();
    assertThat(new CodePattern(regex)).hasToString(regex);
  }

  @ParameterizedTest
  @ValueSource(strings = {".?", ".*", "(.?)", "(?:.|.)?"})
  void the_worst_that_is_not_refused_is_matched_within_the_stack(String part) {
    int many = 1;
    while (CodePattern.obstacle(part.repeat(many + 1)).isEmpty()) many++;

    assertThat(new CodePattern(part.repeat(many)).matches("A".repeat(20))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void re2j_makes_no_more_of_a_pattern_than_was_counted(int seed) {
    Random random = new Random(seed);
    StringBuilder regex = new StringBuilder();
    String[] parts = {
      "a",
      "(",
      ")",
      "(?:",
      "|",
      "*",
      "{50}",
      "{0,40}",
      "{30,}",
      "[",
      "]",
      "^",
      "[:digit:]",
      "\\",
      "\\Q",
      "\\E",
      "\\pL",
      "\\x{41}",
      "?",
      "{",
      "}",
      "-",
      ",",
      "é",
      "{2}",
    };
    for (int i = random.nextInt(4, 24); i > 0; i--) {
      regex.append(parts[random.nextInt(parts.length)]);
    }
    if (PatternSize.obstacle(regex.toString()).isPresent()) return;

    assertThat(program(regex.toString())).as(regex.toString()).isLessThan(4 * 2_500 + 10);
  }

  static IntStream seeds() {
    return IntStream.range(0, Seeds.count(600, 3_000));
  }

  /// How many steps re2j's program has; 0 if it doesn't take the pattern.
  private static int program(String regex) {
    try {
      return Pattern.compile(regex).programSize();
    } catch (PatternSyntaxException e) {
      return 0;
    }
  }
}

package dev.wrapup.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Nightly;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "dispalyName, displayName",
    "DISPLAYNAME, displayName",
    "displayNames, displayName",
    "routngType, routingType",
    "tpye, type",
    "x, ''",
    "organization, ''"
  })
  void the_nearest_word_is_found_in_any_letter_case(String word, String near) {
    List<String> known = List.of("displayName", "routingType", "type", "id", "y");

    assertThat(new Suggestion().nearest(word, known).orElse("")).isEqualTo(near);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 64, 65, 256})
  void a_name_of_any_length_that_an_api_takes_has_its_nearest(int length) {
    String name = "Customer asked for a call back ".repeat(9).substring(0, length);
    List<String> known = List.of(name, "Another");

    assertThat(new Suggestion().nearest(name.replaceFirst("asked", "aksed"), known)).contains(name);
    assertThat(new Suggestion().slip(name.replaceFirst("asked", "aksd"), known, 2)).contains(name);
    assertThat(new Suggestion().slip(name.replaceFirst("asked", "ak"), known, 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_is_found_is_what_a_whole_table_finds(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String word = word(random, 3, 1 + random.nextInt(9));
      List<String> known = new ArrayList<>();
      for (int k = 0; k < 4; k++) known.add(word(random, 3, 1 + random.nextInt(9)));
      int most = 1 + random.nextInt(3);

      Optional<String> slip = new Suggestion().slip(word, known, most);

      Optional<String> nearest =
          known.stream()
              .filter(other -> table(word, other) <= most)
              .filter(other -> table(word, other) < Math.min(word.length(), other.length()))
              .min(Comparator.comparingInt(other -> table(word, other)));
      assertThat(slip).as("%s among %s, seed %d", word, known, seed).isEqualTo(nearest);
    }
  }

  @Nightly
  @ParameterizedTest
  @ValueSource(ints = {20, 64, 256, 500})
  void many_names_take_a_bounded_time_whatever_their_length(int length) {
    Random random = new Random(7);
    List<String> known =
        IntStream.range(0, 100_000).mapToObj(i -> word(random, 26, length)).toList();
    List<String> mistyped =
        IntStream.range(0, 2_000).mapToObj(i -> word(random, 26, length)).toList();
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    Suggestion suggestion = new Suggestion();
    mistyped.forEach(word -> suggestion.nearest(word, known));
    Suggestion slips = new Suggestion();
    mistyped.forEach(word -> slips.slip(word, known, 2));

    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void the_first_names_of_very_many_still_have_their_nearest() {
    Random random = new Random(7);
    List<String> known = IntStream.range(0, 100_000).mapToObj(i -> word(random, 26, 20)).toList();

    Suggestion suggestion = new Suggestion();

    for (String name : known.subList(99_997, 100_000)) {
      assertThat(suggestion.nearest(name.substring(1), known)).contains(name);
    }
  }

  private static String word(Random random, int letters, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) word.append((char) ('a' + random.nextInt(letters)));
    return word.toString();
  }

  /// The distance without any shortcut.
  private static int table(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        boolean isSame = a.charAt(i - 1) == b.charAt(j - 1);
        table[i][j] = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        table[i][j] = Math.min(table[i][j], table[i - 1][j - 1] + (isSame ? 0 : 1));
        boolean isSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (isSwapped) table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
    return table[a.length()][b.length()];
  }
}

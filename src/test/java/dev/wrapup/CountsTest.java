package dev.wrapup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody is told of `1 tries`: a count and its noun come from [Words], which knows the one.
class CountsTest {
  /// A number in front of a plural, or a plural that is put behind one.
  private static final Pattern PLURAL =
      Pattern.compile(
          "%,?d (more )?(?<format>[a-z]{2,}s)\\b|(?:size\\(\\)|count|number) \\+ \" (?<sum>[a-z]{3,}s)\\b");

  /// Which are never one: what is over a limit, or counted only from two on.
  private static final List<String> MANY =
      List.of(
          "PatternSize.java steps",
          "ExpandedEvents.java parts",
          "ExpandedEvents.java anchors",
          "Cursor.java keys",
          "JsonListing.java pages",
          "NumberedListing.java pages",
          "DesiredInputs.java codes",
          "FleetReader.java targets",
          "FileReader.java patterns",
          "DeclaredPairs.java pairs",
          "Cursor.java findings",
          "PlanFindings.java ids",
          "Time.java hours",
          "Time.java days",
          "Quantity.java days",
          "BoundedFile.java bytes",
          "ForgeApi.java times",
          "RateLimitRule.java times");

  /// Words of other kinds that end likewise, and characters, of which only too many are told.
  private static final List<String> OTHERS = List.of("is", "has", "does", "was", "characters");

  @Test
  void a_plural_in_a_text_is_never_written_behind_a_number() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher plural = PLURAL.matcher(Files.readString(file));
        while (plural.find()) {
          String word =
              plural.group("format") != null ? plural.group("format") : plural.group("sum");
          String place = file.getFileName() + " " + word;
          if (!MANY.contains(place) && !OTHERS.contains(word)) found.add(place);
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, code, 0 codes",
    "1, code, 1 code",
    "2, code, 2 codes",
    "1, try, 1 try",
    "4, try, 4 tries",
    "2, entity, 2 entities",
    "2, day, 2 days",
    "'1000', request, '1,000 requests'"
  })
  void a_count_agrees_with_its_noun(int number, String noun, String told) {
    assertThat(Words.count(number, noun)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"0, don't", "1, doesn't", "2, don't"})
  void a_verb_agrees_with_its_count(int number, String verb) {
    assertThat(Words.verb(number, "doesn't", "don't")).isEqualTo(verb);
  }
}

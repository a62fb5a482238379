package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.DesiredState;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is odd in a valid file, at its place.
class FileWarningsTest {
  private static List<String> warnings(String text) {
    SourceFile file = Wish.file("a.yaml", "format: 1\n" + text);
    return switch (DesiredFiles.readSources(List.of(file), LocalDate.of(2026, 1, 1))) {
      case Checked.Valid<DesiredState> valid -> told(valid.warnings());
      case Checked.Invalid<DesiredState> invalid -> told(invalid.findings());
    };
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream()
        .map(f -> "%d:%d %s".formatted(f.at().get().line(), f.at().get().column(), f.code()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "CAFE\u0301,CAF\u00c9",
    "'Refund ',Refund",
    "REFUND,Refund",
    "Refund\u200b,Refund",
    "'Re  fund','Re\u00a0fund'",
    "\uff32\uff25\uff26\uff35\uff2e\uff24,REFUND"
  })
  void twins_are_told_at_both_places_unless_both_are_pinned(String one, String other) {
    String file = "codes:\n  \"%s\": {%s}\n  \"%s\": {%s}\n";

    assertThat(warnings(file.formatted(one, "displayName: a", other, "displayName: b")))
        .contains("3:3 looks-alike", "4:3 looks-alike");
    assertThat(warnings(file.formatted(one, "id: a1", other, "id: b1")))
        .noneMatch(told -> told.contains("looks-alike"));
  }

  @Test
  void codes_that_differ_visibly_are_no_twins() {
    assertThat(warnings("codes:\n  A1: {displayName: a}\n  A2: {displayName: b}\n  B_1: {}\n"))
        .isEmpty();
  }

  @Test
  void a_code_that_breaks_the_pattern_is_told_offline() {
    assertThat(warnings("policy: {codePattern: '[A-Z]+'}\ncodes:\n  GOOD: {}\n  b4d: {}\n"))
        .containsExactly("5:3 code-pattern");
  }

  @Test
  void an_ignored_field_that_is_not_declared_is_told() {
    assertThat(warnings("codes:\n  A: {description: d, ignore: [description, displayName]}\n"))
        .containsExactly("3:45 ignores-nothing");
  }

  @ParameterizedTest
  @CsvSource({"' '", "'\u00a0'", "'\u200b \u2063'", "'   '"})
  void a_name_of_which_nothing_is_seen_is_empty(String name) {
    assertThat(warnings("codes:\n  A: {displayName: \"%s\"}\n".formatted(name)))
        .containsExactly("3:20 empty-value");
  }

  @ParameterizedTest
  @CsvSource({
    "'  A: {}\n  B:\n    displayName: ticket #42 solved\n', 5:25",
    "'  A: {}\n  B:\n    displayName: 😀 é \t#42\n', 5:23",
    "'  A: {description: a #1\n    }\n', 3:22",
    "'  A:\n    previously:\n      - OLD #2\n', 5:13",
    "'  A:\n    description: &d a #1\n  B:\n    description: *d\n', 4:23"
  })
  void a_text_that_a_comment_cuts_is_told_once(String codes, String place) {
    assertThat(warnings("codes:\n" + codes)).containsExactly(place + " cut-by-comment");
  }

  @Test
  void an_exclamation_mark_that_is_no_part_of_the_text_is_told() {
    assertThat(warnings("codes:\n  A:\n    description: ! important\n"))
        .containsExactly("4:18 lost-mark");
    assertThat(warnings("codes:\n  A:\n    description: ! '! important'\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "displayName: ticket # 42",
    "displayName: ticket ## 42",
    "displayName: ticket#42",
    "'displayName: \"ticket #42\"'",
    "'displayName: \"ticket\" #42'",
    "displayName: ticket #",
    "'displayName: ticket\n    #42'"
  })
  void a_comment_as_people_write_it_is_not_told(String line) {
    assertThat(warnings("codes:\n  A:\n    " + line + "\n")).isEmpty();
  }
}

package dev.wrapup.files;

import static dev.wrapup.files.Said.format;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the canonical form is, to the letter.
class CanonicalFormTest {
  @Test
  void keys_stand_in_their_order_and_codes_stay_in_theirs() {
    assertThat(
            format(
                """
                codes:
                    B:
                        ignore: [description]
                        outcomes: [{name: one, id: a}]
                        previously: [X]
                        routingType: auto
                        description: d
                        displayName: b
                        id: i
                    A: {displayName: a}
                retired: [Z]
                policy: {protect: [B], maxUpdates: '30%', allow: [update, create]}
                defaults: {routingType: manual}
                environment: us-east-1
                api: versioned
                format: "1"
                """))
        .isEqualTo(
            """
            format: 1
            api: versioned
            environment: us-east-1
            defaults:
              routingType: manual
            policy:
              allow: [update, create]
              maxUpdates: 30%
              protect: [B]
            retired:
              - Z
            codes:
              B:
                id: i
                displayName: b
                description: d
                routingType: auto
                outcomes:
                  - {id: a, name: one}
                previously: [X]
                ignore: [description]
              A:
                displayName: a
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0000',
      value = {
        "'plain text, as ever; (so) it''s 2nd' ¦ plain text, as ever; (so) it's 2nd",
        "\"R\\u00fcckruf – ☎ 📞\" ¦ Rückruf – ☎ 📞",
        "404 ¦ \"404\"",
        "2026-11-24 ¦ \"2026-11-24\"",
        "NO ¦ \"NO\"",
        "'a: b' ¦ \"a: b\"",
        "'a #b' ¦ \"a #b\"",
        "'- a' ¦ \"- a\"",
        "' a' ¦ \" a\"",
        "'' ¦ \"\"",
        "'a  b' ¦ \"a  b\"",
        "say \"no\" ¦ say \"no\"",
        "'\"no\"' ¦ '\"no\"'",
        "C:\\new ¦ 'C:\\new'",
        "'it''s \\ \"x\"' ¦ \"it's \\\\ \\\"x\\\"\"",
        "\"\\u202Ebidi\\0\" ¦ \"\\u202Ebidi\\u0000\"",
        "\"a\\nb\" ¦ \"a\\nb\"",
        "!!str 1e5 ¦ \"1e5\"",
        "0c4d061d-c22f-4940-89f6-9bfc8f0b95f9 ¦ 0c4d061d-c22f-4940-89f6-9bfc8f0b95f9",
        "one   # c ¦ one # c"
      })
  void a_text_is_quoted_where_a_reader_could_misread_it(String before, String after) {
    String file = "format: 1\ncodes:\n  A:\n    description: %s\n";

    assertThat(format(file.formatted(before))).isEqualTo(file.formatted(after));
  }

  @Test
  void a_text_in_lines_stays_so_and_any_other_takes_one_line() {
    assertThat(
            format(
                """
                format: 1
                codes:
                    A:
                        displayName: one
                          two
                        description: |1  # kept
                             indented
                            text

                    B:
                      description: >
                         folded
                         text


                      displayName: |-
                         ends with a space\s
                """))
        .isEqualTo(
            """
            format: 1
            codes:
              A:
                displayName: one two
                description: |2 # kept
                      indented
                     text

              B:
                displayName: "ends with a space "
                description: >
                  folded
                  text
            """);
  }

  @Test
  void a_list_of_texts_stands_in_one_line_while_it_fits() {
    String fits = "A_CODE_OF_20_LETTERS, ANOTHER_OF_20_LETTER, AND_THE_THIRD";

    String formatted =
        format(
            "format: 1\ncodes:\n  A:\n    previously: [%s]\n  B:\n    previously: [%s, MORE, FIVE]\n"
                .formatted(fits, fits.replace('A', 'B')));

    assertThat(formatted).contains("previously: [" + fits + "]\n");
    assertThat(formatted).contains("previously:\n      - ", "      - FIVE\n");
  }

  @Test
  void an_anchor_stands_before_its_aliases_whatever_the_order() {
    assertThat(
            format(
                """
                codes:
                  A:
                    previously: &old [X] # first
                    description: &text some text
                    displayName: *text
                  B: {outcomes: &o [{id: a, name: one}]}
                  C:
                    outcomes: *o
                    previously: []
                retired: [Z]
                format: 1
                """))
        .isEqualTo(
            """
            format: 1
            retired:
              - Z
            codes:
              A:
                displayName: &text some text
                description: *text
                previously: &old [X] # first
              B:
                outcomes: &o
                  - {id: a, name: one}
              C:
                outcomes: *o
                previously: []
            """);
  }

  @Test
  void an_emoji_may_stand_anywhere_in_a_file() {
    for (int length = 950; length < 1100; length++) {
      String file = "format: 1\ncodes: {} # %s📞\n".formatted("x".repeat(length));

      assertThat(Said.read(file).codes()).isEmpty();
    }
  }
}

package dev.wrapup.files;

import static dev.wrapup.files.Wish.add;
import static dev.wrapup.files.Wish.edited;
import static dev.wrapup.files.Wish.outcomes;
import static dev.wrapup.files.Wish.rename;
import static dev.wrapup.files.Wish.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What edits make of a text, to the letter.
class EditedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0000',
      value = {
        "old ¦ new ¦ new",
        "old ¦ a: b ¦ \"a: b\"",
        "old ¦ it's ¦ it's",
        "old ¦ a \\ b ¦ 'a \\ b'",
        "old ¦ 404 ¦ \"404\"",
        "'old' ¦ new ¦ 'new'",
        "'old' ¦ it's ¦ 'it''s'",
        "\"old\" ¦ say \"no\" ¦ \"say \\\"no\\\"\"",
        "!!str old ¦ new ¦ !!str new",
        "&a old ¦ new ¦ &a new",
        "! 'old' ¦ #1 ¦ ! '#1'",
        "old   # remark ¦ new ¦ new   # remark"
      })
  void a_text_keeps_its_quotes(String before, String text, String after) {
    String file = "format: 1\ncodes:\n  A:\n    description:  %s\n    displayName: x\n";

    String edited = edited(file.formatted(before), say("A", "description", text));

    assertThat(edited).isEqualTo(file.formatted(after));
  }

  @Test
  void a_text_of_several_lines_in_quotes_becomes_one_line() {
    String file =
        "format: 1\ncodes:\n  A:\n    description: one\n      two # c\n    displayName: x\n";

    assertThat(edited(file, say("A", "description", "new\u0000")))
        .isEqualTo(
            "format: 1\ncodes:\n  A:\n    description: \"new\\u0000\" # c\n    displayName: x\n");
  }

  private static final String LITERAL =
      """
      format: 1
      codes:
        A:
          description: |  # as agents see it
             First line.
             Second line.

             Last line.

          # about the name
          displayName: x
      """;

  @Test
  void a_literal_text_changes_line_by_line() {
    assertThat(edited(LITERAL, say("A", "description", "First line.\nOther line.\n\nLast line.\n")))
        .isEqualTo(LITERAL.replace("Second", "Other"));
    assertThat(edited(LITERAL, say("A", "description", "Second line.")))
        .isEqualTo(
            """
            format: 1
            codes:
              A:
                description: |-  # as agents see it
                   Second line.

                # about the name
                displayName: x
            """);
    assertThat(edited(LITERAL, say("A", "description", " - indented\nx\n")))
        .contains("|3  # as agents see it\n        - indented\n       x\n\n    # about");
  }

  @Test
  void a_literal_text_is_quoted_when_lines_cant_hold_the_new_one() {
    for (String text : List.of("ends with a space \n", "\u202Ebidi", "two\n\n", "a\r\nb", "")) {
      assertThat(edited(LITERAL, say("A", "description", text)))
          .matches(
              "(?s)format: 1\ncodes:\n  A:\n    description: \"[^\n]*\"  # as agents see it\n\n    # about the name\n    displayName: x\n");
    }
  }

  @Test
  void a_folded_text_keeps_its_line_breaks_as_far_as_it_says_the_same() {
    String file =
        """
        format: 1
        codes:
          A:
            description: >-
              Agent scheduled a callback
              with the customer for
              follow-up on the phone.
            displayName: x
        """;

    assertThat(
            edited(
                file,
                say(
                    "A",
                    "description",
                    "Agent scheduled a callback with the customer to follow up by phone or mail.")))
        .isEqualTo(
            file.replace(
                "with the customer for\n      follow-up on the phone.",
                "with the customer to follow up by phone\n      or mail."));
    assertThat(edited(file, say("A", "description", "two\nlines")))
        .contains("description: |-\n      two\n      lines\n    displayName");
  }

  @Test
  void outcomes_change_item_by_item() {
    String file =
        """
        format: 1
        codes:
          A:
            outcomes: # what came of it
              # the usual one
              - {id: a, name: One}   # first

              # going
              - id: b
                name: 'Two'
              - {id: c, name: "Three"}
            displayName: x
        """;

    assertThat(edited(file, outcomes("A", "a", "One", "c", "Trois", "d", "Four: new")))
        .isEqualTo(
            """
            format: 1
            codes:
              A:
                outcomes: # what came of it
                  # the usual one
                  - {id: a, name: One}   # first

                  - {id: c, name: "Trois"}
                  - {id: d, name: "Four: new"}
                displayName: x
            """);
    assertThat(edited(file, outcomes("A")))
        .isEqualTo(
            "format: 1\ncodes:\n  A:\n    outcomes: [] # what came of it\n\n    displayName: x\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0000',
      value = {
        "[{id: a, name: A}] ¦ [{id: a, name: A}, {id: d, name: D}]",
        "[{id: b, name: B}] ¦ [{id: a, name: A}, {id: d, name: D}]",
        "[{id: b, name: B}, {id: a, name: A}] ¦ [{id: a, name: A}, {id: d, name: D}]",
        "[{id: a, name: A}, {id: b, name: B}] ¦ [{id: a, name: A}, {id: d, name: D}]",
        "[{id: a, name: A}, {id: b, name: B},] ¦ [{id: a, name: A}, {id: d, name: D},]",
        "[ {\"id\":\"a\",\"name\":\"X\"} ] ¦ [ {\"id\":\"a\",\"name\":\"A\"}, {id: d, name: D} ]"
      })
  void outcomes_in_brackets_change_item_by_item(String before, String after) {
    String file = "format: 1\ncodes:\n  A:\n    outcomes: %s # c\n    displayName: x\n";

    String edited = edited(file.formatted(before), outcomes("A", "a", "A", "d", "D"));

    assertThat(edited).isEqualTo(file.formatted(after));
  }

  @Test
  void brackets_over_several_lines_stay_so() {
    String file =
        """
        {
          "format": "1",
          "codes": {
            "A": {
              "outcomes": [
                {"id": "a", "name": "A"}, # one
                {"id": "b", "name": "B"} # two
              ]
            },
            "B": {"displayName": "b"}
          }
        }
        """;

    assertThat(edited(file, outcomes("A", "a", "A", "d", "D"), rename("B", "C"), add("E")))
        .isEqualTo(
            """
            {
              "format": "1",
              "codes": {
                "A": {
                  "outcomes": [
                    {"id": "a", "name": "A"}, {id: d, name: D} # one
                  ]
                },
                "C": {"displayName": "b"},
                E: {displayName: "Name: new", description: "", routingType: auto, \
            outcomes: [{id: o, name: "a, b"}]}
              }
            }
            """);
    assertThat(edited(file, outcomes("A", "a", "A", "b", "B", "d", "D")))
        .contains("\"B\"}, # two\n        {id: d, name: D}\n      ]");
  }
}

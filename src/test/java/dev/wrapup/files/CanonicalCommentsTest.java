package dev.wrapup.files;

import static dev.wrapup.files.Said.format;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where comments stand in the canonical form.
class CanonicalCommentsTest {
  @Test
  void comments_go_with_what_they_belong_to() {
    assertThat(
            format(
                """
                # the file
                # in two lines

                # the codes
                codes: # all of them

                  # A, the first
                  A: # beside A
                    # the text
                    description: d    # of A

                    # the name
                    displayName: a
                    # still A
                  # B, the second


                  B: {displayName: b} # beside B
                  # behind all codes
                # the format
                format: 1
                # the end
                """))
        .isEqualTo(
            """
            # the file
            # in two lines

            # the format
            format: 1

            # the codes
            codes: # all of them
              # A, the first
              A: # beside A
                # the name
                displayName: a
                # the text
                description: d # of A
                # still A
              # B, the second

              B: # beside B
                displayName: b
              # behind all codes
            # the end
            """);
  }

  @Test
  void comments_inside_brackets_open_them() {
    assertThat(
            format(
                """
                format: 1
                policy:
                  allow: [ # at first
                    create, # new ones
                    update ] # at last
                  protect: [ # none
                  ]
                codes:
                  A:
                    outcomes:
                    - # the usual
                      id: a
                      name: one
                    - {id: b, # beside b
                       name: two}
                    # no more
                """))
        .isEqualTo(
            """
            format: 1
            policy:
              allow: # at last
                # at first
                - create # new ones
                - update
              protect: [] # none
            codes:
              A:
                outcomes:
                  # the usual
                  - {id: a, name: one}
                  - id: b # beside b
                    name: two
                # no more
            """);
  }

  @Test
  void a_comment_is_of_the_level_that_it_is_indented_to() {
    assertThat(
            format(
                """
                format: 1
                retired:
                - Z
                # of the policy
                policy:
                  protect:
                  - P
                    # of the list
                  # of the policy, too
                codes:
                  A:
                    displayName: a
                  # of all codes
                   # and this
                """))
        .isEqualTo(
            """
            format: 1
            # of the policy
            policy:
              protect:
                - P
                # of the list
              # of the policy, too
            retired:
              - Z
            codes:
              A:
                displayName: a
              # of all codes
              # and this
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# said first\n", "# said first\n\n"})
  void what_begins_and_ends_the_file(String head) {
    String body = "format: 1\r\n\r\n\r\ncodes: {}\r\n...\r\n# the end";

    assertThat(format("\ufeff%YAML 1.2\n" + head + "--- # here\n" + body.replace("\r", "")))
        .isEqualTo(
            head.strip()
                + (head.isEmpty() ? "" : "\n")
                + "---\n# here\nformat: 1\n\ncodes: {}\n# the end\n");
    assertThat(format(head.replace("\n", "\r\n") + body))
        .isEqualTo(head.replace("\n", "\r\n") + "format: 1\r\n\r\ncodes: {}\r\n# the end\r\n");
  }
}

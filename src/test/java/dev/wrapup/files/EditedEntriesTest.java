package dev.wrapup.files;

import static dev.wrapup.files.Wish.add;
import static dev.wrapup.files.Wish.edited;
import static dev.wrapup.files.Wish.file;
import static dev.wrapup.files.Wish.listed;
import static dev.wrapup.files.Wish.outcomes;
import static dev.wrapup.files.Wish.refused;
import static dev.wrapup.files.Wish.remove;
import static dev.wrapup.files.Wish.rename;
import static dev.wrapup.files.Wish.retired;
import static dev.wrapup.files.Wish.say;
import static dev.wrapup.files.Wish.unmanaged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole entries that are renamed, taken out and added, and values that aliases repeat.
class EditedEntriesTest {
  @Test
  void a_renamed_code_trades_places_with_the_one_that_it_had_before() {
    String file =
        """
        format: 1
        codes:
          # about A
          "A": # beside
            id: i
            previously: [B, 'C D']
        """;

    assertThat(edited(file, rename("A", "X: y"))).isEqualTo(file.replace("\"A\":", "\"X: y\":"));
    assertThat(edited(file, rename("A", "C D")))
        .isEqualTo(file.replace("\"A\":", "\"C D\":").replace("'C D'", "'A'"));
  }

  @Test
  void two_codes_change_places() {
    String file = "format: 1\ncodes:\n  A: {id: a} # one\n  B: {id: b} # two\n";

    assertThat(edited(file, rename("A", "B"), rename("B", "A")))
        .isEqualTo("format: 1\ncodes:\n  B: {id: a} # one\n  A: {id: b} # two\n");
  }

  @Test
  void
      a_field_that_comes_stands_where_the_canonical_form_has_it_and_one_that_goes_takes_its_lines() {
    String file =
        """
        format: 1

        # about codes
        codes:
          A:
            id: a # pinned
            # about the text
            description: one
            ignore:
              - {field: description}
          B: {}
          C: {routingType: auto}
        """;

    assertThat(
            edited(
                file,
                say("A", "displayName", "b: c"),
                say("B", "routingType", "manual"),
                say("C", "displayName", "d")))
        .isEqualTo(
            file.replace("    # about", "    displayName: \"b: c\"\n    # about")
                .replace("B: {}", "B:\n    routingType: manual")
                .replace("{routingType", "{displayName: d, routingType"));
    assertThat(edited(file, outcomes("A", "o", "p"), unmanaged("C", "routingType")))
        .isEqualTo(
            file.replace("    ignore:", "    outcomes:\n      - {id: o, name: p}\n    ignore:")
                .replace("{routingType: auto}", "{}"));
    assertThat(edited(file, unmanaged("A", "description")))
        .isEqualTo(file.replaceFirst("(?s)    # about the text.*?one\n", ""));
  }

  @Test
  void the_first_outcomes_of_an_empty_list_take_a_line_each() {
    String file = "format: 1\ncodes:\n  A:\n    outcomes: [] # none\n  B: {outcomes: []}\n";

    assertThat(edited(file, outcomes("A", "o", "p", "q", "r"), outcomes("B", "o", "p")))
        .isEqualTo(
            file.replace("[] # none", "# none\n      - {id: o, name: p}\n      - {id: q, name: r}")
                .replace("outcomes: []", "outcomes: [{id: o, name: p}]"));
  }

  @Test
  void a_renamed_code_is_listed_as_the_latest_that_it_had() {
    String file =
        """
        format: 1
        codes:
          A:
            id: a
            previously:
              - Z # long ago
          B:
            displayName: b
            ignore: [{field: displayName}]
          C: {previously: [Y]}
        """;

    assertThat(edited(file, listed("A", "A2"), listed("B", "7"), listed("C", "C2")))
        .isEqualTo(
            file.replace("  A:", "  A2:")
                .replace("      - Z", "      - A\n      - Z")
                .replace("  B:", "  \"7\":")
                .replace("    ignore", "    previously: [B]\n    ignore")
                .replace("C: {previously: [Y]}", "C2: {previously: [C, Y]}"));
    assertThat(edited(file, listed("A", "Z")))
        .isEqualTo(file.replace("  A:", "  Z:").replace("- Z", "- A"));
  }

  @Test
  void a_retired_code_is_listed_in_the_file_of_the_list_or_above_the_codes() {
    String file = "format: 1\n\n# about\ncodes:\n  A: {}\n";

    assertThat(retired(file, "N: 1", "O"))
        .isEqualTo(file.replace("# about", "retired:\n  - \"N: 1\"\n  - O\n# about"));
    assertThat(retired("retired: []\n" + file, "GONE")).isEqualTo("retired:\n  - GONE\n" + file);
    assertThat(retired("retired:\n  - M # why\n" + file, "GONE"))
        .isEqualTo("retired:\n  - M # why\n  - GONE\n" + file);
    assertThat(retired("retired: [M]\n" + file, "GONE")).isEqualTo("retired: [M, GONE]\n" + file);
  }

  private static final String THREE =
      """
      format: 1
      codes:
        # Billing

        # about A
        A:
          displayName: a # the name
          # at the end of A

        # about B
        # in two lines
        B:
          description: |
            # no comment
            two lines

        # about C
        C: {displayName: c}
        # at the end
      retired: [Z]
      """;

  @Test
  void an_entry_goes_with_what_is_said_right_above_it() {
    assertThat(edited(THREE, remove("A")))
        .isEqualTo(THREE.replaceFirst("(?s)  # about A.*?at the end of A\n\n", ""));
    assertThat(edited(THREE, remove("B")))
        .isEqualTo(THREE.replaceFirst("(?s)  # about B.*?two lines\n\n", ""));
    assertThat(edited(THREE, remove("C")))
        .isEqualTo(THREE.replaceFirst("(?s)  # about C\n  C: .*?\n", ""));
    assertThat(edited(THREE, remove("A"), remove("B"), remove("C")))
        .isEqualTo("format: 1\ncodes: {}\n  # Billing\n\n  # at the end\nretired: [Z]\n");
  }

  @Test
  void blank_lines_below_an_entry_that_goes_are_not_given_to_a_text_above() {
    String file = "format: 1\ncodes:\n  A:\n    description: |+\n      x\n  B: {}\n\n  C: {}\n";

    assertThat(edited(file, remove("B"))).isEqualTo(file.replace("  B: {}\n\n", ""));
  }

  @Test
  void a_comment_below_an_entry_that_goes_is_not_given_to_a_text_above() {
    String file =
        "format: 1\ncodes:\n  A:\n    description: |\n      x\n  B: {}\n      # of B\n  # of C\n  C: {}\n";

    assertThat(edited(file, remove("B"))).isEqualTo(file.replace("  B: {}\n      # of B\n", ""));
  }

  @Test
  void a_new_entry_stands_below_the_last_in_its_indentation() {
    String entry =
        """
            NEW:
              id: id-of-NEW
              displayName: "Name: new"
              description: ""
              routingType: auto
              outcomes:
                - {id: o, name: "a, b"}
        """;

    assertThat(edited(THREE, add("NEW")))
        .isEqualTo(
            THREE.replace(
                "{displayName: c}\n",
                "{displayName: c}\n" + entry.indent(-2).replaceFirst("    id: id-of-NEW\n", "")));
    assertThat(edited("format: 1\ncodes: {} # none yet", add("NEW")))
        .isEqualTo("format: 1\ncodes: # none yet\n" + entry.indent(-2).stripTrailing());
    assertThat(edited("format: 1\ncodes:\n   A:\n       id: i\n", add("NEW")))
        .isEqualTo(
            "format: 1\ncodes:\n   A:\n       id: i\n"
                + entry.replaceAll("(?m)^    ", "   ").replaceAll("(?m)^     ", "       "));
    assertThat(edited("format: 1\ncodes: {A: {id: i}}\n", add("NEW")))
        .isEqualTo(
            "format: 1\ncodes: {A: {id: i}, NEW: {id: id-of-NEW, displayName: \"Name: new\","
                + " description: \"\", routingType: auto, outcomes: [{id: o, name: \"a, b\"}]}}\n");
  }

  @Test
  void a_text_that_ends_with_the_file_gets_no_line_feed_by_an_entry_below_it() {
    String file = "format: 1\ncodes:\n  A:\n    description: |\n      x";

    assertThat(edited(file, add("NEW")))
        .startsWith("format: 1\ncodes:\n  A:\n    description: |-\n      x\n  NEW:\n");
    assertThat(edited(file, say("A", "description", "y\n"))).endsWith("|\n      y\n");
    assertThat(edited(file, say("A", "description", "y"))).endsWith("|-\n      y");
  }

  @Test
  void line_ends_and_a_byte_order_mark_stay() {
    String file =
        """
        format: 1
        codes:
          A:
            description: |
              x
              y
          B:
            outcomes:
            - {id: a, name: A}
        """;

    String edited =
        edited(
            "\ufeff" + file.replace("\n", "\r\n"),
            say("A", "description", "one\ntwo\n"),
            outcomes("B", "a", "A", "d", "D"),
            add("NEW"));

    assertThat(edited).startsWith("\ufeff").doesNotContainPattern("[^\r]\n");
    assertThat(edited.substring(1).replace("\r", ""))
        .startsWith(
            file.replace("x\n      y", "one\n      two") + "    - {id: d, name: D}\n  NEW:\n");
  }

  private static final String ALIASES =
      """
      format: 1
      codes:
        A:
          description: &text Some text
          outcomes: &usual
            - {id: a, name: A} # first
            - &two {id: b, name: B}
        B:
          description: *text # as A
          outcomes: *usual
        C:
          outcomes: [*two]
      """;

  @Test
  void a_change_behind_an_alias_stays_there() {
    assertThat(edited(ALIASES, say("B", "description", "Other"), outcomes("C", "b", "Two")))
        .isEqualTo(
            ALIASES.replace("*text # as", "Other # as").replace("[*two]", "[{id: b, name: Two}]"));
    assertThat(edited(ALIASES, outcomes("B", "b", "B", "a", "Two")))
        .isEqualTo(ALIASES.replace("*usual", "[{id: a, name: Two}, {id: b, name: B}]"));
  }

  @Test
  void a_value_that_an_alias_repeats_does_not_change() {
    assertThat(refused(ALIASES, say("A", "description", "Other")))
        .isEqualTo("shared-value f.yaml:3:3");
    assertThat(refused(ALIASES, outcomes("A", "a", "A"))).isEqualTo("shared-value f.yaml:3:3");
    assertThat(refused(ALIASES, remove("A"))).isEqualTo("shared-value f.yaml:3:3");
    assertThat(edited(ALIASES, remove("B"))).contains("A:", "C:").doesNotContain("B:\n");
  }

  @Test
  void an_alias_that_is_written_out_frees_the_value_that_it_repeated() {
    String file =
        """
        format: 1
        codes:
          A: &a {displayName: a, routingType: auto}
          B: *a
        """;

    assertThat(edited(file, say("A", "displayName", "x"), say("B", "displayName", "y")))
        .isEqualTo(
            """
            format: 1
            codes:
              A: &a {displayName: x, routingType: auto}
              B: {displayName: "y", routingType: auto}
            """);
  }

  @Test
  void a_new_entry_goes_to_the_file_of_the_organization_and_is_pinned_as_the_others_are() {
    SourceFile shared = file("shared.yaml", "format: 1\ncodes:\n  A: {displayName: a}\n");
    SourceFile header = file("prod.yaml", "format: 1\nenvironment: us-east-1\ncodes: {}\n");

    DesiredFiles.Edited edited =
        ((Checked.Valid<DesiredFiles.Edited>) Wish.edit(List.of(shared, header), add("NEW")))
            .value();

    assertThat(edited.changed()).extracting(SourceFile::path).containsExactly("prod.yaml");
    assertThat(Said.text(edited.changed().getFirst())).contains("  NEW:\n    id: id-of-NEW\n");
    assertThat(edited("format: 1\ncodes:\n  A: {displayName: a}\n", add("NEW")))
        .doesNotContain("id-of-NEW");
  }

  @Test
  void a_code_that_is_declared_already_is_a_finding_in_the_text_as_it_would_be() {
    String file = "format: 1\ncodes:\n  A: {}\n  B: {}\n";

    assertThat(refused(file, rename("B", "A"))).isEqualTo("duplicate-key f.yaml:4:3");
  }
}

package dev.wrapup.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.Runner;
import dev.wrapup.model.Value;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of others that stand beside each other, with nothing between them or a word of ours.
class PhraseTest {
  private static final OutputStyle UNDER_A_RUNNER = new OutputStyle(false, 0, true);

  @ParameterizedTest
  @CsvSource({":, :", "::, :", "'##', [error]evil", "#, '#[error]evil'", "a:, :error::evil"})
  void two_of_them_make_no_command_together(String one, String other) {
    Phrase phrase = Phrase.theirs(one).and(Phrase.theirs(other));

    Runner.holdHarmless(phrase.plain(UNDER_A_RUNNER));
  }

  @Test
  void one_of_them_makes_no_command_with_our_words() {
    Phrase phrase = Phrase.theirs("owner:").and(": ").and(Phrase.theirs(":evil"));

    Runner.holdHarmless(phrase.plain(UNDER_A_RUNNER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x::error::y", "x##[error]y", "::::", "###[", "\t##\t#[#[::"})
  void a_line_makes_no_command_wherever_it_is_divided(String line) {
    assertThat(FindingsText.part(line, 0, line.length(), UNDER_A_RUNNER)).doesNotContain("0009");
    for (int at = 0; at <= line.length(); at++) {
      Runner.holdHarmless(
          FindingsText.part(line, 0, at, UNDER_A_RUNNER)
              + FindingsText.part(line, at, line.length(), UNDER_A_RUNNER));
    }
  }

  @Test
  void what_stands_before_a_changed_word_makes_no_command_with_our_bracket() {
    String text = "so many words that they are compared one by one and not as a whole ##";
    Difference change =
        Difference.of(
            Optional.of(new Value.Text(text + "one")), Optional.of(new Value.Text(text + "two")));

    String line = change.line().plain(UNDER_A_RUNNER);

    assertThat(line).contains("[one → two]");
    Runner.holdHarmless(line);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, revision 1 → 2",
    ", 2, revision 2",
    "1, , ''",
    ", 2024-02-06T15:19:28.722Z-78bb7135, revision 78bb7135",
    "2024-02-06T15:19:28.722Z-78bb7135, 2024-02-06T15:19:28.723Z-d9f02d87, revision 78bb7135 → d9f02d87",
    "2024-02-06T15:19Z-78bb7135, 2024-02-06T15:20Z-78bb7135, "
        + "revision 2024-02-06T15:19Z-78bb7135 → 2024-02-06T15:20Z-78bb7135",
    "2024-02-06T15:19Z-78bb7135, 2024-02-06T15:19Z-78bb7135, revision 78bb7135 → 78bb7135",
    "78bb7135, 2024-02-06-78bb713, revision 78bb7135 → 2024-02-06-78bb713"
  })
  void a_revision_is_told_by_its_digest_as_long_as_that_tells_two_apart(
      String before, String after, String told) {
    Phrase revisions = Phrase.revisions(Optional.ofNullable(before), Optional.ofNullable(after));

    assertThat(revisions.raw()).isEqualTo(told);
  }

  @Test
  void a_line_of_theirs_ends_no_block() {
    String block = Markdown.block("diff", List.of("````", "```", "evil"));

    assertThat(GitHubMarkdown.hold("### words\n\n" + block, false).lines())
        .isEqualTo(List.of("````", "```", "evil"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"📞", "👩\u200D👩\u200D👧\uFE0F", "e\u0301"})
  void a_cut_is_between_two_characters(String sign) {
    String text = sign.repeat(20);

    for (int most = 10; most < text.length(); most++) {
      String cut = new Markdown(UNDER_A_RUNNER).code(text, most);

      assertThat(cut.length()).isLessThanOrEqualTo(most + 2);
      assertThat(cut).matches("`(" + sign + ")+…`");
    }
  }

  @Test
  void two_of_them_are_two_in_markdown() {
    Phrase phrase = Phrase.theirs("a").and(Phrase.theirs("`b`")).and(Phrase.theirs("c"));

    String markdown = new Markdown(UNDER_A_RUNNER).phrase(phrase, 60);

    assertThat(GitHubMarkdown.hold("### words\n\n" + markdown + "\n", false).spans())
        .isEqualTo(List.of("a", "`b`", "c"));
  }
}

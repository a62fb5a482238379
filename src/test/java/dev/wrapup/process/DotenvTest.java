package dev.wrapup.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A file of variables means what the common parsers of `.env` files take it for.
class DotenvTest {
  /// What follows `X=`, and the value.
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("plain", "plain"),
          Map.entry("  around\t", "around"),
          Map.entry("", ""),
          Map.entry("a=b==", "a=b=="),
          Map.entry("a # comment", "a"),
          Map.entry("a\t#comment # more", "a"),
          Map.entry(" # comment", ""),
          Map.entry("a#b", "a#b"),
          Map.entry("#a", "#a"),
          Map.entry("pa\"ss'word", "pa\"ss'word"),
          Map.entry("'single'", "single"),
          Map.entry("\"double\"", "double"),
          Map.entry("\"\"", ""),
          Map.entry("'' # none", ""),
          Map.entry("' a # b '", " a # b "),
          Map.entry("\"a # b\" # comment", "a # b"),
          Map.entry("\"a\"# comment", "a"),
          Map.entry("\"it's\"", "it's"),
          Map.entry("'a\"b'", "a\"b"),
          Map.entry("\"a\\\"b\\\\c\\$d\\n\"", "a\"b\\c$d\n"),
          Map.entry("'a\\nb$c'", "a\\nb$c"),
          Map.entry("a\\nb", "a\\nb"),
          Map.entry("a$", "a$"),
          Map.entry("a$1b$$ $(c) ${} ${1}$-", "a$1b$$ $(c) ${} ${1}$-"),
          Map.entry("\"a$1b$\"", "a$1b$"),
          Map.entry("\"a\\${b}\"", "a${b}"),
          Map.entry("'$a ${b}'", "$a ${b}"),
          Map.entry("a # ${b}", "a"),
          Map.entry("\"a\\d\"", "a\\d"),
          Map.entry("'two\nlines'", "two\nlines"),
          Map.entry("ü-密码-🔑", "ü-密码-🔑"));

  /// What no file of variables has, and the line.
  private static final Map<String, Integer> WRONG =
      Map.of(
          "no value", 1,
          "A=b\n\nhunter2", 3,
          "A=b\n=hunter2", 2,
          "A=b\r\nmy name=hunter2", 2,
          "A=b\nexport A", 2,
          "A=b\nA: hunter2", 2,
          "A=b\nA=\"hunter2\nC=d", 2,
          "A='a\nb'\nA='hunter2'x", 3,
          "A=b\rA=\"a\"hunter2\"", 2,
          "A=\0hunter2", 1);

  /// Values that other parsers would expand.
  private static final List<String> EXPANDED =
      List.of(
          "$hunter2",
          "${hunter2}",
          "${hunter2:-hunter2}",
          "\"$hunter2\"",
          "\"\\\\${hunter2}\"",
          "hunter2$_hunter2 # no",
          "$1$hunter2",
          "\"hunter2${hunter2}\"");

  private static Map<String, String> parse(String text) {
    return Dotenv.parse("ci.env", text.getBytes(UTF_8));
  }

  @Test
  void a_value_is_what_stands_between_quotes_or_before_a_comment() {
    VALUES.forEach(
        (written, value) -> {
          for (String end : List.of("", "\n", "\r\n", "\r", "  \n")) {
            for (String begin : List.of("X=", "export X=", "  export\tX =", "\uFEFFX=")) {
              String text = begin + written + end + (end.isEmpty() ? "" : "Y=\"z\"" + end);
              Map<String, String> expected = new HashMap<>(Map.of("X", value));
              if (!end.isEmpty()) expected.put("Y", "z");

              assertThat(parse(text)).as(text).isEqualTo(expected);
            }
          }
        });
  }

  @Test
  void comments_and_empty_lines_are_none_and_the_last_of_a_name_counts() {
    String text = "# X=1\n\n  # \"\nX=2\n\t\nX='3'\nexport=4\n";

    assertThat(parse(text)).isEqualTo(Map.of("X", "3", "export", "4"));
    assertThat(parse("")).isEmpty();
  }

  @Test
  void what_is_none_is_refused_with_its_line_and_without_what_it_says() {
    WRONG.forEach(
        (text, line) -> {
          Stop stop = catchThrowableOfType(Stop.class, () -> parse(text));

          assertThat(stop.message()).as(text).startsWith("ci.env:" + line + ": ");
          assertThat(stop.message() + stop.next()).doesNotContain("hunter2");
          assertThat(stop.isUsage()).isTrue();
        });
  }

  @Test
  void a_value_that_others_would_expand_is_refused_with_its_name_and_line() {
    EXPANDED.forEach(
        written -> {
          Stop stop =
              catchThrowableOfType(Stop.class, () -> parse("A='b'\nWFM_WEBHOOK_SECRET=" + written));

          assertThat(stop.message())
              .as(written)
              .isEqualTo(
                  "ci.env:2: WFM_WEBHOOK_SECRET has a $ that begins a variable, and variables are not"
                      + " expanded here");
          assertThat(stop.next().words()).contains("single quotes").doesNotContain("hunter2");
          assertThat(stop.isUsage()).isTrue();
        });
  }

  @Test
  void what_others_expand_in_variables_of_theirs_is_left_alone() {
    assertThat(parse("DATABASE_URL=${X}\nPATH=\"$PATH:a\"\nGENESYS_ENV=b\n"))
        .containsEntry("GENESYS_ENV", "b")
        .containsKeys("DATABASE_URL", "PATH");
  }

  @Test
  void a_zero_byte_is_called_one_wherever_it_stands() {
    for (String text : List.of("\0A=b\nC=d", "A\0=b", "A=b\0", "\0", "\0\0\0\0", "A=b\0c\0d\0")) {
      Stop stop = catchThrowableOfType(Stop.class, () -> parse(text));

      assertThat(stop.message())
          .as(text)
          .isEqualTo("ci.env:1: a NUL byte stands here, which no variable can hold");
      assertThat(stop.next().words()).isEqualTo("remove it");
    }
  }

  @Test
  void another_encoding_is_named_where_it_can_be_known() {
    String text = "A=b\nSECRET=hunter-ü\n";
    Map<Charset, String> words =
        Map.of(
            UTF_16, "ci.env:1: this is not text in UTF-8, but UTF-16",
            UTF_16LE, "ci.env:1: this is not text in UTF-8, but UTF-16",
            UTF_16BE, "ci.env:1: this is not text in UTF-8, but UTF-16",
            ISO_8859_1, "ci.env:2: this is not text in UTF-8");

    words.forEach(
        (charset, message) -> {
          Stop stop =
              catchThrowableOfType(
                  Stop.class, () -> Dotenv.parse("ci.env", text.getBytes(charset)));

          assertThat(stop.message()).isEqualTo(message);
          assertThat(stop.next().words()).isEqualTo("save the file as UTF-8");
        });
  }
}

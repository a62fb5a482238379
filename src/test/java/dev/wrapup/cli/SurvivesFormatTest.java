package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Linear;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file that `validate` takes can be formatted, and is valid then; what can't be written in
/// canonical form is a finding before.
class SurvivesFormatTest {
  private static final String UNSEEN = "\u200b";

  @TempDir Path folder;

  /// Keys that take more than 1,024 characters once what nobody can see is written out.
  static List<String> unwritable() {
    return List.of(
        cloud("  \"" + UNSEEN.repeat(200) + "\": {}\n"),
        cloud("  " + "a" + UNSEEN.repeat(200) + ": {}\n"),
        cloud("  ? \"" + "\\u200b".repeat(200) + "\"\n  : {}\n"),
        cloud("  ? |-\n    " + UNSEEN.repeat(200) + "\n  : {}\n"),
        cloud("  \"" + "\udb40\udc41".repeat(120) + "\": {}\n"),
        cloud("  A: {description: &a \"" + UNSEEN.repeat(200) + "\"}\n  *a : {}\n"),
        cloud("  ? &" + "a".repeat(100) + " \"" + UNSEEN.repeat(165) + "\"\n  : {}\n"));
  }

  @ParameterizedTest
  @MethodSource("unwritable")
  void a_key_that_can_not_be_written_is_a_finding(String file) {
    Program program = new Program(folder).wrapupcodes(file);

    Program.Run validate = program.run("validate", "--format", "json");
    Program.Run fmt = program.run("fmt", "--format", "json");

    assertThat(validate.findings()).singleElement().asString().startsWith("long-key ");
    assertThat(fmt.findings()).isEqualTo(validate.findings());
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(file);
  }

  static List<String> longAnchors() {
    String anchor = "a".repeat(1_100);
    return List.of(
        cloud("  ? &%s A\n  : {}\n".formatted(anchor)),
        cloud("  A: {description: &%s B}\n  ? *%s\n  : {}\n".formatted(anchor, anchor)),
        cloud("  A: &%s {}\n".formatted(anchor)),
        cloud("  A: &%s {}\n".formatted("a".repeat(1_000_000))));
  }

  @ParameterizedTest
  @MethodSource("longAnchors")
  void an_anchor_that_leaves_no_room_is_a_finding(String file) {
    Program.Run run = new Program(folder).wrapupcodes(file).run("fmt");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("[long-anchor]").hasSizeLessThan(1_000);
  }

  static List<String> writable() {
    String anchor = "a".repeat(128);
    return List.of(
        cloud("  \"A" + UNSEEN.repeat(169) + "\": {}\n"),
        cloud("  ? " + "a".repeat(256) + "\n  : {}\n"),
        cloud("  ? \"" + "'\\\"".repeat(128) + "\"\n  : {}\n"),
        cloud(
            "  ? &%s \"%s\"\n  : {description: *%s}\n".formatted(anchor, "é".repeat(256), anchor)),
        cloud("  A: {description: &%s B}\n  ? *%s\n  : {}\n".formatted(anchor, anchor)),
        cloud("  ? >-\n    a\n    b\n  : {? description : x}\n"),
        "? &f format\n: 1\n? &%s codes\n: {? A : {? &x displayName : *f, ? routingType : manual}}\n"
            .formatted(anchor));
  }

  @ParameterizedTest
  @MethodSource("writable")
  void what_is_valid_stays_so(String file) {
    Program program = new Program(folder).wrapupcodes(file);

    assertThat(program.run("validate").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("fmt").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("validate").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("fmt", "--check").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void a_file_that_would_be_too_large_is_left_as_it_is() {
    String file = cloud("  A: {description: x}\n") + "# \n";
    String reason = "\u00ad".repeat(2_900_000);
    String large =
        file.replace(
            "{description: x}",
            "{description: x, ignore: [{field: description, reason: \"%s\"}]}".formatted(reason));
    Program program = new Program(folder).wrapupcodes(large);

    Program.Run run = program.run("fmt");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("would be larger than 16 MiB");
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(large);
  }

  static List<IntFunction<String>> large() {
    return List.of(
        n ->
            "format: 1\ncodes: {"
                + repeat(n, i -> "C%d: {previously: [A, B]}, ".formatted(i))
                + "}\n",
        n ->
            "format: 1\ncodes:\n"
                + repeat(n, i -> "  C%d: &a%d {previously: [&b%d A, B]}\n".formatted(i, i, i)),
        n ->
            "format: 1\ncodes:\n"
                + repeat(n, i -> "  C%d:\n    description: |\n      text\n".formatted(i)),
        n -> repeat(n, i -> "%DIRECTIVE " + i + "\n") + "---\nformat: 1\ncodes: {}\n",
        n ->
            "format: 1\ncodes:\n"
                + repeat(n, i -> "  # of %d\n\n  C%d: {} # beside\n".formatted(i, i)),
        n -> "format: 1\ncodes:\n  A:\n    previously: [" + repeat(n, i -> "C" + i + ", ") + "]\n",
        n ->
            "format: 1\ncodes:\n  A:\n    outcomes:\n"
                + repeat(n, i -> "    - {id: a%d, name: b}\n".formatted(i)));
  }

  @ParameterizedTest
  @MethodSource("large")
  void time_is_in_proportion(IntFunction<String> file) {
    Program program = new Program(folder);

    Linear.assertThatWorkIs(
        2_000,
        many -> {
          Program.Run run = program.wrapupcodes(file.apply(many)).run("fmt");

          assertThat(run.exit()).isEqualTo(ExitCode.OK);
        });
  }

  private static String cloud(String codes) {
    return "format: 1\napi: genesys-cloud\ncodes:\n" + codes;
  }

  private static String repeat(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that consist of comments, blank lines, items or anchors, in a process with little memory.
@Timeout(300)
class LargeFilesTest {
  /// Of a quarter of the largest file there may be, with a quarter of the memory.
  private static final int BYTES = 4_000_000;

  private static final String HEAD = "format: 1\ncodes:\n";
  private static final String FIRST = "  A: {displayName: x, routingType: manual}\n";
  private static final String SECOND = "  B: {displayName: y, routingType: manual}\n";

  @TempDir Path folder;

  private static String fill(String line) {
    return line.repeat(BYTES / line.length());
  }

  static List<String> remarks() {
    return List.of(
            fill("#\n") + HEAD + FIRST,
            HEAD + FIRST + fill("  #\n") + SECOND,
            "format: 1\n" + fill("#\n\n") + "codes: {}\n",
            (fill("#\n") + HEAD + FIRST).replace("\n", "\r\n"),
            HEAD + FIRST + fill("\n") + SECOND,
            HEAD + FIRST + "# \u65e5\u672c\n" + fill("#\n"))
        .subList(0, Seeds.count(2, 6));
  }

  @ParameterizedTest
  @MethodSource("remarks")
  void a_file_of_comments_and_blank_lines_is_formatted(String yaml) throws Exception {
    Program program = new Program(folder).wrapupcodes(yaml);

    assertThat(exit(program, 80, "fmt")).as(program.read("stderr.txt")).isZero();
    assertThat(program.read("wrapupcodes.yaml").chars().filter(c -> c == '#').count())
        .isEqualTo(yaml.chars().filter(c -> c == '#').count());
  }

  static List<String> grown() {
    return List.of(
            HEAD
                + "  A: {displayName: x, routingType: manual, previously: [\n"
                + fill("#\n")
                + "B]}\n",
            HEAD + "  A:\n    displayName:\n" + fill("#\n") + "      x\n    routingType: manual\n")
        .subList(0, Seeds.count(1, 2));
  }

  @ParameterizedTest
  @MethodSource("grown")
  void a_file_that_grows_beyond_its_bound_is_left_as_it_is(String yaml) throws Exception {
    String four = yaml.replace("#\n", "#\n#\n#\n#\n");
    Program program = new Program(folder).wrapupcodes(four);

    assertThat(exit(program, 256, "fmt")).isEqualTo(2);
    assertThat(program.read("stderr.txt"))
        .contains("wrapupcodes.yaml: error: in canonical form the file would be larger than 16")
        .contains("[too-large]", "split it into several files");
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(four);
  }

  static List<String> masses() {
    return List.of(
            "format: 1\ncodes: {}\nretired:\n" + repeat(1_500_000, i -> "- A" + i + "\n"),
            "format: 1\ncodes: {}\nretired:\n" + repeat(700_000, i -> "- &a" + i + " B" + i + "\n"),
            "format: 1\ncodes: {}\nretired: &a\n" + repeat(1_200_000, i -> "- A" + i + "\n"))
        .subList(0, Seeds.count(1, 3));
  }

  @ParameterizedTest
  @MethodSource("masses")
  void masses_of_entries_end_with_their_place_and_what_to_do(String yaml) throws Exception {
    Program program = new Program(folder).wrapupcodes(yaml);

    assertThat(exit(program, 256, "fmt")).isEqualTo(2);
    assertThat(program.read("stderr.txt"))
        .containsPattern("wrapupcodes.yaml:\\d+:\\d+: error: the file has over .* \\[too-many]")
        .contains("split");
  }

  /// How a process with so many MiB of heap ends.
  private static int exit(Program program, int heap, String... command) throws Exception {
    Process process =
        program.start(
            List.of("env", "JDK_JAVA_OPTIONS=-XX:+UseSerialGC -Xmx%dm".formatted(heap)), command);
    program.told(process);
    return process.exitValue();
  }

  private static String repeat(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
  }
}

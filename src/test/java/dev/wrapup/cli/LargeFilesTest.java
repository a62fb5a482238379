package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  /// A hundred thousand pairs, half of them by a code's queues, half by a queue's codes.
  @Test
  void a_hundred_thousand_pairs_are_checked_and_planned() throws Exception {
    int codes = 500;
    int queues = 200;
    List<LiveCode> live =
        IntStream.range(0, codes)
            .mapToObj(i -> new LiveCode("id-" + i, "1", "Code " + i, Map.of()))
            .toList();
    List<Queue> all =
        IntStream.range(0, queues)
            .mapToObj(i -> new Queue("q-" + i, "Queue " + i, "", List.of(), Map.of()))
            .toList();
    String yaml =
        "format: 1\napi: genesys-cloud\ncodes:\n"
            + repeat(
                codes,
                i ->
                    "  Code %d: {queues: [%s]}\n"
                        .formatted(i, list(queues / 2, queue -> "Queue " + queue)))
            + "offers:\n"
            + repeat(
                queues / 2,
                i ->
                    "  Queue %d: [%s]\n"
                        .formatted(queues / 2 + i, list(codes, code -> "Code " + code)));
    Program program = new Program(folder).with("WRAPUP_API", "genesys-cloud").wrapupcodes(yaml);

    assertThat(exit(program, 80, "validate")).as(program.read("stderr.txt")).isZero();
    try (Sandbox sandbox =
        Sandbox.start(
            new Organization(Dialect.GENESYS_CLOUD, live, List.of(), Map.of(), all),
            Settings.DEFAULT.withLimit(100_000, Duration.ofMinutes(1)))) {
      program.at(sandbox);
      assertThat(exit(program, 512, "plan", "--out", "plan.json"))
          .as(program.read("stderr.txt"))
          .isZero();
    }
    assertThat(program.read("stdout.txt")).contains("100,000 to add to queues");
    assertThat(program.read("stdout.txt").length()).isLessThan(500_000);
  }

  private static String list(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining(", "));
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

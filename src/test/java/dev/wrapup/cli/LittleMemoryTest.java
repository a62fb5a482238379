package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Nightly;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are checked by a process with a quarter of the memory that ones four times as large
/// may take.
class LittleMemoryTest {
  private static final String NAMED = "displayName: x, routingType: manual";

  @TempDir Path folder;

  record Kind(String name, String yaml, int findings) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind(
            "an anchor at every entry",
            codes(25_000, i -> "  C%d: &a%d {%s, colour: red}\n".formatted(i, i, NAMED)),
            25_000),
        new Kind(
            "aliases of every entry",
            codes(15_000, i -> "  C%d: &a%d {%s}\n  D%d: *a%d\n".formatted(i, i, "x: y", i, i)),
            30_000),
        new Kind(
            "warnings alone",
            codes(20_000, i -> "  C%d: {%s}\n  c%d: {%s}\n".formatted(i, NAMED, i, NAMED)),
            40_000),
        new Kind(
            "more than anybody mends",
            "format: 1\ncodes: {}\nretired: [" + "a,".repeat(500_000) + "a]\n",
            100_002));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void all_is_told_in_one_document(Kind kind) throws Exception {
    int heap = kind.findings() > 100_000 ? 144 : 80;

    String json = validated(kind.yaml(), heap);

    assertThat(json.lines().filter(line -> line.contains("\"severity\" :")))
        .hasSize(kind.findings());
    assertThat(json.lines().filter("{"::equals)).hasSize(1);
  }

  @Nightly
  @ParameterizedTest
  @ValueSource(ints = {20, 24, 28, 32, 36})
  void where_the_memory_ends_the_document_is_still_one(int heap) throws Exception {
    String json = validated(kinds().get(2).yaml(), heap);

    assertThat(json.lines().filter("{"::equals)).hasSize(1);
  }

  /// What a process with so many MiB of heap prints.
  private String validated(String yaml, int heap) throws Exception {
    Program program = new Program(folder).wrapupcodes(yaml);
    program.told(
        program.start(
            List.of("env", "JDK_JAVA_OPTIONS=-XX:+UseSerialGC -Xmx%dm".formatted(heap)),
            "validate",
            "--format",
            "json"));
    return program.read("stdout.txt");
  }

  private static String codes(int many, IntFunction<String> entry) {
    return "format: 1\ncodes:\n"
        + IntStream.range(0, many).mapToObj(entry).collect(Collectors.joining());
  }
}

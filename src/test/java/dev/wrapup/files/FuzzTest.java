package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files damaged at random: whatever they hold, reading them gives a value or findings whose places
/// exist, and never throws.
class FuzzTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final List<String> PIECES =
      List.of(
          ":",
          ": ",
          "- ",
          "&a ",
          "*a",
          "? ",
          "!x ",
          "{",
          "}",
          "[",
          "]",
          "'",
          "\"",
          "|\n",
          ">-\n",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "\t",
          "\r",
          "\n",
          "#",
          "<<: ",
          "~",
          "\u0000",
          "\u0085",
          "\ud83d\ude00",
          "\ufeff",
          "null",
          "codes:",
          "  ");

  private static final Set<String> FOUND = new TreeSet<>();
  private static int harmless;

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(800, 4000));
  }

  @AfterAll
  static void damage_was_of_many_sorts() {
    assertThat(harmless).isGreaterThan((int) seeds().count() / 20);
    assertThat(FOUND).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damage_is_found_and_never_thrown(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = Files.readAllBytes(Path.of("examples/every-key.yaml"));
    int times = 1 + random.nextInt(6);
    for (int i = 0; i < times; i++) bytes = damage(bytes, random);
    SourceFile file = new SourceFile("f.yaml", bytes);

    Checked<DesiredState> checked = DesiredFiles.readSources(List.of(file), TODAY);

    List<Finding> findings =
        switch (checked) {
          case Checked.Valid<DesiredState> valid -> valid.warnings();
          case Checked.Invalid<DesiredState> invalid -> invalid.findings();
        };
    if (findings.isEmpty()) harmless++;
    for (Finding finding : findings) {
      FOUND.add(finding.code());
      SourcePosition at = finding.at().orElseThrow();
      String line = file.part(at.line(), 0, Integer.MAX_VALUE);
      assertThat(at.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
      assertThat(finding.hint()).isPresent();
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(bytes, Math.max(1, at));
      case 2 -> splice(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
      case 3 -> {
        int from = random.nextInt(bytes.length);
        yield splice(
            bytes, at, at, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 60)));
      }
      default -> {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        yield splice(bytes, at, at, piece.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + between.length);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced.length == 0 ? new byte[] {'x'} : spliced;
  }
}

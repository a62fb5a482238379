package dev.wrapup.files;

import static dev.wrapup.files.Said.format;
import static dev.wrapup.files.Said.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {
  private static int comments;

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(400, 2000));
  }

  @AfterAll
  static void there_were_comments_to_keep() {
    assertThat(comments).isGreaterThan(2 * Seeds.count(400, 2000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void says_the_same_keeps_every_comment_and_has_one_form(long seed) {
    for (RandomFiles.Written written : new RandomFiles(new Random(seed)).files()) {
      String shown = "seed %d\n%s".formatted(seed, text(written.file()));

      SourceFile once = Said.formatted(written.file());

      assertThat(text(Said.formatted(once))).as(shown).isEqualTo(text(once));
      DesiredState before = Said.read(List.of(written.file()));
      DesiredState after = Said.read(List.of(once));
      assertThat(Said.ofCodes(after)).as(shown).isEqualTo(Said.ofCodes(before));
      assertThat(Said.ofHeader(after)).as(shown).isEqualTo(Said.ofHeader(before));
      List<String> lines = text(once).lines().toList();
      comments += written.comments().size();
      for (String comment : written.comments()) {
        assertThat(lines.stream().filter(line -> line.endsWith(comment))).as(shown).hasSize(1);
      }
      assertThat(lines).as(shown).noneMatch(line -> line.matches(".*\\s"));
    }
  }

  @Test
  void the_examples_are_in_canonical_form() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("wrapupcodes.yaml")));
    try (var examples = Files.walk(Path.of("examples"))) {
      examples
          .filter(path -> path.toString().endsWith(".yaml") && !path.endsWith("fleet.yaml"))
          .forEach(files::add);
    }

    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      assertThat(format(Files.readString(file)))
          .as(file.toString())
          .isEqualTo(Files.readString(file));
    }
  }

  @Test
  void an_export_is_in_canonical_form_whatever_it_holds() {
    List<LiveCode> codes = new ArrayList<>();
    for (int i = 0; i < RandomFiles.TEXTS.size(); i++) {
      String text = RandomFiles.TEXTS.get(i);
      Map<Field, Value> values = new HashMap<>();
      for (Field field : Dialect.VERSIONED.fields()) {
        values.put(
            field,
            switch (field.kind()) {
              case TEXT -> new Value.Text(text);
              case CHOICE -> new Value.Text("auto");
              case OUTCOMES -> new Value.Outcomes(List.of(new Value.Outcome(text, text)));
            });
      }
      codes.add(
          new LiveCode(
              "id " + text, "1", i + text.substring(0, Math.min(9, text.length())), values));
    }

    String export =
        ExportWriter.write(
            Dialect.VERSIONED,
            Optional.of("us-east-1"),
            Optional.empty(),
            true,
            codes,
            Optional.empty(),
            true);

    assertThat(format(export)).isEqualTo(export);
    assertThat(
            format(
                ExportWriter.write(
                    Dialect.VERSIONED,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    Optional.empty(),
                    false)))
        .endsWith("codes: {}\n");
  }
}

package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Golden;
import dev.wrapup.Hostile;
import dev.wrapup.HostileText;
import dev.wrapup.Schemas;
import dev.wrapup.Seeds;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Runner;
import dev.wrapup.judge.Terminal;
import dev.wrapup.report.doc.OutputStyle;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Every document in every format: as it is read, and that nobody's text makes it say anything
/// else.
class ReportsTest {
  private static final OutputStyle LOOK = new OutputStyle(false, 80, true);

  @Test
  void each_is_as_it_was() {
    Reports.of("a text", LOOK)
        .forEach((name, document) -> Golden.hold("reports/" + name, own(document)));
  }

  @ParameterizedTest
  @FieldSource("dev.wrapup.report.json.OutputSchema#NAMES")
  void each_schema_has_a_document(String schema) {
    assertThat(Reports.of("a text", LOOK).values())
        .as("add one to Reports: `put(\"%s\", …)`", schema)
        .anyMatch(document -> document.contains("\"wrapup.%s/1\"".formatted(schema)));
  }

  /// Without what each page brings along, which `plan.html` holds.
  private static String own(String document) {
    return document.replaceAll("(?s)<(style|script)>.*?</\\1>|<meta http-equiv[^\n]*\n", "");
  }

  @ParameterizedTest
  @CsvSource({"false, 60", "true, 100"})
  void whatever_others_wrote_is_text_and_nothing_else(boolean color, int columns) {
    List<String> texts = Hostile.texts();
    for (int i = 0; i < texts.size(); i++) {
      // by day in one of both looks
      if (!Seeds.ARE_ALL && color == (i % 2 == 0)) continue;
      holdHarmless(texts.get(i), new OutputStyle(color, columns, true));
    }
  }

  @Test
  void so_are_names_that_are_made_up() {
    IntStream.range(0, Seeds.count(60, 10_000))
        .parallel()
        .forEach(
            seed -> {
              String text = new HostileText(new Random(seed)).text(256);
              try {
                holdHarmless(text, new OutputStyle(seed % 2 == 0, 60 + seed % 60, true));
              } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
              }
            });
  }

  private static void holdHarmless(String text, OutputStyle look) {
    Reports.of(text, look).forEach(ReportsTest::holdHarmless);
  }

  private static void holdHarmless(String name, String document) {
    String format = name.substring(name.indexOf('.') + 1);
    if (!format.equals("github")) Runner.holdHarmless(document);
    switch (format) {
      case "markdown" -> GitHubMarkdown.hold(document, false);
      case "html" -> OnePage.hold(document);
      case "json" -> Schemas.holdToItsSchema(document);
      case "github" -> Runner.onlyAnnotations(document);
      case "text" -> Terminal.holdPlain(Terminal.unpainted(document));
      default -> throw new AssertionError("say here what holds of any document in " + format);
    }
  }
}

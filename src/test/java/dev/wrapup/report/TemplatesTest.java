package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What no template may do.
class TemplatesTest {
  private static List<String> lines() throws IOException {
    try (Stream<Path> templates = Files.list(Path.of("src/main/jte/report"))) {
      return templates.flatMap(TemplatesTest::lines).toList();
    }
  }

  private static Stream<String> lines(Path template) {
    try {
      return Files.readAllLines(template).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothing_is_written_unescaped_but_the_pages_own_style_and_script() throws IOException {
    assertThat(lines().stream().filter(line -> line.contains("unsafe")))
        .containsExactlyInAnyOrder(
            "<style>$unsafe{HtmlRenderer.STYLE}</style>",
            "<script>$unsafe{HtmlRenderer.SCRIPT}</script>");
  }

  @Test
  void nothing_leads_out_of_the_page() throws IOException {
    assertThat(lines())
        .noneMatch(
            line -> line.matches(".*(\\b(src|action|style|on\\w+)=|href=\"(?!#)|http:|https:).*"));
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Golden;
import dev.wrapup.Schemas;
import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README tells a newcomer is what happens.
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^( *)```(?<language>\\w+)\\n(?<text>.*?)^\\1```$");

  @TempDir Path folder;

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(README));
    while (matcher.find()) {
      if (matcher.group("language").equals(language)) {
        blocks.add(matcher.group("text"));
      }
    }
    return blocks;
  }

  @Test
  void the_recorded_plan_is_what_the_first_command_prints() throws IOException {
    String plan =
        new Program(folder)
            .wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")))
            .run("plan", "--sandbox")
            .out();
    String readme = Files.readString(README);

    String recorded =
        readme.replaceAll(
            "(?s)```text\n.*?```", Matcher.quoteReplacement("```text\n" + plan + "```"));

    Golden.hold(README, recorded);
  }

  @Test
  void ci_runs_the_tests_as_the_readme_does() throws IOException {
    assertThat(blocks("sh")).contains("mvn -B verify\n", "./wrapup plan --sandbox\n");
    assertThat(Files.readAllLines(Path.of(".ci/run")))
        .contains("mvn -B verify \"$@\"", "./wrapup plan --sandbox");
    assertThat(Files.readString(Path.of(".github/workflows/ci.yml"))).contains("run: .ci/run\n");
  }

  @Test
  void the_file_that_it_shows_is_valid() throws IOException {
    String file = blocks("yaml").getFirst();

    assertThat(new Program(folder).wrapupcodes(file).run("validate").exit()).isEqualTo(ExitCode.OK);
    assertThat(Schemas.ofFile(file)).isEmpty();
  }

  @Test
  void the_table_of_exit_codes_is_the_programs() throws IOException {
    String table =
        "| exit | meaning |\n|---|---|\n"
            + Stream.of(ExitCode.values())
                .sorted(Comparator.comparingInt(ExitCode::number))
                .map(exit -> "| %d | %s |\n".formatted(exit.number(), exit.meaning()))
                .reduce("", String::concat);

    assertThat(Files.readString(README)).contains(table);
  }

  @Test
  void every_link_into_the_project_leads_somewhere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""), 3)) {
      List<Path> pages =
          files
              .filter(path -> path.toString().endsWith(".md") && !path.startsWith("target"))
              .toList();
      assertThat(pages).contains(README, Path.of("docs/concurrency.md"));
      for (Path page : pages) {
        Matcher link = Pattern.compile("\\]\\((?!http)([^)#]+)").matcher(Files.readString(page));
        while (link.find()) assertThat(page.resolveSibling(link.group(1))).exists();
      }
    }
  }
}

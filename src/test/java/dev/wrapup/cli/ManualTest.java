package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.completion.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Pages of the manual, which mandoc, brought by `.ci/shells`, checks and draws.
class ManualTest {
  @TempDir Path share;

  private List<Path> pages() throws IOException {
    Manual.main(new String[] {share.toString()});
    try (Stream<Path> pages = Files.list(share.resolve("man/man1"))) {
      return pages.sorted().toList();
    }
  }

  private static String mandoc(List<String> arguments) throws Exception {
    CompletionTest.require("mandoc");
    List<String> command = new ArrayList<>(List.of("mandoc"));
    command.addAll(arguments);
    ProcessResult told = ProcessResult.of(new ProcessBuilder(command).redirectErrorStream(true));
    assertThat(told.exit()).as(told.said()).isLessThanOrEqualTo(2); // of warnings
    return told.said();
  }

  @Test
  void mandoc_has_nothing_to_say_of_any_page() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-T", "lint", "-W", "warning"));
    pages().forEach(page -> arguments.add(page.toString()));

    // a build has no date, or two of them would differ
    assertThat(mandoc(arguments).lines()).allMatch(told -> told.contains("missing date"));
  }

  @Test
  void there_is_one_for_each_command_with_the_headings_of_its_help() throws Exception {
    List<String> names = pages().stream().map(page -> page.getFileName().toString()).toList();

    List<String> wanted =
        Completion.withParts(Invocation.everything()).stream()
            .map(CommandLine::getCommandSpec)
            .map(spec -> spec.qualifiedName("-") + ".1")
            .filter(name -> !name.startsWith("wrapup-help-"))
            .toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(wanted);
    String plan =
        mandoc(List.of("-T", "ascii", share.resolve("man/man1/wrapup-plan.1").toString()))
            .replaceAll(".\b", "");
    assertThat(plan.lines().map(String::strip))
        .containsSubsequence("OPTIONS", "Target", "--sandbox", "Policy", "Output", "EXAMPLE");
    assertThat(Files.readString(share.resolve("man/man1/wrapup.1")))
        .contains(".SH \"EXIT STATUS\"", "not the reviewed plan", "help");
  }
}

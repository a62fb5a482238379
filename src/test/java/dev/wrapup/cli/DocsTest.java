package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages tell people to type is understood by the program; [StoryTest] types it.
class DocsTest {
  private static final Pattern RELEASED =
      Pattern.compile("(?:wrapup(?:-codes==|[-_:])|\\bv)(\\d+\\.\\d+\\.\\d+)");
  private static final Pattern SPAN = Pattern.compile("`(wrapup [a-z][^`]*)`");

  static List<Path> pages() {
    return Pages.all();
  }

  /// The command lines of a page, in blocks and in sentences.
  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : Pages.lines(page)) {
      if (line.matches("(\\./)?wrapup .*")) commands.add(line);
    }
    Matcher span = SPAN.matcher(Files.readString(page));
    while (span.find()) commands.add(span.group(1));
    return commands;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_release_that_is_named_is_this_one(Path page) throws IOException {
    assertThat(RELEASED.matcher(Files.readString(page)).results())
        .allMatch(version -> version.group(1).equals(Main.VERSION));
  }

  /// The README has one line for each way, the page the same lines with more to say.
  @Test
  void the_ways_to_install_are_those_of_the_readme() throws IOException {
    Pattern way = Pattern.compile("(?m)^\\| [^|]+ \\| `(\\{?\\w+)");
    List<String> readme =
        way.matcher(Files.readString(Path.of("README.md"))).results().map(m -> m.group(1)).toList();
    List<String> page =
        way.matcher(Files.readString(Path.of("docs/installing.md")))
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(readme)
        .containsExactly("curl", "sudo", "pipx", "docker", "{repo", "uses")
        .isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_program_understands_every_command(Path page) throws IOException {
    for (String command : commands(page)) {
      List<String> words = CommandLines.words(command);
      CommandLines.hold(page.toString(), words.subList(1, words.size()));
    }
  }

  @Test
  void the_pages_for_users_have_commands() throws IOException {
    for (String name : List.of("getting-started", "when-it-went-wrong", "moving-from-cx-as-code")) {
      assertThat(commands(Path.of("docs", name + ".md"))).as(name).hasSizeGreaterThan(4);
    }
    assertThat(commands(Path.of("docs/reading-a-plan.md"))).isNotEmpty();
  }
}

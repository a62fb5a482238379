package dev.wrapup.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a runner of GitHub Actions makes of output: it obeys lines that begin with `::`, white
/// space aside, and whatever follows `##[` anywhere (actions/runner, ActionCommand.cs, read
/// 2026-11-24). Written after the runner, not after what we print.
public final class Runner {
  private static final int MOST = 10;

  private Runner() {}

  /// Holds the same, and that not even a line that is broken otherwise would hold one.
  public static void holdHarmless(String output) {
    assertThat(output).doesNotContain("##[", "::");
  }

  /// What the runner was told.
  ///
  /// @param properties decoded, like the message
  public record Command(String name, Map<String, String> properties, String message) {}

  /// Holds that a runner finds no command there.
  public static void holdSilent(String output) {
    assertThat(output).doesNotContain("##[");
    for (String line : lines(output)) assertThat(line.strip()).doesNotStartWith("::");
  }

  /// The commands of which an output consists.
  public static List<Command> onlyAnnotations(String output) {
    List<Command> commands = annotations(output);
    assertThat(output.split("\n", -1)).hasSize(commands.size() + 1);
    return commands;
  }

  /// The commands in some output, all of which are annotations, at most ten a kind; of notices one
  /// counts the risks of a plan, one says that it is of a snapshot, and one the rest.
  public static List<Command> annotations(String output) {
    assertThat(output).doesNotContain("##[");
    List<Command> commands = new ArrayList<>();
    for (String line : lines(output)) {
      if (line.strip().startsWith("::")) commands.add(command(line));
      else assertThat(line).doesNotContain("::");
    }
    Map<String, Long> counts =
        commands.stream().collect(Collectors.groupingBy(Command::name, Collectors.counting()));
    assertThat(counts.keySet()).isSubsetOf("error", "warning", "notice");
    assertThat(counts.values()).allMatch(count -> count <= MOST);
    assertThat(counts.getOrDefault("notice", 0L)).isLessThanOrEqualTo(3);
    return commands;
  }

  private static List<String> lines(String output) {
    return List.of(output.split("\r\n|\r|\n", -1));
  }

  private static Command command(String line) {
    String rest = line.strip().substring(2);
    int end = rest.indexOf("::");
    assertThat(end).as(line).isPositive();
    String head = rest.substring(0, end);
    String message = rest.substring(end + 2);
    int space = head.indexOf(' ');
    String name = space < 0 ? head : head.substring(0, space);
    assertThat(head).as("what ends properties is encoded in them").doesNotContain(":");
    Map<String, String> properties = new LinkedHashMap<>();
    for (String pair : space < 0 ? new String[0] : head.substring(space + 1).split(",", -1)) {
      int equals = pair.indexOf('=');
      assertThat(equals).as(line).isPositive();
      String value = decoded(pair.substring(equals + 1), true);
      assertThat(properties.put(pair.substring(0, equals).strip(), value)).as(line).isNull();
    }
    assertThat(properties.keySet()).as(line).isSubsetOf("file", "line", "col", "title");
    return new Command(name, properties, decoded(message, false));
  }

  /// In the runner's order, in which an escaped per cent sign is decoded last.
  private static String decoded(String text, boolean isProperty) {
    String decoded = text.replace("%0D", "\r").replace("%0A", "\n");
    if (isProperty) decoded = decoded.replace("%3A", ":").replace("%2C", ",");
    return decoded.replace("%25", "%");
  }
}

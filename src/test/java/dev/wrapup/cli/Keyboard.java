package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whoever types lines into a shell.
///
/// @param home of this person, with `wrapup` in its `bin`
/// @param folder where the lines are typed
/// @param variables of the shell
record Keyboard(Path home, Path folder, Map<String, String> variables) {
  Keyboard {
    variables = Map.copyOf(variables);
  }

  /// @param program the command that starts wrapup
  static Keyboard in(Path home, Path folder, String program, Map<String, String> variables)
      throws IOException {
    Path wrapup = Files.createDirectories(home.resolve("bin")).resolve("wrapup");
    Files.writeString(wrapup, "#!/bin/sh\nexec %s \"$@\"\n".formatted(program));
    Files.setPosixFilePermissions(wrapup, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Keyboard(home, folder, variables);
  }

  /// Types lines into one shell, and holds how each of them ends.
  ///
  /// @param exits of the lines that don't end with 0
  /// @return what each line printed
  List<String> type(List<String> lines, Map<String, ExitCode> exits)
      throws IOException, InterruptedException {
    Path told = Files.createTempDirectory(home, "told");
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      int expected = exits.getOrDefault(lines.get(i), ExitCode.OK).number();
      script.append("exec >'%s/%d' 2>&1\n%s\n".formatted(told, i, lines.get(i)));
      script.append("test $? = %d || exit 1\n".formatted(expected));
    }
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString());
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    ProcessResult shell =
        ProcessResult.of(builder.directory(folder.toFile()).redirectErrorStream(true));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines.size() && Files.exists(told.resolve("" + i)); i++) {
      texts.add(Files.readString(told.resolve("" + i)));
    }
    assertThat(shell.exit())
        .as("%s\n%s%s", lines.get(Math.max(0, texts.size() - 1)), shell.said(), texts)
        .isZero();
    return texts;
  }
}

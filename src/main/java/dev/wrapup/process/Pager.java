package dev.wrapup.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows what is longer than the screen a screen at a time, as Git does: by what `PAGER` says,
/// which a shell runs, else by `less` if it is there. It never decides how a command ends.
public final class Pager {
  /// What a shell exits with from here on was a signal's doing.
  private static final int SIGNALS = 128;

  private final Map<String, String> variables;
  private final String command;

  private Pager(Map<String, String> variables, String command) {
    this.variables = variables;
    this.command = command;
  }

  /// The pager that a user has; empty in CI, at a dumb terminal, and if `PAGER` is empty or `cat`.
  ///
  /// @param variables of the process itself, since a pager is a program that is run
  public static Optional<Pager> of(Map<String, String> variables) {
    boolean isUnwatched = !variables.getOrDefault("CI", "").isEmpty();
    if (isUnwatched || "dumb".equals(variables.get("TERM"))) return Optional.empty();
    String usual = isThere("less", variables.getOrDefault("PATH", "")) ? "less" : "";
    return Optional.of(variables.getOrDefault("PAGER", usual).strip())
        .filter(command -> !command.isEmpty() && !command.equals("cat"))
        .map(command -> new Pager(variables, command));
  }

  private static boolean isThere(String program, String path) {
    return Stream.of(path.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Shows a text, and waits until the reader has seen enough. Meanwhile an interrupt is the
  /// pager's.
  ///
  /// @return whether the pager took it; else nothing is known to be shown
  public boolean show(String text) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/bin/sh", "-c", command))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    // quit if it fits one screen, keep colors, leave the text on the screen
    if (!variables.containsKey("LESS")) builder.environment().put("LESS", "FRX");
    Signals.watch("INT", () -> {});
    try {
      Process pager = builder.start();
      try (OutputStream in = pager.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it was left before its end
      }
      int exit = pager.waitFor();
      return exit == 0 || exit >= SIGNALS;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

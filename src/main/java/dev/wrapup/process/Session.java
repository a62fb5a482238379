package dev.wrapup.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The process that a command runs in. Answers are read from `in`. The result goes to `out` and
/// nothing else does; progress, notes and errors go to `err`.
///
/// @param terminal what the streams are connected to
/// @param program how the program is called, as it was typed; on a runner, whose folders no reader
///   has, by its name alone
public record Session(
    Workspace workspace,
    InputStream in,
    PrintStream out,
    StatusLine err,
    Terminal terminal,
    String program) {
  public Session {
    boolean isOnRunner =
        Stream.of("GITHUB_ACTIONS", "GITLAB_CI")
            .anyMatch(name -> "true".equals(workspace.variables().get(name)));
    if (isOnRunner && Path.of(program).isAbsolute()) program = "wrapup";
  }

  /// What the launcher found out about the screen.
  ///
  /// @param in whether standard input is a terminal
  /// @param out whether standard output is one
  /// @param err whether standard error is one
  /// @param columns how wide it is
  /// @param rows how high it is; none if that is unknown
  public record Terminal(
      boolean in, boolean out, boolean err, int columns, Optional<Integer> rows) {
    private static final int DEFAULT_COLUMNS = 100;

    public Terminal(boolean in, boolean out, boolean err, int columns) {
      this(in, out, err, columns, Optional.empty());
    }

    static Terminal ofSystem() {
      return new Terminal(
          Boolean.getBoolean("wrapup.stdin.terminal"),
          Boolean.getBoolean("wrapup.stdout.terminal"),
          Boolean.getBoolean("wrapup.stderr.terminal"),
          Integer.getInteger("wrapup.columns", DEFAULT_COLUMNS),
          Optional.ofNullable(Integer.getInteger("wrapup.rows")));
    }
  }

  /// Of the process itself.
  public static Session ofSystem(StandardOutput out) {
    Terminal terminal = Terminal.ofSystem();
    return new Session(
        Workspace.of(Path.of(""), System.getenv()),
        System.in,
        out,
        new StatusLine(
            System.err,
            terminal,
            terminal.err() ? StatusLine.Pace.ON_TERMINAL : StatusLine.Pace.ELSEWHERE),
        terminal,
        System.getProperty("wrapup.program", "wrapup"));
  }

  /// Asks the person at the terminal.
  ///
  /// @return the line that was typed, without blanks at its edges; empty if there is none
  public Optional<String> ask(String question) {
    err.print(question);
    err.flush();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int c = in.read();
      if (c < 0) return Optional.empty();
      for (; c >= 0 && c != '\n'; c = in.read()) line.write(c);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).strip());
  }

  /// The same in another workspace.
  public Session in(Workspace other) {
    return new Session(other, in, out, err, terminal, program);
  }

  /// The same with another standard output.
  public Session printingTo(PrintStream other) {
    return new Session(workspace, in, other, err, terminal, program);
  }
}

package dev.wrapup.process;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Runs the `git` program in a folder. The repository may be hostile: nothing that it configures is
/// run, nothing is fetched, no name can pass for a pattern, and there is no shell. Which repository
/// it is, its place says, and no variable.
final class GitProcess {
  /// Of what git prints.
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /// What would make git speak of another repository than the one around the folder (`git rev-parse
  /// --local-env-vars`, git 2.39, without those that only configure).
  private static final List<String> FOREIGN =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_COMMON_DIR",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_GRAFT_FILE",
          "GIT_SHALLOW_FILE",
          "GIT_REPLACE_REF_BASE",
          "GIT_NAMESPACE",
          "GIT_PREFIX",
          "GIT_CONFIG");

  /// What git proposes where it doesn't trust the owner of a repository, before its path.
  private static final String TRUST = "git config --global --add safe.directory ";

  /// Commands that read more than names of commits and the index.
  private static final Set<String> OF_OBJECTS =
      Set.of("ls-tree", "cat-file", "diff-tree", "rev-list");

  private final Path directory;
  private final Map<String, String> environment;

  GitProcess(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  Ran run(String... arguments) {
    return run(new byte[0], output -> output.readNBytes(MOST_BYTES + 1), arguments);
  }

  /// How output is read.
  interface Taker {
    byte[] take(InputStream output) throws IOException;
  }

  Ran run(byte[] input, Taker taker, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "git",
            "-c",
            "safe.bareRepository=explicit",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "--no-pager"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    environment.forEach((name, value) -> take(variables, name, value));
    FOREIGN.forEach(variables::remove);
    variables
        .keySet()
        .removeIf(name -> name.startsWith("GIT_TRACE")); // its lines are no complaints
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_NO_LAZY_FETCH", "1");
    variables.put("GIT_ALLOW_PROTOCOL", "none"); // the same, for a git before 2.45
    variables.put("GIT_LITERAL_PATHSPECS", "1");
    variables.put("LC_ALL", "C"); // what it complains of is read
    try {
      Process process = builder.start();
      CompletableFuture<byte[]> errors =
          CompletableFuture.supplyAsync(() -> bytes(process.getErrorStream()), GitProcess::beside);
      beside(() -> give(process, input));
      byte[] output = output(process.getInputStream(), taker);
      return new Ran(
          arguments[0],
          process.waitFor(),
          output,
          new String(errors.join(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Stop.error(
          "git",
          "git can't be run: " + e.getMessage(),
          "install git: it is asked about the repository that holds the files");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.error("git", "interrupted while git ran", "try again");
    }
  }

  /// A thread of its own: one of a pool might wait for the other.
  private static void beside(Runnable task) {
    Thread.ofPlatform().daemon().name("git").start(task);
  }

  /// What configures git in a session's own variables.
  private static void take(Map<String, String> variables, String name, String value) {
    if (name.startsWith("GIT_") && value.indexOf('\0') < 0) variables.put(name, value);
  }

  private static void give(Process process, byte[] input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException e) {
      // it ended before it read all, which its status tells
    }
  }

  private static byte[] output(InputStream stream, Taker taker) throws IOException {
    try (InputStream output = new BufferedInputStream(stream)) {
      byte[] bytes = taker.take(output);
      output.transferTo(OutputStream.nullOutputStream());
      return bytes;
    }
  }

  private static byte[] bytes(InputStream stream) {
    try {
      return output(stream, output -> output.readNBytes(MOST_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What came of a run of git.
  final class Ran {
    private final String command;
    private final int status;
    private final byte[] output;
    private final String errors;

    private Ran(String command, int status, byte[] output, String errors) {
      this.command = command;
      this.status = status;
      this.output = output;
      this.errors = errors;
    }

    int status() {
      return status;
    }

    /// Whether there is no repository here. A broken one has another text after "repository".
    boolean isOutside() {
      return errors.contains("not a git repository (or any ");
    }

    /// Whether it complains of the repository, such as of objects that are kept elsewhere.
    boolean isBroken() {
      return errors.lines().anyMatch(line -> line.startsWith("error: "));
    }

    /// Whether it left out a ref that can't be read.
    boolean hasIgnored() {
      return errors.lines().anyMatch(line -> line.startsWith("warning: ignoring "));
    }

    Ran orThrow() {
      if (status != 0) throw failure(error());
      if (output.length <= MOST_BYTES) return this;
      throw Stop.usage(
          "git",
          "git lists more than %d MiB of names".formatted(MOST_BYTES >> 20),
          "give the base by `base`");
    }

    /// Why it can't go on.
    ///
    /// @param error what git says
    Stop failure(String error) {
      Optional<String> remedy =
          errors.lines().map(String::strip).filter(line -> line.startsWith(TRUST)).findFirst();
      if (remedy.isPresent()) {
        return Stop.usage(
            "git-owner",
            "git refuses a repository of another owner: " + error,
            Remedy.by("if you trust it", trust(remedy.get())),
            List.of());
      }
      if (!isOutside() && isFiltered()) {
        return Stop.usage(
            "git-filter",
            "the clone was made with a filter, as a partial clone, and lacks what is needed: "
                + error,
            Remedy.by(
                "check out without a filter, or fetch what was left out",
                ShellCommand.of("git", "fetch", "--refetch", "--no-filter")),
            List.of());
      }
      return Stop.usage(
          "git",
          "git failed: " + error,
          isOutside() || errors.contains("cannot use bare repository")
              ? Remedy.of("run it in the working tree that holds the files")
              : Remedy.by(
                  "mend what git names, and see whether it is gone",
                  ShellCommand.of("git", "status")),
          List.of());
    }

    /// @param line as git prints it, with its quotes
    private static ShellCommand trust(String line) {
      String path = line.substring(TRUST.length()).strip();
      if (path.startsWith("'")) path = path.replace("'\\''", "'").substring(1, path.length() - 1);
      return ShellCommand.of("git", "config", "--global", "--add", "safe.directory", path);
    }

    /// Whether the clone left out what a remote has, and objects were asked for.
    private boolean isFiltered() {
      return OF_OBJECTS.contains(command)
          && run("config", "--get-regexp", "^remote\\..*\\.(promisor|partialclonefilter)$").status
              == 0;
    }

    /// What it died of, else the first line of what it complains of.
    String error() {
      return errors
          .lines()
          .filter(line -> line.startsWith("fatal: "))
          .findFirst()
          .or(() -> errors.lines().findFirst())
          .orElse("status " + status);
    }

    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    /// The only line that was printed.
    String line() {
      return text().replaceFirst("\n$", "");
    }

    /// Parts that end with NUL.
    List<String> parts() {
      return output.length == 0 ? List.of() : List.of(text().split("\0"));
    }
  }
}

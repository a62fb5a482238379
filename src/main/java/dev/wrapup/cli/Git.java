package dev.wrapup.cli;

import dev.wrapup.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Reads files of an earlier commit by the `git` program. The repository may be hostile: nothing
/// that it configures is run, no name can pass for an option, and there is no shell.
final class Git {
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /// Of git where it can't begin, such as outside a repository or in one of somebody else.
  private static final int FATAL = 128;

  private final Path directory;

  Git(Path directory) {
    this.directory = directory;
  }

  /// The files at a commit, as far as they were there: one that is missing declared nothing.
  ///
  /// @param paths files and folders as the user named them
  List<SourceFile> read(String ref, List<String> paths) {
    String commit = commit(ref);
    List<SourceFile> files = new ArrayList<>();
    for (String path : paths) {
      for (String name : names(commit, path)) {
        byte[] content = run("cat-file", "blob", commit + ":./" + name).orThrow();
        files.add(new SourceFile("git:" + ref + ":" + name, content));
      }
    }
    return files;
  }

  /// Whether files of a folder are in the repository; false where there is none.
  boolean tracks(Path folder) {
    try {
      Ran ran = run("ls-files", "-z", "--", folder.toAbsolutePath().toString());
      return ran.status() == 0 && !ran.text().isEmpty();
    } catch (Stop e) {
      return false;
    }
  }

  private String commit(String ref) {
    Ran ran = run("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    if (ran.status() == 0) return ran.text().strip();
    if (ran.status() == FATAL) {
      throw new Stop(
          ExitCode.USAGE,
          "base-ref",
          "there is no Git ref '%s' to read: %s".formatted(ref, ran.error()),
          "run it in the repository that holds the files, or give the base by --base");
    }
    throw new Stop(
        ExitCode.USAGE,
        "base-ref",
        "the Git ref '%s' can't be read here".formatted(ref),
        "check its name; in CI check out with a fetch depth that reaches it (fetch-depth: 0), or git"
            + " fetch it first");
  }

  /// The YAML files that a path stands for at a commit.
  private List<String> names(String commit, String path) {
    if (Path.of(path).isAbsolute() && !directory.toString().isEmpty()) {
      return names(commit, directory.toAbsolutePath().relativize(Path.of(path)).toString());
    }
    List<String> names = new ArrayList<>();
    for (String entry : list(commit, path)) {
      String mode = entry.substring(0, entry.indexOf(' '));
      String name = entry.substring(entry.indexOf('\t') + 1);
      if (mode.equals("040000")) {
        list(commit, name + "/").stream()
            .filter(inner -> inner.startsWith("100"))
            .map(inner -> inner.substring(inner.indexOf('\t') + 1))
            .filter(inner -> inner.endsWith(".yaml") || inner.endsWith(".yml"))
            .forEach(names::add);
      } else if (mode.startsWith("100")) {
        names.add(name);
      } else {
        throw new Stop(
            ExitCode.USAGE,
            "base-ref",
            "'%s' is no regular file at that commit".formatted(name),
            "name the file itself");
      }
    }
    return names;
  }

  private List<String> list(String commit, String path) {
    String text = run("ls-tree", "-z", "--end-of-options", commit, path).orThrowText();
    return text.isEmpty() ? List.of() : List.of(text.split("\0"));
  }

  private Ran run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "git",
            "-c",
            "safe.bareRepository=explicit",
            "-c",
            "core.fsmonitor=false",
            "--no-pager"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toAbsolutePath().toFile());
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<byte[]> errors =
          CompletableFuture.supplyAsync(() -> bytes(process.getErrorStream()));
      byte[] output = bytes(process.getInputStream());
      return new Ran(process.waitFor(), output, new String(errors.join(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Stop(ExitCode.ERROR, "git", "git can't be run: " + e.getMessage(), "install git");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop(ExitCode.ERROR, "git", "interrupted while git ran", "try again");
    }
  }

  private static byte[] bytes(InputStream stream) {
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      stream.transferTo(OutputStream.nullOutputStream());
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Ran {
    private final int status;
    private final byte[] output;
    private final String errors;

    Ran(int status, byte[] output, String errors) {
      this.status = status;
      this.output = output;
      this.errors = errors;
    }

    int status() {
      return status;
    }

    byte[] orThrow() {
      if (status == 0) return output;
      throw new Stop(
          ExitCode.USAGE,
          "git",
          "git failed: " + error(),
          "run it in the repository that holds the files");
    }

    /// The first line of what it complains of.
    String error() {
      return errors.lines().findFirst().orElse("status " + status);
    }

    String orThrowText() {
      return new String(orThrow(), StandardCharsets.UTF_8);
    }

    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }
}

package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Git repository around a test's folder.
final class Repository {
  private Repository() {}

  /// Commits all that is there on `main`; makes the repository first.
  static void commit(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve(".git"))) git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "-A");
    git(folder, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "a commit");
  }

  /// Runs git in a folder, and holds that it succeeds.
  ///
  /// @return what it printed
  static String git(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "protocol.file.allow=always",
                "-c",
                "maintenance.auto=false",
                "-c",
                "gc.auto=0"));
    command.addAll(List.of(arguments));
    return ProcessResult.good(new ProcessBuilder(command).directory(folder.toFile())).strip();
  }
}

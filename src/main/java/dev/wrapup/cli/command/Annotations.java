package dev.wrapup.cli.command;

import dev.wrapup.process.Workspace;
import dev.wrapup.report.format.Annotation;
import dev.wrapup.report.format.GitHubCommands;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// What a GitHub Actions runner is told: the whole result with `--format github`, and under
/// `GITHUB_ACTIONS` also beside any other format, on standard error.
public final class Annotations {
  public static final String FORMAT = "github";

  private Annotations() {}

  public static String render(List<Annotation> annotations, Workspace workspace) {
    return GitHubCommands.render(annotations, path -> fromWorkspace(path, workspace));
  }

  /// A runner looks for files from its workspace, wherever the program was started.
  private static String fromWorkspace(String path, Workspace workspace) {
    String top = workspace.variables().getOrDefault("GITHUB_WORKSPACE", "");
    if (top.isEmpty()) return path;
    try {
      Path root = Path.of(top).toAbsolutePath().normalize();
      Path file = workspace.path(path).toAbsolutePath().normalize();
      return file.startsWith(root) ? root.relativize(file).toString() : path;
    } catch (InvalidPathException e) {
      return path; // such as one of an earlier commit, on a system that has no such names
    }
  }
}

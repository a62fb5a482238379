package dev.wrapup.cli;

import dev.wrapup.report.Annotation;
import dev.wrapup.report.GitHubCommands;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// What a GitHub Actions runner is told: the whole result with `--format github`, and under
/// `GITHUB_ACTIONS` also beside any other format, on standard error.
final class Annotations {
  static final String FORMAT = "github";

  private Annotations() {}

  /// As a result.
  static String render(List<Annotation> annotations, Session session) {
    return GitHubCommands.render(annotations, path -> fromWorkspace(path, session));
  }

  /// Beside a result of another format, if a runner listens.
  static void tell(List<Annotation> annotations, String format, Session session) {
    if (!session.isGitHubActions() || format.equals(FORMAT)) return;
    session.err().print(render(annotations, session));
  }

  /// A runner looks for files from its workspace, wherever the program was started.
  private static String fromWorkspace(String path, Session session) {
    String workspace = session.environment().getOrDefault("GITHUB_WORKSPACE", "");
    if (workspace.isEmpty()) return path;
    try {
      Path root = Path.of(workspace).toAbsolutePath().normalize();
      Path file = session.path(path).toAbsolutePath().normalize();
      return file.startsWith(root) ? root.relativize(file).toString() : path;
    } catch (InvalidPathException e) {
      return path; // such as one of an earlier commit, on a system that has no such names
    }
  }
}

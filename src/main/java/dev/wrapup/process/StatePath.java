package dev.wrapup.process;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder or a file in which the program keeps what later runs act on. Nothing that comes with a
/// repository may pass for it: a journal that somebody committed would be completed, and its events
/// sent, signed.
public final class StatePath {
  private final Path path;
  private final Workspace workspace;
  private final Path top;
  private final String remedy;

  /// @param path one that need not be there yet
  /// @param remedy what to do if it can't be used
  public StatePath(Path path, String remedy, Workspace workspace) {
    this.path = path.toAbsolutePath().normalize();
    this.remedy = remedy;
    this.workspace = workspace;
    this.top = top(workspace.directory().toAbsolutePath().normalize());
  }

  /// The top of the working tree around a folder; the folder where there is none.
  private static Path top(Path folder) {
    for (Path path = folder; path != null; path = path.getParent()) {
      if (isRepository(path)) return path;
    }
    return folder;
  }

  private static boolean isRepository(Path folder) {
    return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
  }

  /// Holds that no link leads to it from the top of the working tree, and no repository in between
  /// holds it; elsewhere, that it is no link itself. What lies above is the machine's own.
  ///
  /// @return the path
  /// @throws Stop if it isn't so
  public Path ofNoLink() {
    boolean isInside = path.startsWith(top);
    for (Path part : isInside ? between(top, path) : List.of(path)) {
      if (Files.isSymbolicLink(part)) throw refused("%s is a link".formatted(part));
      if (isInside && isRepository(part)) {
        throw refused("%s is a repository of its own, such as a submodule".formatted(part));
      }
    }
    return path;
  }

  /// Holds also that Git tracks nothing there.
  ///
  /// @return the path
  /// @throws Stop if it isn't so, or git can't or won't tell
  public Path untracked() {
    ofNoLink();
    Git git = Git.at(path, workspace);
    Optional<Path> repository = git.top();
    if (repository.isPresent()) {
      Path real = WorkingTree.real(path);
      List<Path> parts = new ArrayList<>(between(repository.get(), real));
      parts.add(real);
      String inside = new WorkingTree(repository.get(), workspace).path(real) + "/";
      for (Git.Entry entry : git.tracked(parts)) {
        String tracked = entry.path() + "/";
        if (tracked.startsWith(inside)) throw refused("Git tracks files in it");
        if (inside.startsWith(tracked)) {
          throw refused(
              "Git tracks %s/%s, which is no folder".formatted(repository.get(), entry.path()));
        }
      }
    } else if (path.startsWith(top) && workspace.variables().containsKey("GIT_DIR")) {
      throw refused("GIT_DIR is set and not followed, so Git can't be asked what it tracks");
    }
    return path;
  }

  /// What comes after a folder on the way to another one in it.
  private static List<Path> between(Path from, Path to) {
    List<Path> parts = new ArrayList<>();
    Path part = from;
    for (Path name : from.relativize(to)) {
      part = part.resolve(name);
      if (!part.equals(from)) parts.add(part);
    }
    return parts;
  }

  private Stop refused(String why) {
    return Stop.usage("%s can't be used: %s".formatted(path, why), remedy);
  }
}

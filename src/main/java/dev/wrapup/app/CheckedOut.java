package dev.wrapup.app;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WorkingTree;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.BaseCommit;
import dev.wrapup.report.doc.Phrase;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The commit that files were read at.
///
/// @param commit checked out in the repository that they are in; empty if they are in none
/// @param dirty whether the files, as they were read, differ from it in more than line ends
public record CheckedOut(Optional<String> commit, Optional<Boolean> dirty) {
  static final CheckedOut NOTHING = new CheckedOut(Optional.empty(), Optional.empty());

  /// Of files as they were read. That git can't tell is said, and no reason to stop.
  ///
  /// @param names of the files, and of folders that they are in, as the user named them
  public static CheckedOut of(List<SourceFile> files, List<String> names, Workspace workspace) {
    try {
      return read(files, names, workspace);
    } catch (Stop e) {
      workspace.note("note: which commit the files are of can't be told: " + e.message());
      return NOTHING;
    }
  }

  /// `commit 1a2b3c4d5e6f`; empty if there is none.
  public Phrase told() {
    return commit
        .map(name -> Phrase.ours("commit ").and(BaseCommit.name(name)))
        .map(name -> dirty.orElse(false) ? name.and(", from which the files differ") : name)
        .orElse(Phrase.NONE);
  }

  /// The same.
  ///
  /// @throws Stop if git can't tell
  static CheckedOut read(List<SourceFile> files, List<String> names, Workspace workspace) {
    if (files.isEmpty()) return NOTHING;
    Git git = Git.at(workspace.path(files.getFirst().path()), workspace);
    Optional<WorkingTree> tree = git.top().map(top -> new WorkingTree(top, workspace));
    Optional<String> head = tree.isEmpty() ? Optional.empty() : git.head();
    if (head.isEmpty()) return NOTHING;
    Map<String, byte[]> read = new HashMap<>();
    for (SourceFile file : files) {
      tree.get().find(file.path()).ifPresent(path -> read.put(path, file.bytes()));
    }
    Set<String> same = new HashSet<>();
    git.contents(
        git.list(head.get(), List.copyOf(read.keySet())),
        (entry, content) -> {
          if (isSame(content, read.getOrDefault(entry.path(), new byte[0]))) same.add(entry.path());
        });
    boolean isClean =
        files.stream().allMatch(f -> tree.get().find(f.path()).filter(same::contains).isPresent());
    return new CheckedOut(
        head, Optional.of(!isClean || isLess(names, read, git, head.get(), tree.get(), workspace)));
  }

  /// Whether the commit has files in the folders that were not read.
  private static boolean isLess(
      List<String> names,
      Map<String, byte[]> read,
      Git git,
      String head,
      WorkingTree tree,
      Workspace workspace) {
    for (String name : names) {
      Optional<String> folder = tree.find(name);
      if (folder.isEmpty() || !Files.isDirectory(workspace.path(name))) continue;
      for (Git.Entry entry : git.list(head, folder.get() + "/")) {
        if (entry.isYaml() && !read.containsKey(entry.path())) return true;
      }
    }
    return false;
  }

  /// Line ends may be Git's doing.
  private static boolean isSame(byte[] committed, byte[] read) {
    return Arrays.equals(committed, read)
        || Arrays.equals(withoutReturns(committed), withoutReturns(read));
  }

  private static byte[] withoutReturns(byte[] text) {
    byte[] shorter = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      boolean isLineEnd = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
      if (!isLineEnd) shorter[length++] = text[i];
    }
    return Arrays.copyOf(shorter, length);
  }
}

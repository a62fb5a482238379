package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the jobs of a run leave for each other and for people: a folder for each name. Files keep
/// their names and nothing of the path to them.
record Artifacts(Path folder) {
  void upload(String name, List<String> patterns, boolean mustBe) throws IOException {
    Path artifact = folder.resolve(name);
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) files.addAll(matching(Path.of(pattern)));
    if (mustBe) assertThat(files).as("files for " + artifact).isNotEmpty();
    if (files.isEmpty()) return;
    Files.createDirectories(artifact);
    for (Path file : files) copy(file, artifact);
  }

  /// @return whether it was there, if it must be
  boolean download(String pattern, boolean mustBe, Path into) throws IOException {
    List<Path> found = matching(folder.resolve(pattern));
    if (mustBe && found.size() != 1) return false;
    Files.createDirectories(into);
    for (Path artifact : found) {
      try (Stream<Path> files = Files.list(artifact)) {
        for (Path file : files.toList()) copy(file, into);
      }
    }
    return true;
  }

  /// What a path names whose last part may have stars in it.
  private static List<Path> matching(Path pattern) throws IOException {
    Path parent = pattern.getParent();
    if (!Files.isDirectory(parent)) return List.of();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(entry -> matcher.matches(entry.getFileName())).sorted().toList();
    }
  }

  private static void copy(Path file, Path into) throws IOException {
    Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}

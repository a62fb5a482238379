package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.files.yaml.TreeReader;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.source.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds the file of several to which something new of a target goes.
final class TargetFile {
  /// What only a file says that is for one target.
  private static final List<String> KEYS =
      List.of("organization", "environment", "except", "override");

  private TargetFile() {}

  /// The file that says which organization is meant, or how it differs, since the others may be
  /// shared by several; else one that says something for all of them; the first, if none does.
  ///
  /// @param files at least one
  static SourceFile among(List<SourceFile> files, Dialect dialect) {
    if (files.size() == 1) return files.getFirst();
    return first(files, KEYS)
        .or(() -> first(files, FileSpec.of(dialect).shared()))
        .orElse(files.getFirst());
  }

  private static Optional<SourceFile> first(List<SourceFile> files, Collection<String> keys) {
    for (SourceFile file : files) {
      Node.Collection root = TreeReader.read(file, SourceText.of(file)).root();
      if (keys.stream().anyMatch(key -> root.entry(key).isPresent())) return Optional.of(file);
    }
    return Optional.empty();
  }
}

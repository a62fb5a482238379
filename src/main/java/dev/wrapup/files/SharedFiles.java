package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Files that the desired states of several organizations have in common: each is loaded and read
/// once, so that all of them are of the same bytes. Thread-safe.
public final class SharedFiles {
  private final Map<Path, SourceFile> loaded = new ConcurrentHashMap<>();
  private final Map<Reading, Read> read = new ConcurrentHashMap<>();

  private record Reading(SourceFile file, Dialect dialect, LocalDate today) {}

  /// @param findings in it, whatever else it is read with
  private record Read(FileReader.Content content, List<Finding> findings) {}

  /// A file that was loaded before, or is now.
  ///
  /// @param load empty after a finding
  Optional<SourceFile> load(Path path, Function<Path, Optional<SourceFile>> load) {
    SourceFile before = loaded.get(path);
    if (before != null) return Optional.of(before);
    return load.apply(path)
        .map(now -> Optional.ofNullable(loaded.putIfAbsent(path, now)).orElse(now));
  }

  /// What files say, one after the other, as [FileReader#read] does.
  List<FileReader.Content> read(
      List<SourceFile> files, FileSpec spec, FindingCollector findings, LocalDate today) {
    List<FileReader.Content> contents = new ArrayList<>();
    for (SourceFile file : files) {
      Read each =
          read.computeIfAbsent(
              new Reading(file, spec.dialect(), today), reading -> alone(file, spec, today));
      each.findings().forEach(findings::add);
      contents.add(each.content());
    }
    return contents;
  }

  private static Read alone(SourceFile file, FileSpec spec, LocalDate today) {
    FindingCollector findings = new FindingCollector();
    findings.nextFile(file);
    FileReader.Content content = FileReader.read(file, spec, findings, today);
    return new Read(content, findings.inOrder());
  }
}

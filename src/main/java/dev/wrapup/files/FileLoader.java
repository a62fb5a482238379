package dev.wrapup.files;

import dev.wrapup.model.source.FileErrors;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds and loads the files that a user names. A link is refused wherever a pull request could
/// have made it: below the working directory, and anywhere in a path that leads elsewhere. What
/// lies above the working directory is the machine's own.
final class FileLoader {
  private static final String BEGIN = "check the name; an export writes a first file";

  /// What stands for bytes that are no letter.
  private static final char LOST = '\uFFFD';

  private final FindingCollector findings;
  private final List<SourceFile> files = new ArrayList<>();

  private final Path directory;

  private final SharedFiles shared;

  private FileLoader(Path directory, FindingCollector findings, SharedFiles shared) {
    this.directory = directory.toAbsolutePath();
    this.findings = findings;
    this.shared = shared;
  }

  static List<SourceFile> load(Path directory, List<String> names, FindingCollector findings) {
    return load(directory, names, findings, new SharedFiles());
  }

  /// @param shared what was loaded before
  static List<SourceFile> load(
      Path directory, List<String> names, FindingCollector findings, SharedFiles shared) {
    FileLoader inputs = new FileLoader(directory, findings, shared);
    names.forEach(name -> inputs.add(Path.of(name)));
    return inputs.files;
  }

  private void add(Path path) {
    Optional<BasicFileAttributes> attributes = attributes(directory.resolve(path));
    Optional<Path> link = link(path);
    if (path.toString().indexOf(LOST) >= 0) {
      refuse(
          path,
          "unreadable-name",
          "letters of this name are lost: it isn't written in the locale's encoding",
          "rename it, or set LC_ALL=C.UTF-8");
    } else if (attributes.isEmpty()) {
      refuse(path, "not-found", "there is no such file", hint(path));
    } else if (link.isPresent()) {
      refuse(
          path,
          "symlink",
          "links are not followed, and %s is one".formatted(link.get()),
          "name the file itself");
    } else if (attributes.get().isDirectory()) {
      folder(path);
    } else if (attributes.get().isRegularFile()) {
      file(path);
    } else {
      refuse(path, "not-a-file", "this is no regular file", "name a file or a folder");
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The file beside it whose name is near, or how a first one is written.
  private String hint(Path path) {
    try (Stream<Path> entries = Files.list(directory.resolve(path).getParent())) {
      List<Path> beside = entries.filter(FileLoader::isYaml).sorted().toList();
      return new Suggestion()
          .nearest(stem(path), beside.stream().map(FileLoader::stem).toList())
          .flatMap(near -> beside.stream().filter(file -> stem(file).equals(near)).findFirst())
          .map(file -> "did you mean '%s'?".formatted(path.resolveSibling(file.getFileName())))
          .orElse(BEGIN);
    } catch (IOException e) {
      return BEGIN;
    }
  }

  /// A file's name without what tells its kind.
  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  /// The first part of a path that is a link.
  private Optional<Path> link(Path path) {
    Path whole = directory.resolve(path);
    Path part = whole.startsWith(directory) ? directory : whole.getRoot();
    for (Path name : part.relativize(whole)) {
      part = part.resolve(name);
      if (Files.isSymbolicLink(part)) return Optional.of(part);
    }
    return Optional.empty();
  }

  private void folder(Path folder) {
    List<Path> found;
    try (Stream<Path> entries = Files.list(directory.resolve(folder))) {
      found =
          entries
              .map(entry -> folder.resolve(entry.getFileName()))
              .filter(FileLoader::isYaml)
              .sorted()
              .toList();
    } catch (IOException e) {
      refuse(
          folder,
          "unreadable",
          "the folder can't be read: " + FileErrors.describe(e),
          "check its permissions");
      return;
    }
    if (found.isEmpty()) {
      refuse(folder, "no-files", "the folder has no *.yaml or *.yml file", "name another folder");
    }
    for (Path path : found) {
      if (Files.isDirectory(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        refuse(path, "not-a-file", "this folder is named like a file", "rename it");
      } else {
        add(path);
      }
    }
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private void file(Path path) {
    Optional<SourceFile> loaded = shared.load(path, this::read);
    loaded.ifPresent(findings::nextFile);
    loaded.ifPresent(files::add);
  }

  private Optional<SourceFile> read(Path path) {
    try (InputStream in =
        Files.newInputStream(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(SourceFile.MOST_BYTES + 1);
      if (bytes.length <= SourceFile.MOST_BYTES) {
        return Optional.of(new SourceFile(path.toString(), bytes));
      }
      refuse(
          path,
          "too-large",
          "the file is larger than %d MiB".formatted(SourceFile.MOST_BYTES >> 20),
          "split it into several files");
    } catch (IOException e) {
      refuse(
          path,
          "unreadable",
          "the file can't be read: " + FileErrors.describe(e),
          "check its permissions");
    }
    return Optional.empty();
  }

  private void refuse(Path path, String code, String message, String hint) {
    SourceFile file = new SourceFile(path.toString(), new byte[0]);
    findings.nextFile(file);
    findings.error(code, message, SourcePosition.whole(file), "", hint);
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.source.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of the journals, locked by one apply at a time.
public final class AuditFolder implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

  /// As [#journal(Instant, String)] names them.
  private static final Pattern JOURNAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-[0-9a-f]+\\.jsonl");

  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel channel;
  private final Optional<Object> identity;

  private AuditFolder(Path folder, FileChannel channel, Optional<Object> identity) {
    this.folder = folder;
    this.channel = channel;
    this.identity = identity;
  }

  /// Creates the folder if missing, ignores it in Git, and locks it until it is closed or the
  /// process ends.
  ///
  /// @throws JournalFailure if that can't be done, or another apply holds it
  public static AuditFolder open(Path folder) {
    try {
      create(folder.toAbsolutePath());
      Path ignore = folder.resolve(".gitignore");
      if (!Files.exists(ignore)) Files.writeString(ignore, "*\n");
      Path path = folder.resolve(LOCK);
      Optional<Object> identity = lockFile(path);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (lock(channel).isPresent()) {
        AuditFolder held = new AuditFolder(folder, channel, identity);
        if (held.holds()) {
          held.sweep();
          return held;
        }
      }
      channel.close();
      throw new JournalFailure(
          "another apply is running with the audit folder " + folder,
          "wait until it has ended, then try again");
    } catch (IOException e) {
      throw new JournalFailure(
          "the audit folder %s can't be used: %s".formatted(folder, FileErrors.describe(e)),
          "choose a folder that may be written by --audit-dir");
    }
  }

  /// Creates the folder and its ancestors durably.
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    Path above = folder.getParent();
    if (above != null) create(above);
    Files.createDirectories(folder);
    flushEntryOf(folder);
  }

  /// Flushes the directory entry of a file, which is separate from the file (fsync(2), read
  /// 2026-11-28). No-op on systems that can't open directories, such as Windows.
  static void flushEntryOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return;
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // as said above; the file itself is flushed in any case
    }
  }

  /// Creates the lock file if missing.
  private static Optional<Object> lockFile(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        // another apply came first
      }
    }
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return identity(path);
    throw new JournalFailure(
        path + " is no file, so that nothing can be locked by it",
        "remove it, or choose another folder by --audit-dir");
  }

  /// Whether the locked file is still the lock file: a replaced one would not exclude others.
  private boolean holds() {
    try {
      return identity(folder.resolve(LOCK)).equals(identity);
    } catch (IOException e) {
      return false;
    }
  }

  /// Removes temporary files of runs that crashed before their journal was published.
  private void sweep() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (isScrap(file)) Files.delete(file);
      }
    }
  }

  /// Whether it is a temporary file of ours, by its complete name.
  private static boolean isScrap(Path file) {
    String name = file.getFileName().toString();
    return JournalFile.SCRAPS.stream()
        .filter(name::endsWith)
        .map(end -> name.substring(0, name.length() - end.length()))
        .anyMatch(JOURNAL.asMatchPredicate());
  }

  /// A lock that ends with the process; empty if it is held by another one.
  static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /// The file key (inode); empty if the system has none.
  static Optional<Object> identity(Path path) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /// The journals in this folder, the oldest first.
  ///
  /// @throws JournalFailure if the folder can't be read
  public List<Path> journals() {
    return journals(folder);
  }

  /// The journals of any folder, the oldest first.
  ///
  /// @throws JournalFailure if the folder can't be read
  public static List<Path> journals(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new JournalFailure(
          "the audit folder can't be read: " + FileErrors.describe(e),
          "check the permissions of " + folder);
    }
  }

  /// The path of the journal of a run.
  ///
  /// @param run its id, which tells runs of the same second apart
  /// @throws JournalFailure if the lock was lost
  public Path journal(Instant begin, String run) {
    if (!holds()) throw taken();
    return folder.resolve(TIME.format(begin) + "-" + run + ".jsonl");
  }

  private JournalFailure taken() {
    return new JournalFailure(
        "%s was removed by somebody else, and with it what keeps a second apply off"
            .formatted(folder.resolve(LOCK)),
        "see that nothing cleans %s while an apply runs, then apply again".formatted(folder));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalFailure(
          "the audit folder can't be left: " + FileErrors.describe(e), "try again");
    }
  }
}

package dev.wrapup.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of the journals, held by one apply at a time.
public final class AuditFolder implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

  /// As [#journal(Instant, String)] names them.
  private static final Pattern JOURNAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-[0-9a-f]+\\.jsonl");

  private final Path folder;
  private final FileChannel channel;

  private AuditFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Makes the folder if need be, keeps it out of Git, and locks it until it is closed or the
  /// process ends, however it ends.
  ///
  /// @throws JournalFailure if that can't be done, or another apply holds it
  public static AuditFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      Path ignore = folder.resolve(".gitignore");
      if (!Files.exists(ignore)) Files.writeString(ignore, "*\n");
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) {
        AuditFolder held = new AuditFolder(folder, channel);
        held.sweep();
        return held;
      }
      channel.close();
      throw new JournalFailure(
          "another apply is running with the audit folder " + folder,
          "wait until it has ended, then try again");
    } catch (IOException e) {
      throw new JournalFailure(
          "the audit folder %s can't be used: %s".formatted(folder, e),
          "choose a folder that may be written by --audit-dir");
    }
  }

  /// Removes what runs left that ended before their journal began.
  private void sweep() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (isScrap(file)) Files.delete(file);
      }
    }
  }

  /// Whether a run of ours made it, by all of its name: other people's files end like that too.
  private static boolean isScrap(Path file) {
    String name = file.getFileName().toString();
    return JournalFile.SCRAPS.stream()
        .filter(name::endsWith)
        .map(end -> name.substring(0, name.length() - end.length()))
        .anyMatch(JOURNAL.asMatchPredicate());
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// The journals that are here, the oldest first.
  ///
  /// @throws JournalFailure if the folder can't be read
  public List<Path> journals() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new JournalFailure(
          "the audit folder can't be read: " + e, "check the permissions of " + folder);
    }
  }

  /// Where a run's journal goes.
  ///
  /// @param run its id, which tells runs of the same second apart
  public Path journal(Instant begin, String run) {
    return folder.resolve(TIME.format(begin) + "-" + run + ".jsonl");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalFailure("the audit folder can't be left: " + e, "try again");
    }
  }
}

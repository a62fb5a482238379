package dev.wrapup.process;

import dev.wrapup.model.source.FileErrors;
import dev.wrapup.model.source.SourceFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// A file that is written as a whole or not at all.
public final class WholeFile {
  private WholeFile() {}

  /// Writes a file; a link stays one, and so does a device.
  public static void write(Path path, Content content) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
          content.writeTo(out);
        }
        return;
      }
      Path file = Files.exists(path) ? path.toRealPath() : path;
      put(file, content, Optional.empty());
    } catch (IOException e) {
      throw failure(path, e, "choose a file in a folder that exists and may be written");
    }
  }

  /// Writes a new file and the folders that it is in. When this returns it is on the disk.
  ///
  /// @throws Stop if it can't be written, or something is there
  public static void create(Path path, Content content) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path partial = partial(path);
      try {
        try (FileChannel file =
            FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
          content.writeTo(out);
          out.flush();
          file.force(true);
        }
        Files.move(partial, path);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw failure(path, e, "choose a folder that may be written");
    }
  }

  /// No name that is there already, and none that somebody could have foreseen.
  private static Path partial(Path path) {
    return path.resolveSibling(".wrapup-%s.partial".formatted(UUID.randomUUID()));
  }

  private static Stop failure(Path path, IOException e, String next) {
    String message = "can't write %s: %s".formatted(path, FileErrors.describe(e));
    return Stop.error("output", message, next);
  }

  /// Makes sure that a file is still what was read.
  ///
  /// @throws Stop if it isn't
  public static void hold(Path path, SourceFile before) {
    try {
      if (Arrays.equals(Files.readAllBytes(path), before.bytes())) return;
    } catch (IOException e) {
      throw failure(path, e, "see that the file and its folder may be read");
    }
    throw Stop.error(
        "file-changed",
        "%s was changed meanwhile and is left as it is".formatted(path),
        "try again");
  }

  /// Replaces a file that was read; who may read and write it stays.
  ///
  /// @throws Stop if it isn't any more what was read
  public static void replace(Path path, SourceFile before, SourceFile after) {
    if (after.bytes().length > SourceFile.MOST_BYTES) {
      throw Stop.usage(
          "too-large",
          "%s would be larger than %d MiB and is left as it is"
              .formatted(path, SourceFile.MOST_BYTES >> 20),
          "split it into several files");
    }
    try {
      hold(path, before);
      Optional<PosixFileAttributeView> mode =
          Optional.ofNullable(Files.getFileAttributeView(path, PosixFileAttributeView.class));
      put(path, out -> out.write(after.bytes()), mode);
    } catch (IOException e) {
      throw failure(path, e, "see that the file and its folder may be written");
    }
  }

  /// Puts a file in its place when it is whole.
  ///
  /// @param mode who may read and write it; empty for what the system gives new files
  public static void put(Path path, Content content, Optional<PosixFileAttributeView> mode)
      throws IOException {
    Path partial = partial(path);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW))) {
        content.writeTo(out);
      }
      if (mode.isPresent()) {
        Files.setPosixFilePermissions(partial, mode.get().readAttributes().permissions());
      }
      Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}

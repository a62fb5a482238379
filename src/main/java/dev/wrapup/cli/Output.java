package dev.wrapup.cli;

import dev.wrapup.model.SourceFile;
import dev.wrapup.report.Look;
import dev.wrapup.report.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// Where results go besides standard output.
final class Output {
  private Output() {}

  /// Writes a file as a whole or not at all; a link stays one, and so does a device.
  static void write(Path path, String content) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        Files.writeString(path, content);
        return;
      }
      Path file = Files.exists(path) ? path.toRealPath() : path;
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      try {
        Files.writeString(partial, content);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new Stop(
          ExitCode.ERROR,
          "output",
          "can't write %s: %s".formatted(path, e),
          "choose a file in a folder that exists and may be written");
    }
  }

  /// Replaces a file that was read, as a whole or not at all; who may read and write it stays.
  ///
  /// @throws Stop if it isn't any more what was read
  static void replace(Session session, SourceFile before, SourceFile after) {
    Path path = session.path(before.path());
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    try {
      if (!Arrays.equals(Files.readAllBytes(path), before.bytes())) {
        throw new Stop(
            ExitCode.ERROR,
            "file-changed",
            "%s was changed meanwhile and is left as it is".formatted(path),
            "try again");
      }
      Files.deleteIfExists(partial);
      try {
        Files.write(partial, after.bytes(), StandardOpenOption.CREATE_NEW);
        PosixFileAttributeView mode =
            Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (mode != null) {
          Files.setPosixFilePermissions(partial, mode.readAttributes().permissions());
        }
        Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new Stop(
          ExitCode.ERROR,
          "output",
          "can't write %s: %s".formatted(path, e),
          "see that the file and its folder may be written");
    }
  }

  /// A remark beside the result, unless the user wants none.
  static void note(ParseResult options, Session session, String note) {
    if (Options.has(options, "--quiet")) return;
    session.err().println(Visible.text(note, Looks.ofErrors(session)));
  }

  /// The one line that says what to do.
  static void next(Session session, String what) {
    session.err().println("next: " + Visible.text(what, Looks.ofErrors(session)));
  }

  /// Why a plan isn't the reviewed one.
  static void differences(Session session, List<String> differences) {
    if (differences.isEmpty()) return;
    Look look = Looks.ofErrors(session);
    session.err().println("error: this is not the reviewed plan:");
    for (String difference : differences) {
      session.err().println("  " + Visible.text(difference, look));
    }
  }
}

package dev.wrapup.cli;

import dev.wrapup.desired.DesiredYaml;
import dev.wrapup.model.FileErrors;
import dev.wrapup.model.SourceFile;
import dev.wrapup.report.Look;
import dev.wrapup.report.Visible;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import picocli.CommandLine.ParseResult;

/// Where results go besides standard output.
final class Output {
  private Output() {}

  /// A result that is written as it comes about: some don't fit the memory.
  interface Content {
    void writeTo(OutputStream out) throws IOException;

    static Content of(String text) {
      return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content written(Text text) {
      return out -> {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.writeTo(writer);
        writer.flush();
      };
    }
  }

  /// A text that is written as it comes about.
  interface Text {
    void writeTo(Writer out) throws IOException;
  }

  /// Writes a file as a whole or not at all; a link stays one, and so does a device.
  static void write(Path path, String content) {
    write(path, Content.of(content));
  }

  /// Writes a file as a whole or not at all; a link stays one, and so does a device.
  static void write(Path path, Content content) {
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
      throw new Stop(
          ExitCode.ERROR,
          "output",
          "can't write %s: %s".formatted(path, FileErrors.describe(e)),
          "choose a file in a folder that exists and may be written");
    }
  }

  /// Replaces a file that was read, as a whole or not at all; who may read and write it stays.
  ///
  /// @throws Stop if it isn't any more what was read
  static void replace(Session session, SourceFile before, SourceFile after) {
    Path path = session.path(before.path());
    if (after.bytes().length > DesiredYaml.MOST_BYTES) {
      throw new Stop(
          ExitCode.USAGE,
          "too-large",
          "%s would be larger than %d MiB and is left as it is"
              .formatted(path, DesiredYaml.MOST_BYTES >> 20),
          "split it into several files");
    }
    try {
      if (!Arrays.equals(Files.readAllBytes(path), before.bytes())) {
        throw new Stop(
            ExitCode.ERROR,
            "file-changed",
            "%s was changed meanwhile and is left as it is".formatted(path),
            "try again");
      }
      Optional<PosixFileAttributeView> mode =
          Optional.ofNullable(Files.getFileAttributeView(path, PosixFileAttributeView.class));
      put(path, out -> out.write(after.bytes()), mode);
    } catch (IOException e) {
      throw new Stop(
          ExitCode.ERROR,
          "output",
          "can't write %s: %s".formatted(path, FileErrors.describe(e)),
          "see that the file and its folder may be written");
    }
  }

  /// Puts a file in its place when it is whole.
  ///
  /// @param mode who may read and write it; empty for what the system gives new files
  static void put(Path path, Content content, Optional<PosixFileAttributeView> mode)
      throws IOException {
    // no name that is there already, and none that somebody could have foreseen
    Path partial = path.resolveSibling(".wrapup-%s.partial".formatted(UUID.randomUUID()));
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

  /// Prints a result once it is whole, so that nothing of it stands before the error that it may
  /// end with; the session's output keeps why it can't.
  static void print(Session session, Content content) {
    HeldOutput whole = new HeldOutput();
    try {
      content.writeTo(whole);
      whole.releaseTo(session.out());
    } catch (IOException e) {
      throw new Stop(
          ExitCode.ERROR,
          "output",
          "the result is too long for the memory and the temporary folder",
          "make room in the temporary folder, or ask for another --format");
    }
  }

  /// A remark beside the result, unless the user wants none.
  static void note(ParseResult options, Session session, String note) {
    if (Options.has(options, "--quiet")) return;
    session.err().println(Visible.text(note, Looks.ofErrors(session)));
  }

  /// A remark on what is waited for, where it lasts.
  static void waiting(ParseResult options, Session session, Duration wait, String why) {
    boolean isLong = wait.compareTo(Duration.ofSeconds(1)) > 0;
    if (!isLong && !Options.has(options, "--verbose")) return;
    note(options, session, "%.1f s: %s".formatted(wait.toMillis() / 1000.0, why));
  }

  /// Takes a line for each request that is made, and prints it if it is asked for.
  static Consumer<String> requests(ParseResult options, Session session) {
    return Options.has(options, "--verbose")
        ? line -> session.err().println("  " + Visible.text(line, Looks.ofErrors(session)))
        : line -> {};
  }

  /// The one line that says what to do.
  static void next(Session session, String what) {
    session.err().println("next: " + Visible.text(what, Looks.ofErrors(session)));
  }

  /// The same beside a result that says it all: nobody who wants no notes is told what to do.
  static void next(ParseResult options, Session session, String what) {
    if (!Options.has(options, "--quiet")) next(session, what);
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

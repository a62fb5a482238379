package dev.wrapup.cli.command;

import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/// The file that `--out` names.
///
/// @param name empty where none is named
public record OutFile(Optional<String> name, Context context) {
  private static final String OUT = "--out";

  /// As it is given, which is looked at before anything is asked for.
  ///
  /// @throws Stop if the command is told to read the same file, such as a journal
  public static OutFile of(Context context) {
    OutFile out = new OutFile(context.text(OUT), context);
    if (out.isRead()) {
      throw Stop.usage(
          "--out %s: that is read, and would be lost".formatted(out.name().orElseThrow()),
          "name another file");
    }
    return out;
  }

  private boolean isRead() {
    Stream<ArgSpec> read =
        Stream.concat(
            context.options().matchedPositionals().stream(),
            context.options().matchedOptionsSet().stream()
                .filter(o -> o.paramLabel().equals("FILE") && !o.longestName().equals(OUT)));
    return name.map(context::path).filter(Files::exists).stream()
        .anyMatch(
            out -> read.flatMap(arg -> arg.stringValues().stream()).anyMatch(in -> same(in, out)));
  }

  private boolean same(String in, Path out) {
    try {
      Path file = context.path(in);
      return Files.exists(file) && Files.isSameFile(file, out);
    } catch (IOException e) {
      return false; // it can't be read, which is told when it is
    }
  }

  /// Writes it, if there is one, and says so.
  ///
  /// @param what such as `plan`
  /// @param format as `--format` calls it
  public void write(String what, String format, Content content) {
    if (name.isEmpty()) return;
    WholeFile.write(context.path(name.get()), content);
    context.note("%s written to %s as %s".formatted(what, name.get(), format));
  }
}

package dev.wrapup.cli.command;

import dev.wrapup.process.Content;
import dev.wrapup.process.WholeFile;
import java.util.Optional;

/// The file that `--out` names.
///
/// @param name empty where none is named
public record OutFile(Optional<String> name, Context context) {
  /// As it is given, which is looked at before anything is asked for.
  public static OutFile of(Context context) {
    return new OutFile(context.text("--out"), context);
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

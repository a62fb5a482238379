package dev.wrapup.process;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;

/// Whether what the process was given arrived whole. Java reads arguments, variables and names of
/// files in the encoding of the locale (`sun.jnu.encoding`), and puts U+FFFD for what it can't
/// read; the launcher sees to a locale of UTF-8, but the program may be started without it.
public final class Letters {
  private static final char LOST = '\uFFFD';
  private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");
  private static final String REMEDY = "set LC_ALL=C.UTF-8, or start it by the launcher, wrapup";

  private Letters() {}

  /// Refuses a text of which letters are lost: what was meant can only be guessed.
  ///
  /// @param what it is
  public static void holdWhole(String what, String text) {
    if (text.indexOf(LOST) < 0) return;
    throw Stop.usage(
        "letters of %s are lost: it isn't written in the locale's encoding, %s"
            .formatted(what, ENCODING),
        REMEDY);
  }

  /// Why a name that came whole, such as from a plan, can't be a file's here.
  public static Stop noFile(InvalidPathException e) {
    String name = e.getInput();
    if (Charset.forName(ENCODING).newEncoder().canEncode(name)) {
      return Stop.usage(
          "there can be no file of the name '%s': %s".formatted(name, e.getReason()),
          "name another file");
    }
    return Stop.usage(
        "the name '%s' can't be written in the locale's encoding, %s".formatted(name, ENCODING),
        REMEDY);
  }
}

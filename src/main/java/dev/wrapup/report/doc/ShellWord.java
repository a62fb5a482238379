package dev.wrapup.report.doc;

import java.util.List;
import java.util.regex.Pattern;

/// Words of a command that a reader copies.
public final class ShellWord {
  /// The signs that mean nothing to a shell, to a runner or in Markdown.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/=+%,-]*");

  private ShellWord() {}

  /// Whether a word needs no quotes.
  public static boolean isPlain(String word) {
    return PLAIN.matcher(word).matches();
  }

  /// Options as they were given; if one of them needs quotes, a sign that the reader has to repeat
  /// them.
  public static List<String> plain(List<String> options) {
    return options.stream().allMatch(ShellWord::isPlain) ? options : List.of("…");
  }

  /// A command of ours, with the options that another one had.
  ///
  /// @param command such as `adopt --all`
  public static String command(String command, List<String> options) {
    String given = String.join(" ", plain(options));
    return "wrapup " + command + (given.isEmpty() ? "" : " " + given);
  }
}

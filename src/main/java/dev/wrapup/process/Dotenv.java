package dev.wrapup.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Parses `.env` files as the common parsers do (motdotla/dotenv and theskumar/python-dotenv, read
/// 2026-11-28): `export ` may stand in front, a value may be quoted over several lines, and ` #`
/// begins a comment. In single quotes nothing is escaped, in double quotes a backslash escapes.
/// Those parsers expand `$NAME` and `${NAME}` outside of single quotes; what they would is refused
/// here in a variable that the program may read, and never taken for a part of a secret. No error
/// tells anything of the file, which holds secrets.
final class Dotenv {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]");

  /// The names that the program looks for begin so; a file may be shared with others.
  private static final Pattern OURS =
      Pattern.compile("(GENESYS|WRAPUP|WFM|GIT|SOURCE_DATE).*|(?i:(https?|all|no)_proxy)");

  private final String path;
  private final String text;
  private int at;

  private Dotenv(String path, String text) {
    this.path = path;
    this.text = text;
  }

  /// The variables; the last one of a name counts.
  ///
  /// @throws Stop naming the line that can't be read
  static Map<String, String> parse(String path, byte[] bytes) {
    return new Dotenv(path, decoded(path, bytes)).variables();
  }

  private static String decoded(String path, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
    String text = out.flip().toString();
    // of two bytes for each letter, one is zero
    int zero = text.indexOf('\0');
    if (zero < 0 && !result.isError()) {
      return text.replaceFirst("^\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    }
    boolean isUtf16 = isUtf16(bytes, zero);
    if (!isUtf16 && zero >= 0) {
      throw Stop.usage(
          "%s:%d: a NUL byte stands here, which no variable can hold"
              .formatted(path, line(text, zero)),
          "remove it");
    }
    throw Stop.usage(
        "%s:%d: this is not text in UTF-8%s"
            .formatted(
                path, line(text, zero < 0 ? text.length() : zero), isUtf16 ? ", but UTF-16" : ""),
        "save the file as UTF-8");
  }

  private static boolean isUtf16(byte[] bytes, int zero) {
    boolean isMarked =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    boolean isEveryOtherZero =
        (zero == 0 || zero == 1)
            && bytes.length > zero + 2
            && bytes[zero + 1] != 0
            && bytes[zero + 2] == 0;
    return isMarked || isEveryOtherZero;
  }

  private static int line(String text, int end) {
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    while (at < text.length()) {
      int end = endOfLine();
      String line = text.substring(at, end).strip();
      if (line.isEmpty() || line.startsWith("#")) at = end + 1;
      else {
        String name = name(end);
        variables.put(name, value(name));
      }
    }
    return variables;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /// Reads up to the value.
  private String name(int end) {
    int equals = text.indexOf('=', at);
    String name =
        equals < 0 || equals > end
            ? ""
            : text.substring(at, equals).strip().replaceFirst("^export\\s+", "");
    if (!name.matches("[\\w.-]+")) {
      throw wrong(at, "this is no NAME=value", "write one variable a line, as NAME=value");
    }
    at = equals + 1;
    return name;
  }

  private String value(String name) {
    int begin = at;
    int end = endOfLine();
    while (at < end && Character.isWhitespace(text.charAt(at))) at++;
    if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'')) return quoted(name);
    String plain = text.substring(begin, end).replaceFirst("\\s#.*", "");
    at = end + 1;
    if (isOurs(name) && VARIABLE.matcher(plain).find()) throw expanded(name, begin);
    return plain.strip();
  }

  private String quoted(String name) {
    int begin = at;
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (quote == '"'
          && isOurs(name)
          && VARIABLE.matcher(text).region(at, text.length()).lookingAt()) {
        throw expanded(name, at);
      }
      char c = text.charAt(at++);
      boolean isEscape = c == '\\' && quote == '"' && at < text.length();
      value.append(isEscape ? unescaped(text.charAt(at++)) : String.valueOf(c));
    }
    if (at == text.length()) {
      throw wrong(begin, "the quote is never closed", "close it, or quote the whole value");
    }
    at++;
    int end = endOfLine();
    String rest = text.substring(at, end).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw wrong(
          begin,
          "something follows the closing quote",
          "put all of the value between the quotes, and a backslash before a quote inside");
    }
    at = end + 1;
    return value.toString();
  }

  private static boolean isOurs(String name) {
    return OURS.matcher(name).matches();
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '"', '\\', '\'', '$', '`' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private Stop expanded(String name, int place) {
    return wrong(
        place,
        name + " has a $ that begins a variable, and variables are not expanded here",
        "put the value in single quotes if the $ is meant as it stands, or write the value out");
  }

  private Stop wrong(int place, String message, String next) {
    return Stop.usage("%s:%d: %s".formatted(path, line(text, place), message), next);
  }
}

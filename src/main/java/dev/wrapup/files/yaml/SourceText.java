package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file's bytes as text: strictly UTF-8, with lines that end as YAML and every editor agree on. A
/// byte order mark at the beginning is skipped, as YAML 1.2.2 section 5.2 allows (read 2026-11-23).
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// What stands for bytes that are not UTF-8, and is a character of its own.
  private static final char REPLACEMENT = '\uFFFD';

  /// The lines that Git writes around the sides of a conflict (git-merge, "How conflicts are
  /// presented", read 2026-11-28).
  private static final Pattern CONFLICT =
      Pattern.compile("^(?:<{7} .*|\\|{7} .*|={7}|>{7} .*)$", Pattern.MULTILINE);

  private static final Pattern HTML =
      Pattern.compile("\\s*<(?:!doctype\\s+html|html)\\b", Pattern.CASE_INSENSITIVE);

  private SourceText() {}

  public static String of(SourceFile file) {
    byte[] bytes = file.bytes();
    // by far the fastest way, and right wherever nothing had to be replaced
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    boolean isWhole = decoded.indexOf(REPLACEMENT) < 0;
    return isWhole ? checked(bytes, decoded, file) : strictly(bytes, file);
  }

  private static String strictly(byte[] bytes, SourceFile file) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer undecoded = ByteBuffer.wrap(bytes);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    boolean isText = !decoder.decode(undecoded, decoded, true).isError();
    String text = checked(bytes, decoded.flip().toString(), file);
    if (isText) return text;
    refuseControls(text, file);
    throw new BrokenFileException(
        "bad-utf8",
        "the file is not UTF-8 from here on" + inWindows(bytes[undecoded.position()]),
        endOf(text, file),
        "save it as UTF-8");
  }

  /// The text behind the byte order mark.
  private static String checked(byte[] bytes, String decoded, SourceFile file) {
    boolean isMarked = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK;
    String text = isMarked ? decoded.substring(1) : decoded;
    refuseForeign(bytes, text, file);
    if (text.indexOf('\r') >= 0) refuseControls(text, file);
    return text;
  }

  /// Another kind of file under this name, known by how it begins.
  private static void refuseForeign(byte[] bytes, String text, SourceFile file) {
    SourcePosition begin = new SourcePosition(file, 1, 1);
    if (text.startsWith("version https://git-lfs.github.com/spec/")) {
      throw new BrokenFileException(
          "lfs-pointer",
          "this is Git LFS's pointer to the file, and not the file itself",
          begin,
          "fetch it by Git LFS (actions/checkout: 'lfs: true'), or keep it out of that");
    }
    if (HTML.matcher(text).lookingAt()) {
      throw new BrokenFileException(
          "not-yaml",
          "this is an HTML page, and not the file itself",
          begin,
          "download the file itself; an error or a login page may stand in its place");
    }
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (first == 0x1f8b || (first == 0x504b && bytes.length > 2 && bytes[2] < ' ')) {
      throw new BrokenFileException(
          "not-yaml", "the file is compressed (gzip or ZIP)", begin, "unpack it first");
    }
    if (first == 0xfffe || first == 0xfeff || (first != 0 && (first & 0xff) * (first >> 8) == 0)) {
      throw new BrokenFileException(
          "bad-utf8", "the file is UTF-16 or UTF-32", begin, "save it as UTF-8");
    }
  }

  /// What a byte that isn't UTF-8 is in the encoding that Windows used before.
  private static String inWindows(byte strange) {
    String letter = new String(new byte[] {strange}, Charset.forName("windows-1252"));
    return letter.equals(String.valueOf(REPLACEMENT))
        ? ""
        : ": the byte 0x%02X, in Windows-1252 a '%s'".formatted(strange, letter);
  }

  /// The bytes that mark the beginning of the file, if it has any.
  public static byte[] mark(SourceFile file) {
    byte[] bytes = file.bytes();
    byte[] mark = String.valueOf(BYTE_ORDER_MARK).getBytes(StandardCharsets.UTF_8);
    boolean isMarked =
        bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    return isMarked ? mark : new byte[0];
  }

  /// Finds the first character that a YAML file can't hold, or a return that ends no line.
  static void refuseControls(String text, SourceFile file) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) continue;
      boolean bareReturn = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || c == '\t' || (c == '\r' && !bareReturn) || isPrintable(c)) continue;
      throw new BrokenFileException(
          "control-character",
          "the file has the control character U+%04X (%s)".formatted((int) c, Character.getName(c)),
          endOf(text.substring(0, i), file),
          "remove it; inside double quotes it can be written as an escape");
    }
  }

  /// Finds the first of the lines that Git writes where a merge could not be decided.
  static void refuseConflict(String text, SourceFile file) {
    Matcher line = CONFLICT.matcher(text);
    if (!line.find()) return;
    throw new BrokenFileException(
        "merge-conflict",
        line.group().startsWith("<")
            ? "a merge conflict begins here, which was never settled"
            : "this line is left of a merge conflict, which was never settled",
        endOf(text.substring(0, line.start()), file),
        "choose one of its sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>");
  }

  /// YAML 1.2.2 production 1, c-printable, for what is beyond ASCII.
  private static boolean isPrintable(char c) {
    return c == 0x85 || (c >= 0xa0 && c < 0xfffe);
  }

  private static SourcePosition endOf(String text, SourceFile file) {
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', start)) {
      line++;
      start = i + 1;
    }
    return new SourcePosition(file, line, text.codePointCount(start, text.length()) + 1);
  }
}

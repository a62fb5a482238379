package dev.wrapup.desired;

import dev.wrapup.model.SourceFile;
import dev.wrapup.model.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file's bytes as text: strictly UTF-8, with lines that end as YAML and every editor agree on. A
/// byte order mark at the beginning is skipped, as YAML 1.2.2 section 5.2 allows (read 2026-11-23).
final class Text {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final String CONFLICT = "<<<<<<< ";

  private Text() {}

  static String of(SourceFile file) {
    byte[] bytes = file.bytes();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    boolean isText = !decoder.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
    String text = decoded.flip().toString();
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) text = text.substring(1);
    if (text.indexOf('\r') >= 0) refuseControls(text, file);
    if (isText) return text;
    refuseControls(text, file);
    throw new Broken(
        "bad-utf8", "the file is not UTF-8 from here on", endOf(text, file), "save it as UTF-8");
  }

  /// The bytes that mark the beginning of the file, if it has any.
  static byte[] mark(SourceFile file) {
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
      throw new Broken(
          "control-character",
          "the file has the control character U+%04X (%s)".formatted((int) c, Character.getName(c)),
          endOf(text.substring(0, i), file),
          "remove it; inside double quotes it can be written as an escape");
    }
  }

  /// Finds the first of the lines that Git writes where a merge could not be decided.
  static void refuseConflict(String text, SourceFile file) {
    int begin = text.startsWith(CONFLICT) ? 0 : text.indexOf("\n" + CONFLICT) + 1;
    if (begin == 0 && !text.startsWith(CONFLICT)) return;
    throw new Broken(
        "merge-conflict",
        "a merge conflict begins here, which was never settled",
        endOf(text.substring(0, begin), file),
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

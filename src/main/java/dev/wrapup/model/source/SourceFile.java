package dev.wrapup.model.source;

import java.nio.charset.StandardCharsets;

/// A file as it was read: its path as the user named it, and its bytes. Two are equal when they are
/// the same object; positions refer to it, so a finding can show its line.
public final class SourceFile {
  /// A desired-state file is no larger.
  public static final int MOST_BYTES = 16 * 1024 * 1024;

  private final String path;
  private final byte[] bytes;

  /// The place that was asked for last: its line, its code point in that line, its byte.
  private int line;

  private int column;
  private int offset;

  /// @param path as the user named it; `git:REF:PATH` for a file of an earlier commit
  /// @param bytes the whole content; empty when it could not be read
  public SourceFile(String path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes.clone();
  }

  public String path() {
    return path;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// The SHA-256 of the content, 64 hex digits.
  public String sha256() {
    return Sha256.hex(bytes);
  }

  /// A part of a line without its line end; an empty text past its end. Whoever asks for one place
  /// after the other, as findings are in order, has the file read once and not from its beginning
  /// each time.
  ///
  /// @param number of the line, 1-based
  /// @param from the first code point, 0-based
  /// @param most how many code points
  public synchronized String part(int number, int from, int most) {
    if (line == 0 || number < line || (number == line && from < column)) {
      line = 1;
      column = 0;
      offset = hasByteOrderMark() ? 3 : 0;
    }
    for (; line < number && offset < bytes.length; offset++) {
      if (bytes[offset] != '\n') continue;
      line++;
      column = 0;
    }
    if (line < number) return "";
    for (; column < from && !isLineEnd(offset); column++) offset = after(offset);
    int end = offset;
    for (int i = 0; column == from && i < most && !isLineEnd(end); i++) end = after(end);
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }

  private boolean isLineEnd(int at) {
    return at == bytes.length
        || bytes[at] == '\n'
        || (bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] == '\n'));
  }

  /// Behind the character that begins there.
  private int after(int at) {
    int next = at + 1;
    while (next < bytes.length && (bytes[next] & 0xc0) == 0x80) next++;
    return next;
  }

  private boolean hasByteOrderMark() {
    return bytes.length > 2
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  @Override
  public String toString() {
    return path;
  }
}

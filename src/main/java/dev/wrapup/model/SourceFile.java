package dev.wrapup.model;

import java.nio.charset.StandardCharsets;

/// A file as it was read: its path as the user named it, and its bytes. Two are equal when they are
/// the same object; positions refer to it, so a finding can show its line.
public final class SourceFile {
  private final String path;
  private final byte[] bytes;

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

  /// The text of a line without its line end, or an empty text past the end.
  ///
  /// @param number 1-based
  public String line(int number) {
    int start = hasByteOrderMark() ? 3 : 0;
    for (int line = 1; line < number; line++) {
      while (start < bytes.length && bytes[start] != '\n') start++;
      if (start == bytes.length) return "";
      start++;
    }
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') end++;
    if (end > start && bytes[end - 1] == '\r') end--;
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
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

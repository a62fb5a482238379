package dev.wrapup.model.source;

import java.io.Reader;

/// A text for a YAML parser, never handed out in the middle of a character. snakeyaml-engine 3.0.1
/// fails with an index out of bounds where its buffer ends between the two halves of one, such as
/// an emoji (seen by our random files; FasterXML/jackson-dataformats-text#508 tells the same).
public final class SurrogateSafeReader extends Reader {
  private final String text;
  private int at;

  public SurrogateSafeReader(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (at == text.length()) return -1;
    int end = Math.min(text.length(), at + length);
    boolean isSplit = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    if (isSplit && end - at > 1) end--;
    text.getChars(at, end, buffer, offset);
    int count = end - at;
    at = end;
    return count;
  }

  @Override
  public void close() {}
}

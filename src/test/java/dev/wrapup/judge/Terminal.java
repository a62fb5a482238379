package dev.wrapup.judge;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a terminal makes of text for people: lines, in our few colors, and nothing that it would
/// obey or that nobody would see.
public final class Terminal {
  /// Bold, four colors, and back; what draws a bar anew in its line.
  private static final Pattern PAINT =
      Pattern.compile("\u001b\\[(0|1|2|31|32|36|1;31|1;35)m|\r(\u001b\\[\\d*[A-K])*");

  /// Letters and marks that no font shows (Unicode, Default_Ignorable_Code_Point), and a blank.
  private static final Set<Integer> UNSEEN =
      Stream.of(
              IntStream.of(0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0),
              IntStream.rangeClosed(0x180b, 0x180f),
              IntStream.range(0xfe00, 0xfe0f),
              IntStream.rangeClosed(0xe0100, 0xe01ef))
          .flatMap(IntStream::boxed)
          .collect(Collectors.toSet());

  private Terminal() {}

  /// The text without its colors.
  public static String unpainted(String text) {
    boolean isPlain = text.indexOf('\u001b') < 0 && text.indexOf('\r') < 0;
    return isPlain ? text : PAINT.matcher(text).replaceAll("");
  }

  /// Holds that a text without colors is seen as it is.
  public static void holdPlain(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || (c >= ' ' && c <= '~')) {
        before = c;
        continue;
      }
      int after = i < text.length() ? text.codePointAt(i) : 0;
      boolean isPlain =
          switch (c) {
            case 0x200d -> isPicture(before) && isPicture(after);
            case 0xfe0f -> isPicture(before) || after == 0x20e3;
            default -> isSeen(c) && !UNSEEN.contains(c);
          };
      if (!isPlain) {
        String place = text.substring(Math.max(0, i - 60), Math.min(text.length(), i + 20));
        throw new AssertionError("U+%04X in: %s".formatted(c, place));
      }
      before = c == 0xfe0f ? before : c;
    }
  }

  private static boolean isPicture(int c) {
    return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c);
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}

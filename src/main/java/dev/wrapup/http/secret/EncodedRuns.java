package dev.wrapup.http.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The substrings of a text that may be base64 or hex.
final class EncodedRuns {
  /// A shorter one holds nothing that is worth hiding.
  private static final int SHORTEST = 4;

  private static final int BASE64_BITS = 6;
  private static final int HEX_BITS = 4;

  private EncodedRuns() {}

  /// @param begin where it begins in the whole text
  /// @param end where it ends, with its padding
  /// @param decoded what it may stand for, byte by byte: where it really begins isn't known
  record Run(int begin, int end, List<String> decoded) {}

  static List<Run> of(String text) {
    List<Run> runs = new ArrayList<>();
    add(runs, text, BASE64_BITS, 4);
    add(runs, text, HEX_BITS, 2);
    return runs;
  }

  private static void add(List<Run> runs, String text, int bits, int shifts) {
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && value(text.charAt(i), bits) >= 0) continue;
      if (i - begin >= SHORTEST) {
        List<String> decoded = new ArrayList<>();
        for (int shift = 0; shift < shifts; shift++) {
          decoded.add(decode(text.substring(begin + shift, i), bits));
        }
        int end = i;
        while (end < text.length() && text.charAt(end) == '=') end++;
        runs.add(new Run(begin, end, decoded));
      }
      begin = i + 1;
    }
  }

  private static String decode(String text, int bits) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    int held = 0;
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      held = held << bits | value(text.charAt(i), bits);
      count += bits;
      if (count < 8) continue;
      count -= 8;
      bytes[length++] = (byte) (held >> count);
      held &= (1 << count) - 1;
    }
    return new String(bytes, 0, length, ISO_8859_1);
  }

  private static int value(char c, int bits) {
    if (bits == HEX_BITS) return c < 0x80 ? Character.digit(c, 16) : -1;
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
  }

  /// What stays the same of a secret's base64 and hex, whatever stands around it there.
  static Set<String> encoded(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    String form = URLEncoder.encode(secret, UTF_8);
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    for (String text : List.of(secret, json, form, form.replace("+", "%20"))) {
      byte[] bytes = text.getBytes(UTF_8);
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        int begin = (shift * 8 + BASE64_BITS - 1) / BASE64_BITS;
        int end = shifted.length * 8 / BASE64_BITS;
        forms.add(Base64.getEncoder().encodeToString(shifted).substring(begin, end));
        forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(begin, end));
      }
    }
    forms.add(HexFormat.of().formatHex(secret.getBytes(UTF_8)));
    forms.add(HexFormat.of().withUpperCase().formatHex(secret.getBytes(UTF_8)));
    return forms;
  }
}

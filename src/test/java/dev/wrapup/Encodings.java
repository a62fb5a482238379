package dev.wrapup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How a text may be written in a URL, in a form, in JSON, in HTML, in base64 and in hex.
public final class Encodings {
  public static final List<UnaryOperator<String>> ALL =
      List.of(
          text -> text,
          text -> URLEncoder.encode(text, UTF_8),
          text -> URLEncoder.encode(text, UTF_8).replace("+", "%20"),
          text -> lowerHex(URLEncoder.encode(text, UTF_8)),
          text -> bytewise(text, "%%%02x"),
          text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
          text -> charwise(text.chars(), c -> true, "\\u%04x"),
          text -> charwise(text.chars(), c -> c >= 0x80 || "\"\\".indexOf(c) >= 0, "\\u%04X"),
          text -> charwise(text.codePoints(), c -> "&<>\"'".indexOf(c) >= 0, "&#%d;"),
          text -> charwise(text.codePoints(), c -> true, "&#x%X;"),
          text -> charwise(text.codePoints(), c -> "+=&/".indexOf(c) >= 0, "&#%07d;"),
          Encodings::named,
          text -> text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
          Encodings::base64,
          text -> base64("the-client:" + text),
          text ->
              Base64.getUrlEncoder().withoutPadding().encodeToString(("ab" + text).getBytes(UTF_8)),
          text -> HexFormat.of().formatHex(text.getBytes(UTF_8)),
          text -> HexFormat.of().withUpperCase().formatHex(text.getBytes(UTF_8)));

  private static final Map<Integer, String> NAMES =
      Map.of(
          (int) '&',
          "&amp;",
          (int) '+',
          "&plus;",
          (int) '/',
          "&sol;",
          (int) '=',
          "&equals;",
          (int) '\\',
          "&bsol;",
          (int) '%',
          "&percnt;",
          (int) 'é',
          "&eacute;",
          (int) '"',
          "&quot;",
          (int) '_',
          "&lowbar;",
          (int) '.',
          "&period;");

  private Encodings() {}

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /// Each byte by a format.
  public static String bytewise(String text, String format) {
    StringBuilder all = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) all.append(format.formatted(b & 0xFF));
    return all.toString();
  }

  private static String charwise(IntStream text, IntPredicate which, String format) {
    return text.mapToObj(c -> which.test(c) ? format.formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  /// As HTML names signs of ASCII and of Latin-1.
  private static String named(String text) {
    StringBuilder named = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      named.append(NAMES.getOrDefault(c, Character.toString(c)));
    }
    return named.toString();
  }

  private static String lowerHex(String form) {
    return Pattern.compile("%..")
        .matcher(form)
        .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
  }
}

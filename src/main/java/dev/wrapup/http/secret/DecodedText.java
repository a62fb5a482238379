package dev.wrapup.http.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A decoded text with the source position of each character.
final class DecodedText {
  /// Decodes one character.
  private interface Unit {
    /// @param out takes what it stands for, which is never longer
    /// @return how long it is; 0 if nothing is encoded there
    int decode(String text, int at, StringBuilder out);
  }

  /// A character-wise encoding.
  ///
  /// @param signs the characters that may start an encoded one
  record Encoding(String signs, Unit unit) {
    /// How long what is encoded there is; 0 if nothing is.
    private int decode(String text, int at, StringBuilder out) {
      return signs.indexOf(text.charAt(at)) < 0 ? 0 : unit.decode(text, at, out);
    }

    private boolean isIn(String text) {
      StringBuilder ignored = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        if (decode(text, i, ignored) > 0) return true;
      }
      return false;
    }
  }

  /// Each is applied on its own, since they are ambiguous.
  static final List<Encoding> ENCODINGS =
      List.of(
          new Encoding("\\", DecodedText::json),
          new Encoding("%", DecodedText::percent),
          new Encoding("+%", DecodedText::form),
          new Encoding("&", DecodedText::html),
          new Encoding("\r\n", DecodedText::folded));

  /// Whether the character may start an encoded one.
  static boolean isSign(char c) {
    if (c > '+') return c == '\\';
    return c == '%' || c == '+' || c == '&' || c == '\r' || c == '\n';
  }

  private static final String ESCAPED = "\"\\/'bfnrt";
  private static final String ESCAPES = "\"\\/'\b\f\n\r\t";

  /// Names of HTML for signs of ASCII (html.spec.whatwg.org, section 13.5, read 2026-11-28), each
  /// with its sign.
  private static final String ASCII_NAMES =
      """
      excl! quot" num# dollar$ percnt% amp& apos' lpar( rpar) ast* plus+ comma, period. sol/ colon:
      semi; lt< equals= gt> quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] Hat^ lowbar_ grave`
      lcub{ lbrace{ verbar| vert| rcub} rbrace}
      """;

  /// The same for Latin-1, in its order, from U+00A0 on.
  private static final String LATIN_NAMES =
      """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn
      sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave
      Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc
      Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute
      THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave
      uacute ucirc uuml yacute thorn yuml
      """;

  private static final Map<String, String> ENTITIES = entities();

  /// Including leading zeros.
  private static final int LONGEST_ENTITY = 10;

  private static Map<String, String> entities() {
    Map<String, String> entities = new HashMap<>();
    for (String entry : ASCII_NAMES.strip().split("\\s+", -1)) {
      int sign = entry.length() - 1;
      entities.put(entry.substring(0, sign), entry.substring(sign));
    }
    char letter = 0xA0;
    for (String name : LATIN_NAMES.strip().split("\\s+", -1)) {
      entities.put(name, String.valueOf(letter++));
    }
    entities.put("nbsp", " "); // where a space is meant
    return entities;
  }

  private final String source;
  private final String text;
  private final int[] begins;
  private final int[] ends;

  DecodedText(String text) {
    this(text, text, new int[0], new int[0]);
  }

  /// @param begins of each character in the source; empty if all is as it was
  private DecodedText(String source, String text, int[] begins, int[] ends) {
    this.source = source;
    this.text = text;
    this.begins = begins;
    this.ends = ends;
  }

  String text() {
    return text;
  }

  /// What a character was decoded from that stands here at an index.
  String source(int index) {
    return source.substring(begin(index), end(index + 1));
  }

  /// Where a character began that stands here at an index.
  int begin(int index) {
    return begins.length == 0 ? index : begins[index];
  }

  /// Where a part ended that ends here before an index.
  int end(int index) {
    return ends.length == 0 ? index : ends[index - 1];
  }

  /// Decodes one encoding; empty if nothing was encoded.
  Optional<DecodedText> without(Encoding encoding) {
    if (!encoding.isIn(text)) return Optional.empty();
    StringBuilder out = new StringBuilder(text.length());
    int[] from = new int[text.length()];
    int[] to = new int[text.length()];
    for (int i = 0; i < text.length(); ) {
      int before = out.length();
      int length = encoding.decode(text, i, out);
      if (length == 0) {
        out.append(text.charAt(i));
        length = 1;
      }
      for (int k = before; k < out.length(); k++) {
        from[k] = begin(i);
        to[k] = end(i + length);
      }
      i += length;
    }
    return Optional.of(new DecodedText(source, out.toString(), from, to));
  }

  private static int json(String text, int at, StringBuilder out) {
    if (text.charAt(at) != '\\' || at + 1 == text.length()) return 0;
    char kind = text.charAt(at + 1);
    int simple = ESCAPED.indexOf(kind);
    if (simple >= 0) {
      out.append(ESCAPES.charAt(simple));
      return 2;
    }
    int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
    int value = hex(text, at + 2, digits);
    if (value < 0) return 0;
    out.append((char) value);
    return 2 + digits;
  }

  /// Percent-encoding: one character of UTF-8, else a byte of Latin-1.
  private static int percent(String text, int at, StringBuilder out) {
    int first = percentByte(text, at);
    if (first < 0) return 0;
    int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int next = percentByte(text, at + 3 * i);
      boolean isWrong = next < 0 || (i > 0 && (next & 0xC0) != 0x80);
      if (isWrong) return percentLatin(first, out);
      bytes[i] = (byte) next;
    }
    String decoded = new String(bytes, UTF_8);
    if (decoded.indexOf('\uFFFD') >= 0) return percentLatin(first, out);
    out.append(decoded);
    return 3 * length;
  }

  private static int percentLatin(int first, StringBuilder out) {
    out.append(new String(new byte[] {(byte) first}, ISO_8859_1));
    return 3;
  }

  private static int percentByte(String text, int at) {
    return at < text.length() && text.charAt(at) == '%' ? hex(text, at + 1, 2) : -1;
  }

  /// Percent-encoding as forms have it.
  private static int form(String text, int at, StringBuilder out) {
    if (text.charAt(at) != '+') return percent(text, at, out);
    out.append(' ');
    return 1;
  }

  private static int html(String text, int at, StringBuilder out) {
    if (text.charAt(at) != '&') return 0;
    int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY + 2));
    if (end < 0) return 0;
    String name = text.substring(at + 1, end);
    Optional<String> known = Optional.ofNullable(ENTITIES.get(name)).or(() -> number(name));
    known.ifPresent(out::append);
    return known.isPresent() ? end + 1 - at : 0;
  }

  private static Optional<String> number(String name) {
    boolean isHex = name.startsWith("#x") || name.startsWith("#X");
    if (!isHex && !name.startsWith("#")) return Optional.empty();
    try {
      int point = Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10);
      return Character.isValidCodePoint(point)
          ? Optional.of(Character.toString(point))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Line folding, as in long base64.
  private static int folded(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    return c == '\r' || c == '\n' ? 1 : 0;
  }

  private static int hex(String text, int at, int digits) {
    if (digits == 0 || at + digits > text.length()) return -1;
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) >= 0x80) return -1;
      value = value * 16 + digit;
    }
    return value;
  }
}

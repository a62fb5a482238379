package dev.wrapup.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells what a spreadsheet program made of a text from what somebody typed, as far as that can be:
/// such programs read `007` as a number and `1-2` as a date, and write what they read.
final class Rewritten {
  /// As Excel shortens and writes months in seven languages.
  private static final String MONTH =
      "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mär|mrz|mai|okt|dez|janv|févr?|mars"
          + "|avr|juin|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|mrt|mei|fev|out"
          + "|january|february|march|april|august|september|october|november|december"
          + "|januar|februar|märz|juni|juli|oktober|dezember)\\.?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?iu)(?:(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2}))"
              + "(?:[ T]+\\d{1,2}:\\d{2}.{0,12})?"
              + "|\\d{1,2}[-. /]{1,2}"
              + MONTH
              + "(?:[-. /]{1,2}\\d{2,4})?|"
              + MONTH
              + "[-. /]{1,2}\\d{2,4}|\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[ap]m)?)");

  private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d(?:[.,]\\d+)?E[+-]\\d{2,3}");

  private static final Pattern TRUTH = Pattern.compile("TRUE|FALSE|WAHR|FALSCH|VRAI|FAUX");

  private static final Pattern ERROR =
      Pattern.compile("#(?:\\p{Lu}[\\p{Lu}\\d/]*[!?]|N/A|NV|#{2,})");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d*)?(?:[eE][+-]?\\d{1,4})?");

  /// In UTF-16 units.
  private static final int LONGEST = 400;

  /// So many digits of a number are kept; further ones become zeros.
  private static final int DIGITS = 15;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Rewritten() {}

  /// Why a cell can't be what somebody typed, as the end of a sentence; empty if it can.
  ///
  /// @param before what the files have there, or might mean; none of them equal to the cell
  static Optional<String> why(String cell, Collection<String> before) {
    if (DATE.matcher(cell).matches()) return made(cell, "a date or a time");
    if (SCIENTIFIC.matcher(cell).matches()) return made(cell, "a long number");
    if (TRUTH.matcher(cell).matches()) return made(cell, "a word for true or false");
    if (ERROR.matcher(cell).matches()) return made(cell, "what it can't reckon");
    return before.stream()
        .filter(text -> isSameNumber(cell, text) || isWithLostLetters(cell, text))
        .findFirst()
        .flatMap(text -> made(cell, "'" + text + "'"));
  }

  private static Optional<String> made(String cell, String text) {
    return Optional.of("'%s' is what a spreadsheet program makes of %s".formatted(cell, text));
  }

  private static boolean isSameNumber(String cell, String text) {
    Optional<BigDecimal> now = number(cell);
    Optional<BigDecimal> before = now.isEmpty() ? now : number(text);
    return before.isPresent()
        && (isSame(now.get(), before.get(), RoundingMode.DOWN)
            || isSame(now.get(), before.get(), RoundingMode.HALF_UP));
  }

  private static boolean isSame(BigDecimal now, BigDecimal before, RoundingMode mode) {
    return now.compareTo(before.round(new MathContext(DIGITS, mode))) == 0;
  }

  private static Optional<BigDecimal> number(String text) {
    String number = text.strip();
    boolean isNumber =
        number.length() <= LONGEST
            && number.chars().anyMatch(c -> c >= '0' && c <= '9')
            && NUMBER.matcher(number).matches();
    if (!isNumber) return Optional.empty();
    try {
      return Optional.of(new BigDecimal(number.replace(",", "")));
    } catch (NumberFormatException e) {
      return Optional.empty(); // such as a bare exponent
    }
  }

  /// Whether letters that Windows-1252 has not became question marks: one for a sign, or two for
  /// one of two UTF-16 units.
  private static boolean isWithLostLetters(String cell, String text) {
    if (cell.indexOf('?') < 0) return false;
    String known = new String(text.getBytes(WINDOWS), WINDOWS);
    if (known.equals(text)) return false;
    StringBuilder units = new StringBuilder();
    text.chars()
        .forEach(c -> units.append(new String(Character.toString(c).getBytes(WINDOWS), WINDOWS)));
    return cell.equals(known) || cell.contentEquals(units);
  }
}

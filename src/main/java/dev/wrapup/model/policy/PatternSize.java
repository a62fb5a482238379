package dev.wrapup.model.policy;

import java.util.Optional;

/// How large a regular expression becomes when RE2 writes its repetitions out, found out without
/// doing that: re2j 1.8 has no limit of its own, and takes gigabytes for `((a{1000}){1000}){1000}`.
/// Counts at least what re2j makes of it.
final class PatternSize {
  /// In UTF-16 units; as much as the longest description of a code.
  private static final int LONGEST = 4_096;

  /// re2j descends by recursion.
  private static final int DEEPEST = 50;

  /// Room for one repetition of a class as far as re2j takes it, `.{1,1000}`, beside what people
  /// write. At worst a code of 20 letters takes a millisecond then (re2j 1.8, measured 2026-11-28);
  /// from 8,000 steps on matching may overflow the stack.
  private static final int MOST_STEPS = 2_500;

  /// More than re2j takes.
  private static final int MOST_TIMES = 10_000;

  private final String regex;
  private int at;
  private boolean isTooDeep;

  private PatternSize(String regex) {
    this.regex = regex;
  }

  /// Why a regular expression is too large to be used; empty if it is not.
  static Optional<String> obstacle(String regex) {
    if (regex.length() > LONGEST) {
      return Optional.of(
          "the pattern has %,d characters, the limit is %,d".formatted(regex.length(), LONGEST));
    }
    PatternSize size = new PatternSize(regex);
    long steps = 0;
    while (size.at < regex.length() && steps <= MOST_STEPS && !size.isTooDeep) {
      steps += 1 + size.alternatives(0);
      size.at++; // a bracket that nothing opened: re2j refuses it
    }
    if (size.isTooDeep) {
      return Optional.of("the pattern's groups are nested deeper than %d".formatted(DEEPEST));
    }
    return steps > MOST_STEPS
        ? Optional.of(
            "with its repetitions written out the pattern has more than %,d steps"
                .formatted(MOST_STEPS))
        : Optional.empty();
  }

  /// The steps up to the bracket that ends the group, or to where they are too many.
  private long alternatives(int depth) {
    long steps = 0;
    long last = 0;
    while (at < regex.length() && regex.charAt(at) != ')' && steps <= MOST_STEPS && !isTooDeep) {
      long more =
          switch (regex.charAt(at)) {
            case '*', '+', '?', '|' -> 1;
            case '{' -> repeated(last);
            default -> 0;
          };
      if (more > 0) {
        last = regex.charAt(at) == '|' ? 0 : last + more;
        steps += more;
        at = regex.charAt(at) == '{' ? regex.indexOf('}', at) + 1 : at + 1;
      } else {
        last = atom(depth);
        steps += last;
      }
    }
    return steps;
  }

  private long atom(int depth) {
    return switch (regex.charAt(at)) {
      case '\\' -> escape();
      case '[' -> {
        at = behindClass(at + 1);
        yield 1;
      }
      case '(' -> {
        isTooDeep = depth == DEEPEST;
        at++;
        long inside = isTooDeep ? 0 : alternatives(depth + 1);
        at++;
        yield 2 + inside;
      }
      default -> {
        at++;
        yield 1;
      }
    };
  }

  /// How many steps more a repetition makes of what stands before it; 0 if it is none, but text.
  private long repeated(long steps) {
    int end = regex.indexOf('}', at);
    if (end < 0) return 0;
    String[] bounds = regex.substring(at + 1, end).split(",", -1);
    if (bounds.length > 2 || !isNumber(bounds[0])) return 0;
    String most = bounds[bounds.length - 1];
    if (!most.isEmpty() && !isNumber(most)) return 0;
    long least = number(bounds[0]);
    if (bounds.length == 1) return least * steps;
    return Math.max(least + 1, most.isEmpty() ? 0 : number(most)) * (steps + 1);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String digits) {
    return digits.length() > 4 ? MOST_TIMES : Long.parseLong(digits);
  }

  private long escape() {
    if (regex.startsWith("\\Q", at)) {
      int end = regex.indexOf("\\E", at + 2);
      int length = (end < 0 ? regex.length() : end) - at - 2;
      at = end < 0 ? regex.length() : end + 2;
      return Math.max(1, length);
    }
    boolean isNamed = at + 2 < regex.length() && regex.charAt(at + 2) == '{';
    boolean takesName = at + 1 < regex.length() && "pPx".indexOf(regex.charAt(at + 1)) >= 0;
    int end = isNamed && takesName ? regex.indexOf('}', at) : -1;
    at = Math.min(regex.length(), end < 0 ? at + 2 : end + 1);
    return 1;
  }

  private int behindClass(int from) {
    int place = regex.startsWith("^", from) ? from + 1 : from;
    if (regex.startsWith("]", place)) place++;
    while (place < regex.length() && regex.charAt(place) != ']') {
      int named = regex.startsWith("[:", place) ? regex.indexOf(":]", place + 2) : -1;
      if (named >= 0) place = named + 2;
      else place += regex.charAt(place) == '\\' ? 2 : 1;
    }
    return Math.min(regex.length(), place + 1);
  }
}

package dev.wrapup.report.doc;

/// A number at the head of a page, with what was counted.
///
/// @param tone a class of the style sheet; a count of nothing is always `none`
public record Tally(String number, String noun, String tone) {
  public static Tally of(long number, String noun, Tone tone) {
    return new Tally("%,d".formatted(number), noun, number == 0 ? "none" : tone.css());
  }
}

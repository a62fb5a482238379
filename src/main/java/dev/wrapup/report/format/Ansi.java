package dev.wrapup.report.format;

import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;

/// Colors that read on light and dark screens alike; each only repeats what a sign says. What may
/// go wrong is bold, what comes and goes is not, and what stays as it is, or only tells the place,
/// is faint.
public record Ansi(boolean on) {
  public String bold(String text) {
    return paint("1", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  public String in(Tone tone, String text) {
    return switch (tone) {
      case PLAIN -> text;
      case GOOD -> come(text);
      case NEW -> paint("36", text);
      case WARN -> paint("1;35", text);
      case BAD -> paint("1;31", text);
    };
  }

  public String come(String text) {
    return paint("32", text);
  }

  public String gone(String text) {
    return paint("31", text);
  }

  /// A phrase of which what comes, goes or may go wrong stands out.
  String phrase(Phrase phrase, OutputStyle look) {
    if (!on) return phrase.plain(look);
    String whole = phrase.raw();
    StringBuilder painted = new StringBuilder();
    int start = 0;
    for (Phrase.Part part : phrase.parts()) {
      int end = start + part.text().length();
      // a part is harmless only beside the others
      String visible = Visible.part(whole, start, end, look);
      painted.append(part.tone() == Tone.BAD ? gone(visible) : in(part.tone(), visible));
      start = end;
    }
    return painted.toString();
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

package dev.wrapup.report.format;

import dev.wrapup.report.doc.Tone;

/// Colors that read on light and dark screens alike; each only repeats what a sign says.
public record Ansi(boolean on) {
  public String bold(String text) {
    return paint("1", text);
  }

  public String in(Tone tone, String text) {
    return switch (tone) {
      case PLAIN -> text;
      case GOOD -> paint("32", text);
      case NEW -> paint("36", text);
      case WARN -> paint("35", text);
      case BAD -> paint("31", text);
    };
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

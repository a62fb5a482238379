package dev.wrapup.report;

/// Colors that read on light and dark screens alike; each only repeats what a sign says.
record Paint(boolean on) {
  String bold(String text) {
    return paint("1", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("31", text);
  }

  String mark(String text) {
    return paint("36", text);
  }

  String warn(String text) {
    return paint("35", text);
  }

  String in(Tone tone, String text) {
    return switch (tone) {
      case PLAIN -> text;
      case GOOD -> good(text);
      case NEW -> mark(text);
      case WARN -> warn(text);
      case BAD -> bad(text);
    };
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

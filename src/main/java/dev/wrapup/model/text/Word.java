package dev.wrapup.model.text;

import java.util.Locale;

/// A choice, as files and documents write it: `delete-referenced`.
public interface Word {
  String name();

  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

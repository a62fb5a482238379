package dev.wrapup.report.format;

import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import java.util.ArrayList;
import java.util.List;

/// A line of a file that is shown in parts, with two spaces for a tab.
///
/// @param starts where each code point of the line begins in the text, and where the text ends
record Excerpt(String text, List<Integer> starts, OutputStyle look) {
  Excerpt {
    starts = List.copyOf(starts);
  }

  static Excerpt of(String line, OutputStyle look) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      starts.add(text.length());
      if (c == '\t') text.append("  ");
      else text.appendCodePoint(c);
      i += Character.charCount(c);
    }
    starts.add(text.length());
    return new Excerpt(text.toString(), starts, look);
  }

  /// In code points.
  int length() {
    return starts.size() - 1;
  }

  /// The part between two code points; nothing if they are in the wrong order.
  String visible(int from, int to) {
    return Visible.part(text, starts.get(from), starts.get(Math.max(from, to)), look);
  }
}

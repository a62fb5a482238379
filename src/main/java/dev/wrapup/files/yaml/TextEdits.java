package dev.wrapup.files.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replacements of parts of a text; all else stays as it is.
public final class TextEdits {
  private record Part(int from, int to, String with) {}

  private static final Comparator<Part> ORDER =
      Comparator.comparingInt(Part::from).thenComparingInt(Part::to);

  private final List<Part> parts = new ArrayList<>();

  public void replace(int from, int to, String with) {
    parts.add(new Part(from, to, with));
  }

  public void insert(int at, String text) {
    replace(at, at, text);
  }

  public void delete(int from, int to) {
    replace(from, to, "");
  }

  /// The text with all replacements. What is inserted into a part that goes stays.
  ///
  /// @throws IllegalStateException if something else wants the place of a part that goes
  public String apply(String text) {
    StringBuilder out = new StringBuilder(text.length() + 256);
    int at = 0;
    for (Part part : parts.stream().sorted(ORDER).toList()) {
      boolean isOneSided = part.from() == part.to() || part.with().isEmpty();
      if (part.from() < at && !isOneSided)
        throw new IllegalStateException("two edits of one place");
      if (part.from() > at) out.append(text, at, part.from());
      out.append(part.with());
      at = Math.max(at, part.to());
    }
    return out.append(text, at, text.length()).toString();
  }
}

package dev.wrapup.files;

import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Lines;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/// Looks for the dialect before anything else is read: `api` may stand at the end of a file, or in
/// another one than the codes.
final class DialectDetector {
  private static final String KEY = "api";

  private DialectDetector() {}

  /// What the files are written in; the default where they don't say it, or not in a way that can
  /// be read. That, the reading proper reports.
  static Dialect dialect(List<SourceFile> files) {
    return files.stream()
        .flatMap(file -> find(file).stream())
        .findFirst()
        .flatMap(Dialect::of)
        .orElse(Dialect.ALL.getFirst());
  }

  /// What one of several files is written in that need not belong together: what it says, else what
  /// another says.
  static Dialect dialect(SourceFile file, List<SourceFile> all) {
    List<SourceFile> order = new ArrayList<>(all);
    order.addFirst(file);
    return dialect(order);
  }

  private static Optional<String> find(SourceFile file) {
    try {
      String text = SourceText.of(file);
      if (!mayHaveKey(text)) return Optional.empty();
      return find(new ExpandedEvents(file, text));
    } catch (BrokenFileException broken) {
      return Optional.empty();
    }
  }

  /// What holds for no file without the key, but for a rare text that is looked at for nothing.
  /// Looks for the word itself first, since that is much faster than a pattern.
  private static boolean mayHaveKey(String text) {
    for (int at = text.indexOf(KEY); at >= 0; at = text.indexOf(KEY, at + 1)) {
      boolean isWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      int next = at + KEY.length();
      if (next < text.length() && "\"'".indexOf(text.charAt(next)) >= 0) next++;
      while (next < text.length() && Lines.isSpace(text.charAt(next))) next++;
      if (isWord && next < text.length() && text.charAt(next) == ':') return true;
    }
    return false;
  }

  private static Optional<String> find(ExpandedEvents events) {
    while (!(events.peek() instanceof MappingStartEvent)) {
      boolean isOther =
          events.peek() instanceof DocumentEndEvent || events.peek() instanceof StreamEndEvent;
      if (isOther) return Optional.empty();
      events.next();
    }
    events.next();
    while (!(events.peek() instanceof MappingEndEvent)) {
      boolean isKey = events.peek() instanceof ScalarEvent key && key.getValue().equals(KEY);
      events.skip();
      if (isKey && events.peek() instanceof ScalarEvent api) return Optional.of(api.getValue());
      events.skip();
    }
    return Optional.empty();
  }
}

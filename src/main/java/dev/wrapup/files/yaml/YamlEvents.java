package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SurrogateSafeReader;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The events that snakeyaml-engine reads off a text, as they are asked for.
final class YamlEvents {
  private static final int LEAST_BUFFER = 1024;

  /// The parser looks ahead to the end of a word, and copies what it has seen of it whenever its
  /// buffer has to grow: a word of megabytes costs its length squared divided by the buffer's
  /// length (snakeyaml-engine 3.0.1, StreamReader). So the buffer is a part of the text, and what
  /// is copied at most so many times the text.
  private static final int PARTS = 16;

  private YamlEvents() {}

  static Iterator<Event> of(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(Math.max(LEAST_BUFFER, text.length() / PARTS))
            .build();
    StreamReader reader = new StreamReader(settings, new SurrogateSafeReader(text));
    return new ParserImpl(settings, new Lookahead(new ScannerImpl(settings, reader)));
  }
}

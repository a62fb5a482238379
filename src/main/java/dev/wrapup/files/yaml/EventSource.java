package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.SurrogateSafeReader;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The events that snakeyaml-engine reads off a text, as they are asked for; what it can't read, in
/// a user's words.
final class EventSource {
  private static final int LEAST_BUFFER = 1024;

  /// The parser looks ahead to the end of a word, and copies what it has seen of it whenever its
  /// buffer has to grow: a word of megabytes costs its length squared divided by the buffer's
  /// length (snakeyaml-engine 3.0.1, StreamReader). So the buffer is a part of the text, and what
  /// is copied at most so many times the text.
  private static final int PARTS = 16;

  private final SourceFile file;
  private final String text;
  private final StreamReader reader;
  private final Iterator<Event> parser;

  /// Whether code points, which the parser counts, and chars differ.
  private final boolean hasPairs;

  /// A place as the parser counts it, and as Java does.
  private int index;

  private int offset;
  private long count;
  private @Nullable Event next;
  private Optional<Mark> seen = Optional.empty();

  EventSource(SourceFile file, String text) {
    this.file = file;
    this.text = text;
    this.hasPairs = text.codePointCount(0, text.length()) < text.length();
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(Math.max(LEAST_BUFFER, text.length() / PARTS))
            .build();
    this.reader = new StreamReader(settings, new SurrogateSafeReader(text));
    this.parser = new ParserImpl(settings, new Lookahead(new ScannerImpl(settings, reader)));
  }

  Event peek() {
    if (next == null) next = parse();
    return next;
  }

  Event next() {
    Event event = peek();
    next = null;
    return event;
  }

  /// How many there were so far.
  long count() {
    return count;
  }

  /// Where an event begins.
  SourcePosition at(Event event) {
    return position(event.getStartMark());
  }

  /// A place in the text.
  int offset(Optional<Mark> mark) {
    int to = mark.orElseThrow().getIndex();
    offset = hasPairs ? text.offsetByCodePoints(offset, to - index) : to;
    index = to;
    return offset;
  }

  private SourcePosition position(Optional<Mark> mark) {
    // for each key and text: what a lambda takes along would be made each time
    if (mark.isEmpty()) return SourcePosition.whole(file);
    return new SourcePosition(file, mark.get().getLine() + 1, mark.get().getColumn() + 1);
  }

  private Event parse() {
    try {
      count++;
      Event event = parser.next();
      seen = event.getEndMark();
      return event;
    } catch (ReaderException e) {
      SourceText.refuseControls(text, file);
      throw new IllegalStateException("the parser refuses what YAML allows", e);
    } catch (MarkedYamlEngineException e) {
      SourceText.refuseConflict(text, file);
      throw SyntaxErrors.broken(e, file, text);
    } catch (NumberFormatException e) {
      // an escape that no int holds, as snakeyaml-engine 3.0.1 doesn't expect it
      throw new BrokenFileException(
          "syntax",
          "not YAML: an escape stands for no character",
          position(reader.getMark()),
          "put the text in single quotes, or double the backslash");
    } catch (YamlEngineException e) {
      throw new BrokenFileException(
          "syntax",
          String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"),
          position(seen),
          "mend the YAML");
    }
  }
}

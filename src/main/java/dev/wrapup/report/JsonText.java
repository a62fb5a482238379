package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.Glyph;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// One JSON document as text: indented, ended by a line feed, and the same bytes for the same
/// facts. What a terminal would obey, what nobody could see and what UTF-8 can't write stands there
/// as an escape, so that it is read as it was and does nothing on its way.
final class JsonText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonText() {}

  static String of(Look look, Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try {
      write(look, text, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Writes a document that may be too long to be kept.
  static void write(Look look, Writer out, Consumer<JsonGenerator> writer) throws IOException {
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator json = factory.createGenerator(context(look), new Seen(out))) {
      json.writeStartObject();
      writer.accept(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /// Makes text seen line by line: a text of the document has no line end in it, and no sign needs
  /// one beside it to be seen.
  private static final class Seen extends Writer {
    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    Seen(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      int start = from;
      for (int i = from; i < from + length; i++) {
        if (text[i] != '\n') continue;
        line.append(text, start, i + 1 - start);
        out.write(seen(line.toString()));
        line.setLength(0);
        start = i + 1;
      }
      line.append(text, start, from + length - start);
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
      out.write(seen(line.toString()));
      line.setLength(0);
    }
  }

  /// Such characters stand in strings alone, since the document itself is of ASCII.
  private static String seen(String document) {
    if (document.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'))) return document;
    StringBuilder seen = new StringBuilder(document.length());
    for (int i = 0; i < document.length(); ) {
      int c = document.codePointAt(i);
      int end = i + Character.charCount(c);
      if (c == '\n' || Glyph.isSeen(document, i)) {
        seen.appendCodePoint(c);
      } else {
        for (; i < end; i++) seen.append("\\u%04X".formatted((int) document.charAt(i)));
      }
      i = end;
    }
    return seen.toString();
  }

  private static ObjectWriteContext context(Look look) {
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }

      @Override
      public @Nullable CharacterEscapes getCharacterEscapes() {
        return look.githubActions() ? new NoCommands() : null;
      }
    };
  }

  /// Keeps `::` and `##[` out of the text, which a CI runner would take for commands.
  private static final class NoCommands extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes[':'] = ESCAPE_STANDARD;
      escapes['#'] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return null;
    }
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  static void optional(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) json.writeStringProperty(name, text.get());
    else json.writeNullProperty(name);
  }

  static void value(JsonGenerator json, String name, Optional<Value> value) {
    json.writeName(name);
    if (value.isEmpty()) json.writeNull();
    else value(json, value.get());
  }

  private static void value(JsonGenerator json, Value value) {
    switch (value) {
      case Value.Text text -> json.writeString(text.text());
      case Value.Outcomes outcomes -> {
        json.writeStartArray();
        for (Value.Outcome outcome : outcomes.outcomes()) {
          json.writeStartObject();
          json.writeStringProperty("id", outcome.id());
          json.writeStringProperty("name", outcome.name());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }

  static void source(JsonGenerator json, Optional<SourcePosition> at) {
    if (at.isEmpty()) {
      json.writeNullProperty("source");
      return;
    }
    json.writeObjectPropertyStart("source");
    json.writeStringProperty("file", at.get().file().path());
    if (at.get().isWholeFile()) {
      json.writeNullProperty("line");
      json.writeNullProperty("column");
    } else {
      json.writeNumberProperty("line", at.get().line());
      json.writeNumberProperty("column", at.get().column());
    }
    json.writeEndObject();
  }

  static void findings(JsonGenerator json, List<Finding> findings) {
    json.writeArrayPropertyStart("findings");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringProperty(
          "severity", finding.severity() == Finding.Severity.ERROR ? "error" : "warning");
      json.writeStringProperty("code", finding.code());
      json.writeStringProperty("message", finding.message());
      source(json, finding.at());
      optional(json, "hint", finding.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

package dev.wrapup.report.json;

import dev.wrapup.model.text.VisibleChars;
import dev.wrapup.report.doc.OutputStyle;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;

/// One JSON document as text: indented, ended by a line feed, and the same bytes for the same
/// facts. What a terminal would obey, what nobody could see and what UTF-8 can't write stands there
/// as an escape, so that it is read as it was and does nothing on its way.
public final class JsonText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonText() {}

  /// @param format its name, such as `wrapup.plan/1`
  public static String of(OutputStyle look, String format, Consumer<Json> properties) {
    StringWriter text = new StringWriter();
    try {
      write(look, text, format, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Writes a document that may be too long to be kept.
  public static void write(OutputStyle look, Writer out, String format, Consumer<Json> properties)
      throws IOException {
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator json = factory.createGenerator(context(look), new Seen(out))) {
      json.writeStartObject();
      properties.accept(new Json(json).text("format", format));
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /// A tree as text, by the generator alone: databind's writers ask for classes of java.xml, which
  /// an image lacks.
  public static String of(JsonNode tree) {
    StringWriter text = new StringWriter();
    JsonParser nodes = tree.traverse(ObjectReadContext.empty());
    try (JsonGenerator json =
        new JsonFactory().createGenerator(context(new OutputStyle(false, 0, false)), text)) {
      nodes.nextToken();
      json.copyCurrentStructure(nodes);
    }
    return text + "\n";
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
      if (c == '\n' || VisibleChars.isSeen(document, i)) {
        seen.appendCodePoint(c);
      } else {
        for (; i < end; i++) seen.append("\\u%04X".formatted((int) document.charAt(i)));
      }
      i = end;
    }
    return seen.toString();
  }

  private static ObjectWriteContext context(OutputStyle look) {
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

  public static String time(Instant time) {
    return TIME.format(time);
  }
}

package dev.wrapup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The formatting gate. `-Dformat.update=true` rewrites the sources instead of complaining.
class FormatTest {
  @Test
  void every_source_is_as_google_java_format_writes_it() throws IOException, FormatterException {
    var unformatted = new ArrayList<Path>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      String formatted = format(text);
      if (formatted.equals(text)) continue;
      if (Boolean.getBoolean("format.update")) Files.writeString(source, formatted);
      else unformatted.add(source);
    }

    assertThat(unformatted)
        .as("rewrite them with: mvn -q test -Dtest=FormatTest -Dformat.update=true")
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("src", "examples", "release")) {
      try (var paths = Files.walk(Path.of(folder))) {
        paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  private static String format(String text) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}

package dev.wrapup.report.format;

import dev.wrapup.model.source.Sha256;
import dev.wrapup.report.doc.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// What every HTML page has: a name, a foot, one style sheet and one script, both inside the page.
///
/// @param kind what sort of page it is, such as `wrapup plan`
/// @param subject what it is about
/// @param tool the program's version
/// @param at when it was made
record Page(String kind, String subject, String tool, Instant at) {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  String title() {
    return kind + ": " + subject;
  }

  String made() {
    return Time.minute(at);
  }

  String style() {
    return STYLE;
  }

  String script() {
    return SCRIPT;
  }

  /// Lets the page use these two and nothing else, from nowhere.
  String policy() {
    return "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
        .formatted(source(STYLE), source(SCRIPT));
  }

  private static String source(String inline) {
    byte[] hash = Sha256.of(inline.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private static String resource(String name) {
    try (InputStream resource = Page.class.getResourceAsStream(name)) {
      if (resource == null) throw new IllegalStateException("not in the program: " + name);
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

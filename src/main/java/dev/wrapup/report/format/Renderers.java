package dev.wrapup.report.format;

import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import java.util.List;

/// Draws a document in the format that is asked for.
public final class Renderers {
  /// The formats of every document, in the order in which help lists them. Beside them stand JSON,
  /// which is written of the same values, and annotations.
  public static final List<String> FORMATS = List.of("text", "html", "markdown");

  private Renderers() {}

  /// As one of the formats, Markdown within what a comment may hold.
  public static String render(Doc doc, String format, OutputStyle look) {
    return switch (format) {
      case "text" -> TextRenderer.render(doc, look);
      case "html" -> HtmlRenderer.render(doc, look);
      case "markdown" -> markdown(doc, look, SizeLimit.COMMENT);
      default -> throw new IllegalArgumentException(format);
    };
  }

  /// As GitHub-flavored Markdown within a limit: rows that don't fit are left out whole, and it is
  /// said how many are shown.
  public static String markdown(Doc doc, OutputStyle look, SizeLimit limit) {
    return MarkdownRenderer.render(doc, look, limit);
  }

  /// What of a document is worth a word beside a line of a file.
  public static List<Annotation> annotations(Doc doc) {
    return AnnotationRenderer.of(doc);
  }
}

package dev.wrapup.report.json;

import dev.wrapup.model.source.Finding;
import dev.wrapup.report.doc.OutputStyle;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Why there is no result, as `wrapup.error/1`.
public final class ErrorJson {
  private ErrorJson() {}

  /// Writes the document, however many findings there are.
  ///
  /// @param exit the process's exit code
  /// @param next what to do about it
  public static void write(
      int exit,
      String code,
      String message,
      String next,
      List<Finding> findings,
      OutputStyle look,
      Writer out)
      throws IOException {
    JsonText.write(
        look,
        out,
        "wrapup.error/1",
        json ->
            json.number("exit", exit)
                .object(
                    "error",
                    error -> {
                      error.text("code", code).text("message", message).text("next", next);
                      if (!findings.isEmpty()) error.findings(findings);
                    }));
  }
}

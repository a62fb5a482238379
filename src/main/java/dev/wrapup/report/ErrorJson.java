package dev.wrapup.report;

import dev.wrapup.model.Finding;
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
      Look look,
      Writer out)
      throws IOException {
    JsonText.write(
        look,
        out,
        json -> {
          json.writeStringProperty("format", "wrapup.error/1");
          json.writeNumberProperty("exit", exit);
          json.writeObjectPropertyStart("error");
          json.writeStringProperty("code", code);
          json.writeStringProperty("message", message);
          json.writeStringProperty("next", next);
          if (!findings.isEmpty()) JsonText.findings(json, findings);
          json.writeEndObject();
        });
  }
}

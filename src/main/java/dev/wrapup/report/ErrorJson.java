package dev.wrapup.report;

import dev.wrapup.model.Finding;
import java.util.List;

/// Why there is no result, as `wrapup.error/1`.
public final class ErrorJson {
  private ErrorJson() {}

  /// @param exit the process's exit code
  /// @param next what to do about it
  public static String render(
      int exit, String code, String message, String next, List<Finding> findings, Look look) {
    return JsonText.of(
        look,
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

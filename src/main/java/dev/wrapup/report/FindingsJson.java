package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What a check of valid files has to say, as `wrapup.findings/1`.
public final class FindingsJson {
  private FindingsJson() {}

  /// Writes the document, however many findings there are.
  ///
  /// @param codes how many codes the files declare
  public static void write(
      List<SourceFile> files, int codes, List<Finding> warnings, Look look, Writer out)
      throws IOException {
    JsonText.write(
        look,
        out,
        json -> {
          json.writeStringProperty("format", "wrapup.findings/1");
          files(json, files);
          json.writeNumberProperty("codes", codes);
          JsonText.findings(json, warnings);
        });
  }

  static void files(JsonGenerator json, List<SourceFile> files) {
    json.writeArrayPropertyStart("files");
    for (SourceFile file : files) {
      json.writeStartObject();
      json.writeStringProperty("path", file.path());
      json.writeStringProperty("sha256", file.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

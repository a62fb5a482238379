package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

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
        "wrapup.findings/1",
        json -> json.files(files).number("codes", codes).findings(warnings));
  }
}

package dev.wrapup.desired;

import dev.wrapup.model.Edit;
import java.util.Collection;
import java.util.List;

/// Writes edits into the text of one file and leaves alone whatever they don't touch.
final class FileEditor {
  private FileEditor() {}

  /// The new text, which is of no use if there is a problem.
  ///
  /// @param edits rewrites and removals of entries of this file
  /// @param additions new entries for it
  static String edit(
      String text, List<Edit> edits, List<Declaration> additions, Problems problems) {
    String now = text;
    while (true) {
      Document document = TreeReader.read(now);
      EditPass pass = new EditPass(document);
      pass.write(edits, additions);
      if (pass.aliases().isEmpty()) {
        pass.shared().forEach(shared -> report(shared, problems));
        return pass.splice().apply(now);
      }
      now = expand(document, pass.aliases());
    }
  }

  /// Writes out what an alias stands for where something inside it is to change, so that the change
  /// stays at this place.
  private static String expand(Document document, Collection<Node.Alias> aliases) {
    Splice splice = new Splice();
    for (Node.Alias alias : aliases) {
      String value = new InlineWriter(Anchors.NONE).of(alias, FileSpec.Text.ANY, true);
      splice.replace(alias.start(), alias.end(), value);
    }
    return splice.apply(document.text());
  }

  private static void report(EditPass.Shared shared, Problems problems) {
    problems.error(
        "shared-value",
        "'%s' can't change alone: an alias (*%s) repeats it"
            .formatted(shared.entry().key(), shared.anchor()),
        shared.entry().code(),
        "write the value out where the alias stands, then try again");
  }
}

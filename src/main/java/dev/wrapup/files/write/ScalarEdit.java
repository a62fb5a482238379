package dev.wrapup.files.write;

import dev.wrapup.files.yaml.BlockScalar;
import dev.wrapup.files.yaml.Lines;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.files.yaml.TextEdits;
import java.util.List;

/// Replaces a text in a file, in the way in which it is written there if that can hold the new one.
final class ScalarEdit {
  private static final int LARGEST_STEP = 9;

  private final String text;
  private final TextEdits changes;

  ScalarEdit(String text, TextEdits changes) {
    this.text = text;
    this.changes = changes;
  }

  void key(Node node, String wanted, boolean inFlow) {
    if (node instanceof Node.Scalar scalar && scalar.isBlock()) inLine(scalar, wanted);
    else value(node, wanted, inFlow);
  }

  void value(Node node, String wanted, boolean inFlow) {
    switch (node) {
      case Node.Scalar scalar when scalar.isBlock() -> block(scalar, wanted);
      case Node.Scalar scalar -> {
        String written = written(scalar, wanted, inFlow);
        if (scalar.content() < scalar.end()) {
          changes.replace(scalar.content(), scalar.end(), written);
        } else {
          changes.insert(scalar.end(), " " + written);
        }
      }
      case Node.Alias alias ->
          changes.replace(alias.start(), alias.end(), Scalars.of(wanted, inFlow));
      case Node.Collection c -> throw new IllegalStateException("no text at " + c.start());
    }
  }

  private static String written(Node.Scalar scalar, String wanted, boolean inFlow) {
    return switch (scalar.style()) {
      case SINGLE_QUOTED ->
          Scalars.inSingleQuotes(wanted).orElseGet(() -> Scalars.inDoubleQuotes(wanted));
      case DOUBLE_QUOTED -> Scalars.inDoubleQuotes(wanted);
      default -> Scalars.of(wanted, inFlow);
    };
  }

  private void block(Node.Scalar scalar, String wanted) {
    BlockScalar before = BlockScalar.of(text, scalar);
    int step = before.indent() - scalar.parent();
    if (!BlockScalar.canHold(wanted) || before.lines().isEmpty() || step > LARGEST_STEP) {
      inLine(scalar, wanted);
      return;
    }
    BlockScalar after = before.with(wanted);
    changes.replace(
        before.header(), before.headerEnd(), after.header(wanted, step, before.isExplicit()));
    String ending = Lines.ending(text, before.header());
    List<String> lines =
        after.lines().stream()
            .map(line -> line.isEmpty() ? "" : " ".repeat(before.indent()) + line)
            .toList();
    boolean needsEnd = before.bodyEnd() == text.length() && wanted.endsWith("\n");
    changes.replace(
        before.bodyStart(),
        before.bodyEnd(),
        String.join(ending, lines) + (needsEnd ? ending : ""));
  }

  /// In quotes instead of lines; what is remarked beside the key stays.
  private void inLine(Node.Scalar scalar, String wanted) {
    BlockScalar before = BlockScalar.of(text, scalar);
    changes.replace(before.header(), before.headerEnd(), Scalars.quoted(wanted));
    if (before.bodyEnd() > before.bodyStart()) {
      changes.delete(before.bodyStart(), Lines.next(text, before.bodyEnd()));
    }
  }
}

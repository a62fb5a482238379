package dev.wrapup.files.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// A value in the text of a file: what it says, how it is written and where. Compared by identity,
/// since two that say the same stand at two places.
public sealed interface Node {
  /// Where it begins, with its anchor and tag.
  int start();

  /// Behind its last character; of a scalar in a block, behind the blank lines that follow.
  int end();

  /// The name by which aliases repeat it.
  Optional<String> anchor();

  /// What an alias stands for; any other node itself.
  default Node resolved() {
    return this;
  }

  /// @param parent the column of the map or list that it stands in
  /// @param content where it begins without its anchor and tag
  record Scalar(
      String value,
      ScalarStyle style,
      int parent,
      Optional<String> anchor,
      int start,
      int content,
      int end)
      implements Node {
    public boolean isBlock() {
      return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    }
  }

  /// `*name`.
  record Alias(String name, Node target, int start, int end) implements Node {
    @Override
    public Optional<String> anchor() {
      return Optional.empty();
    }

    @Override
    public Node resolved() {
      return target;
    }
  }

  /// A map or a list.
  ///
  /// @param isFlow whether it stands in brackets
  /// @param foot comments behind its last entry
  /// @param column of its entries, when they stand in lines of their own
  /// @param properties behind its anchor and tag; its start if it has none
  /// @param content where it begins without them
  record Collection(
      boolean isMap,
      boolean isFlow,
      List<Entry> entries,
      Comments foot,
      int column,
      Optional<String> anchor,
      int start,
      int properties,
      int content,
      int end)
      implements Node {
    /// The entry of a map that has this key.
    public Optional<Entry> entry(String key) {
      for (Entry entry : entries) {
        if (entry.name().equals(key)) return Optional.of(entry);
      }
      return Optional.empty();
    }
  }
}

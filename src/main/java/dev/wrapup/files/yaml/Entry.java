package dev.wrapup.files.yaml;

import java.util.Optional;

/// One key and value of a map, or one item of a list, with the comments that belong to it.
///
/// @param start of its first character: the dash, the question mark or the key
/// @param key empty for an item
/// @param colon behind the colon; -1 for an item
/// @param comma the comma that follows it in brackets, or -1
/// @param before comments in the lines above
/// @param beside comments between its key and its value
/// @param after comments behind its value, in the same line
/// @param afterBlank whether the line above it is blank
public record Entry(
    int start,
    Optional<Node> key,
    int colon,
    Node value,
    int comma,
    Comments before,
    Comments beside,
    Comments after,
    boolean afterBlank) {
  /// What its key says; empty for an item.
  public String name() {
    return key.map(node -> node.resolved() instanceof Node.Scalar scalar ? scalar.value() : "")
        .orElse("");
  }

  /// What its value says, if it is a text.
  public Optional<String> text() {
    return value.resolved() instanceof Node.Scalar scalar
        ? Optional.of(scalar.value())
        : Optional.empty();
  }

  /// The same with more comments above it.
  public Entry below(Comments more) {
    return new Entry(start, key, colon, value, comma, more.plus(before), beside, after, afterBlank);
  }

  /// The same with none.
  public Entry bare() {
    return new Entry(start, key, colon, value, comma, Comments.NONE, beside, after, afterBlank);
  }
}

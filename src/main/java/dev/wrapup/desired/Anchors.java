package dev.wrapup.desired;

import java.util.HashMap;
import java.util.Map;

/// Which names stand for what at the place that a writer has come to. A node is written out, with
/// its anchor, where it comes first; anywhere else an alias will do. So an order other than the
/// file's never lets an alias stand before its anchor.
final class Anchors {
  /// For a part that shall stand on its own: no anchor is written, and every alias is written out.
  static final Anchors NONE = new Anchors(false);

  private final boolean areWritten;
  private final Map<String, Node> nodes = new HashMap<>();

  Anchors() {
    this(true);
  }

  private Anchors(boolean areWritten) {
    this.areWritten = areWritten;
  }

  Anchors copy() {
    Anchors copy = new Anchors();
    copy.nodes.putAll(nodes);
    return copy;
  }

  /// The name by which a node can be repeated, or nothing.
  static String name(Node node) {
    return node instanceof Node.Alias alias ? alias.name() : node.anchor().orElse("");
  }

  /// Whether an alias will do for a node here.
  @SuppressWarnings("ReferenceEquality") // two nodes that say the same are still two
  boolean isKnown(Node node) {
    return nodes.get(name(node)) == node.resolved();
  }

  /// The anchor to write before a node and a space, or nothing. From here on it is known.
  String declare(Node node) {
    String name = name(node);
    if (name.isEmpty() || !areWritten) return "";
    nodes.put(name, node.resolved());
    return "&" + name + " ";
  }
}

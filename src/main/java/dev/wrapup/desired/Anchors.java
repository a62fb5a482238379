package dev.wrapup.desired;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which names stand for what at the place that a writer has come to. A node is written out, with
/// its anchor, where it comes first; anywhere else an alias will do. So an order other than the
/// file's never lets an alias stand before its anchor.
final class Anchors {
  /// For a part that shall stand on its own: no anchor is written, and every alias is written out.
  static final Anchors NONE = new Anchors(false, null);

  private final boolean areWritten;
  private final @Nullable Anchors before;
  private final Map<String, Node> nodes = new HashMap<>();

  Anchors() {
    this(true, null);
  }

  private Anchors(boolean areWritten, @Nullable Anchors before) {
    this.areWritten = areWritten;
    this.before = before;
  }

  /// The same, to try out a part without leaving a trace here.
  Anchors trial() {
    return new Anchors(areWritten, this);
  }

  /// The name by which a node can be repeated, or nothing.
  static String name(Node node) {
    return node instanceof Node.Alias alias ? alias.name() : node.anchor().orElse("");
  }

  /// Whether an alias will do for a node here.
  @SuppressWarnings("ReferenceEquality") // two nodes that say the same are still two
  boolean isKnown(Node node) {
    return known(name(node)) == node.resolved();
  }

  private @Nullable Node known(String name) {
    Node here = nodes.get(name);
    return here != null || before == null ? here : before.known(name);
  }

  /// The anchor to write before a node and a space, or nothing. From here on it is known.
  String declare(Node node) {
    String name = name(node);
    if (name.isEmpty() || !areWritten) return "";
    nodes.put(name, node.resolved());
    return "&" + name + " ";
  }
}

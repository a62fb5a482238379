package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which names stand for what at the place that a writer has come to. A node is written out, with
/// its anchor, where it comes first; anywhere else an alias will do. So an order other than the
/// file's never lets an alias stand before its anchor.
public final class AnchorScope {
  /// For a part that shall stand on its own: no anchor is written, and every alias is written out.
  public static final AnchorScope NONE = new AnchorScope(false, null);

  private final boolean areWritten;
  private final @Nullable AnchorScope before;
  private final Map<String, Node> nodes = new HashMap<>();

  AnchorScope() {
    this(true, null);
  }

  private AnchorScope(boolean areWritten, @Nullable AnchorScope before) {
    this.areWritten = areWritten;
    this.before = before;
  }

  /// The same, to try out a part without leaving a trace here.
  AnchorScope trial() {
    return new AnchorScope(areWritten, this);
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

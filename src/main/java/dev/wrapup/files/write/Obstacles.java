package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Document;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.model.DesiredCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What stands in the way of edits: an alias on the path, and values that an alias elsewhere
/// repeats.
public final class Obstacles {
  private final Document document;
  private final Map<Integer, Node.Alias> aliases = new TreeMap<>();
  private final Set<Shared> shared = new LinkedHashSet<>();

  /// An entry that can't change without another one.
  ///
  /// @param anchor by whose name the other repeats it
  public record Shared(DesiredCode entry, String anchor) {}

  Obstacles(Document document) {
    this.document = document;
  }

  /// Aliases on the way to a change. While there is one, the changes are of no use.
  public Collection<Node.Alias> aliases() {
    return aliases.values();
  }

  public Set<Shared> shared() {
    return shared;
  }

  /// A node on the way; empty if there is an alias instead, which is noted.
  Optional<Node> reach(Node node) {
    if (node instanceof Node.Alias alias) {
      aliases.put(alias.start(), alias);
      return Optional.empty();
    }
    return Optional.of(node);
  }

  /// Notes if a node that changes is repeated somewhere.
  void share(DesiredCode code, Node node) {
    if (document.aliases(node).isEmpty()) return;
    shared.add(new Shared(code, node.anchor().orElseThrow()));
  }

  /// Notes if something in an entry that goes is repeated outside of it.
  void shareInside(DesiredCode code, Entry entry) {
    entry.key().ifPresent(key -> shareInside(code, entry, key));
    shareInside(code, entry, entry.value());
  }

  private void shareInside(DesiredCode code, Entry entry, Node node) {
    for (Node.Alias alias : document.aliases(node)) {
      boolean isInside = alias.start() >= entry.start() && alias.end() <= entry.value().end();
      if (!isInside) shared.add(new Shared(code, alias.name()));
    }
    if (!(node instanceof Node.Collection c)) return;
    for (Entry inner : c.entries()) {
      inner.key().ifPresent(key -> shareInside(code, entry, key));
      shareInside(code, entry, inner.value());
    }
  }
}

package dev.wrapup.files.yaml;

import java.util.IdentityHashMap;
import java.util.List;

/// A valid file as its text is laid out.
///
/// @param head comments before the first key
/// @param marker where a line of three dashes begins the document, or -1
/// @param foot comments behind the last value
/// @param aliases who repeats a node; by identity
public record Document(
    String text,
    Comments head,
    int marker,
    Node.Collection root,
    Comments foot,
    IdentityHashMap<Node, List<Node.Alias>> aliases) {
  public List<Node.Alias> aliases(Node node) {
    return aliases.getOrDefault(node, List.of());
  }
}

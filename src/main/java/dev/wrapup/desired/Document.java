package dev.wrapup.desired;

import java.util.List;
import java.util.Map;

/// A valid file as its text is laid out.
///
/// @param head comments before the first key
/// @param marker where a line of three dashes begins the document, or -1
/// @param foot comments behind the last value
/// @param aliases who repeats a node; by identity
record Document(
    String text,
    List<Comment> head,
    int marker,
    Node.Collection root,
    List<Comment> foot,
    Map<Node, List<Node.Alias>> aliases) {
  List<Node.Alias> aliases(Node node) {
    return aliases.getOrDefault(node, List.of());
  }
}

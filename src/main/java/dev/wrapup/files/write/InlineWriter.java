package dev.wrapup.files.write;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Shape;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.Scalars;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes nodes in one line, without their comments.
public final class InlineWriter {
  private static final Pattern BARE = Pattern.compile("[0-9]+%?|[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final AnchorScope anchors;

  public InlineWriter(AnchorScope anchors) {
    this.anchors = anchors;
  }

  /// @param inFlow whether it stands inside brackets
  public String of(Node node, Shape shape, boolean inFlow) {
    if (anchors.isKnown(node)) return "*" + AnchorScope.name(node);
    String anchor = anchors.declare(node);
    return switch (node.resolved()) {
      case Node.Scalar scalar -> anchor + scalar(scalar.value(), shape, inFlow);
      case Node.Collection c -> anchor + brackets(c, shape);
      case Node.Alias alias -> throw new IllegalStateException("an alias of " + alias.name());
    };
  }

  private static String scalar(String text, Shape shape, boolean inFlow) {
    boolean isBare = shape instanceof FileSpec.Bare && BARE.matcher(text).matches();
    return isBare ? text : Scalars.of(text, inFlow);
  }

  private String brackets(Node.Collection c, Shape shape) {
    List<Entry> entries = sorted(c.entries(), shape);
    String inside =
        entries.stream().map(entry -> part(entry, shape)).collect(Collectors.joining(", "));
    return c.isMap() ? "{" + inside + "}" : "[" + inside + "]";
  }

  /// The entries of a map in canonical order; those of a list, and codes, stay as they are.
  static List<Entry> sorted(List<Entry> entries, Shape shape) {
    if (!(shape instanceof FileSpec.Keys keys)) return entries;
    List<String> order = keys.names();
    return entries.stream()
        .sorted(Comparator.comparingInt(entry -> order.indexOf(entry.name())))
        .toList();
  }

  private String part(Entry entry, Shape shape) {
    String key = entry.key().map(node -> key(node, true)).orElse("");
    String value = of(entry.value(), shape.child(entry.name()), true);
    return key.isEmpty() ? value : key + " " + value;
  }

  /// A key and its colon.
  String key(Node node, boolean inFlow) {
    String key = of(node, FileSpec.Text.ANY, inFlow);
    return key.startsWith("*") ? key + " :" : key + ":";
  }
}

package dev.wrapup.files.write;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Shape;
import dev.wrapup.files.yaml.BlockScalar;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.Comment;
import dev.wrapup.files.yaml.Comments;
import dev.wrapup.files.yaml.Document;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Lines;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.files.yaml.TreeReader;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a file in its canonical form: keys in their order, two spaces a step, quotes where they
/// are needed. Comments go with what they belong to; codes and items stay in their order.
public final class Formatter {
  private static final int STEP = 2;

  /// A list of texts that fits so many columns stands in one line.
  static final int WIDTH = 80;

  private final SourceFile file;
  private final Document document;
  private final StringBuilder out = new StringBuilder();

  private final AnchorScope anchors = new AnchorScope();
  private final InlineWriter inline = new InlineWriter(anchors);

  private Formatter(SourceFile file, String text) {
    this.file = file;
    this.document = TreeReader.read(file, text);
  }

  /// @param file a valid one
  public static SourceFile format(SourceFile file, FileSpec spec) {
    String text = SourceText.of(file);
    Formatter formatter = new Formatter(file, text);
    formatter.document(spec.file());
    String formatted = formatter.out.toString();
    if (Lines.ending(text, 0).equals("\r\n")) formatted = formatted.replace("\n", "\r\n");
    byte[] bytes = formatted.getBytes(StandardCharsets.UTF_8);
    formatter.refuseLarge(bytes.length);
    return new SourceFile(file.path(), bytes);
  }

  private void refuseLarge(int length) {
    if (length <= SourceFile.MOST_BYTES) return;
    throw new BrokenFileException(
        "too-large",
        "in canonical form the file would be larger than %d MiB"
            .formatted(SourceFile.MOST_BYTES >> 20),
        SourcePosition.whole(file),
        "split it into several files");
  }

  private void document(Shape shape) {
    Comments head = document.head().at(start -> start > document.marker());
    foot(document.head().at(start -> start < document.marker()), 0);
    if (document.marker() >= 0) out.append("---\n");
    Node.Collection root = document.root();
    int kept = kept(head, root.entries().getFirst());
    foot(head.subList(0, kept), 0);
    boolean isApart = kept < head.size() || root.entries().getFirst().afterBlank();
    if (kept > 0 && isApart) blank();
    List<Entry> entries = new ArrayList<>(root.entries());
    entries.set(0, entries.getFirst().below(head.subList(kept, head.size())));
    pairs(InlineWriter.sorted(entries, shape), shape, 0, kept > 0, false);
    foot(root.foot(), 0);
    foot(document.foot(), 0);
  }

  /// How many comments at the top are about the file and stay there. Those right above the first
  /// key go with it, if a blank line sets them apart from others.
  private static int kept(Comments head, Entry first) {
    if (first.afterBlank()) return head.size();
    for (int i = head.size() - 1; i > 0; i--) {
      if (head.get(i).afterBlank()) return i;
    }
    return head.size();
  }

  /// The entries of a map, a line or more for each.
  ///
  /// @param spaced whether a blank line may stand above the first
  /// @param isBegun whether the first stands in a line that has begun, its comments above it
  private void pairs(
      List<Entry> entries, Shape shape, int indent, boolean spaced, boolean isBegun) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Comments remarks = remarks(entry);
      if (i > 0 || !isBegun) {
        lead(entry, above(entry.before(), remarks), indent, spaced || i > 0);
        indent(indent);
      }
      out.append(inline.key(entry.key().orElseThrow(), false));
      value(entry.value(), shape.child(entry.name()), indent + STEP, last(remarks), true);
    }
  }

  private void items(Node.Collection list, Shape shape, int indent) {
    Shape form = shape.child("");
    boolean spaced = false;
    for (Entry item : list.entries()) {
      if (item.value() instanceof Node.Collection map
          && map.isMap()
          && map.anchor().isEmpty()
          && !map.entries().isEmpty()) {
        mapItem(item, map, form, indent, spaced);
      } else {
        Comments remarks = remarks(item);
        lead(item, above(item.before(), remarks), indent, spaced);
        indent(indent);
        out.append('-');
        value(item.value(), form, indent + STEP, last(remarks), false);
      }
      spaced = true;
    }
  }

  /// A map behind a dash. What is said above its first key stands above the dash; if comments are
  /// left inside, it takes several lines, and what is said of the item goes above as well.
  private void mapItem(Entry item, Node.Collection map, Shape form, int indent, boolean spaced) {
    List<Entry> pairs = InlineWriter.sorted(map.entries(), form);
    Entry first = pairs.getFirst();
    List<Entry> bare = new ArrayList<>(pairs);
    bare.set(0, first.bare());
    boolean isInBraces = form.isInBraces() && !haveComments(bare, map.foot());
    if (isInBraces) {
      lead(item, above(item.before().plus(first.before()), remarks(item)), indent, spaced);
      indent(indent);
      out.append('-');
      line(map, form, last(remarks(item)));
      return;
    }
    Comments before = item.before().plus(remarks(item)).plus(first.before());
    lead(item, above(before, remarks(first)), indent, spaced);
    indent(indent);
    out.append("- ");
    pairs(pairs, form, indent + STEP, false, true);
    foot(map.foot(), indent + STEP);
  }

  /// Comments that share the lines of an entry with its key and value. One can stay there.
  private static Comments remarks(Entry entry) {
    boolean isEmpty = entry.value() instanceof Node.Collection c && c.entries().isEmpty();
    Comments inside = isEmpty ? ((Node.Collection) entry.value()).foot() : Comments.NONE;
    return entry.beside().plus(inside).plus(entry.after());
  }

  /// What is said before an entry, and of its remarks all but the last.
  private static Comments above(Comments before, Comments remarks) {
    return before.plus(remarks.subList(0, Math.max(0, remarks.size() - 1)));
  }

  private static String last(Comments remarks) {
    return remarks.isEmpty() ? "" : " " + remarks.getLast().text();
  }

  /// What stands above an entry.
  private void lead(Entry entry, Comments comments, int indent, boolean spaced) {
    boolean maySpace = spaced;
    boolean owesBlank = entry.afterBlank();
    for (Comment comment : comments) {
      boolean isInside = comment.start() > entry.start();
      if (maySpace && (isInside ? owesBlank : comment.afterBlank())) blank();
      if (isInside) owesBlank = false;
      indent(indent);
      out.append(comment.text()).append('\n');
      maySpace = true;
    }
    if (maySpace && owesBlank) blank();
  }

  private void foot(Comments comments, int indent) {
    comments.forEach(comment -> comment(comment, indent));
  }

  private void comment(Comment comment, int indent) {
    if (comment.afterBlank()) blank();
    indent(indent);
    out.append(comment.text()).append('\n');
  }

  /// A value behind its key or dash, to the end of its last line.
  ///
  /// @param indent of the lines below
  /// @param remark the comment for the first line
  private void value(Node node, Shape shape, int indent, String remark, boolean inMap) {
    Node target = anchors.isKnown(node) ? node : node.resolved();
    switch (target) {
      case Node.Scalar scalar when inMap && scalar.isBlock() -> {
        BlockScalar block = BlockScalar.of(document.text(), scalar);
        if (block.isLegible(scalar.value())) lines(node, block, scalar.value(), indent, remark);
        else line(node, shape, remark);
      }
      case Node.Collection c when !isInBrackets(c, shape) -> block(node, c, shape, indent, remark);
      case Node.Collection c when !c.isMap() && !c.entries().isEmpty() -> {
        if (fits(new InlineWriter(anchors.trial()).of(node, shape, false))) {
          line(node, shape, remark);
        } else {
          block(node, c, shape, indent, remark);
        }
      }
      default -> line(node, shape, remark);
    }
  }

  private void line(Node node, Shape shape, String remark) {
    out.append(' ').append(inline.of(node, shape, false)).append(remark).append('\n');
  }

  private void block(Node node, Node.Collection c, Shape shape, int indent, String remark) {
    String anchor = anchors.declare(node).strip();
    out.append(anchor.isEmpty() ? "" : " " + anchor).append(remark).append('\n');
    if (c.isMap()) pairs(InlineWriter.sorted(c.entries(), shape), shape, indent, false, false);
    else items(c, shape, indent);
    foot(c.foot(), indent);
  }

  private void lines(Node node, BlockScalar block, String text, int indent, String remark) {
    out.append(' ')
        .append(anchors.declare(node))
        .append(block.header(text, STEP, false))
        .append(remark);
    out.append('\n');
    for (String line : block.lines()) {
      if (!line.isEmpty()) indent(indent);
      out.append(line).append('\n');
    }
  }

  /// Whether a map or list stands in brackets, if it fits the line.
  private boolean isInBrackets(Node.Collection c, Shape shape) {
    if (c.entries().isEmpty()) return true;
    if (hasComments(c)) return false;
    if (c.isMap()) return shape.isInBraces();
    return !(shape instanceof FileSpec.Items items && items.areApart())
        && c.entries().stream().allMatch(entry -> entry.text().isPresent());
  }

  private boolean hasComments(Node node) {
    return !anchors.isKnown(node)
        && node.resolved() instanceof Node.Collection c
        && haveComments(c.entries(), c.foot());
  }

  private boolean haveComments(List<Entry> entries, Comments foot) {
    return !foot.isEmpty()
        || entries.stream()
            .anyMatch(
                entry ->
                    !entry.before().isEmpty()
                        || !entry.beside().isEmpty()
                        || !entry.after().isEmpty()
                        || hasComments(entry.value()));
  }

  private boolean fits(String line) {
    int start = out.lastIndexOf("\n") + 1;
    return out.codePointCount(start, out.length()) + 1 + line.codePointCount(0, line.length())
        <= WIDTH;
  }

  /// Begins a line.
  private void indent(int spaces) {
    refuseLarge(out.length());
    out.repeat(" ", spaces);
  }

  /// One blank line, wherever something stands above.
  private void blank() {
    int end = out.length();
    if (end > 1 && out.charAt(end - 2) != '\n') out.append('\n');
  }
}

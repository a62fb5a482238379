package dev.wrapup.files.write;

import dev.wrapup.files.yaml.BlockScalar;
import dev.wrapup.files.yaml.Comment;
import dev.wrapup.files.yaml.Comments;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Lines;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.TextEdits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes entries out of a map or list and adds others, line by line where they stand in lines.
final class EntryEdit {
  private final String text;
  private final TextEdits changes;

  EntryEdit(String text, TextEdits changes) {
    this.text = text;
    this.changes = changes;
  }

  /// A new entry, as it is written in lines and in brackets.
  ///
  /// @param lines without indentation and line ends
  record Added(List<String> lines, String inFlow) {}

  /// Changes which entries a map or list has.
  ///
  /// @param owner the entry whose value it is
  /// @param gone by identity
  void change(Entry owner, Node.Collection c, Set<Entry> gone, List<Added> added) {
    boolean isEmptied = gone.size() == c.entries().size();
    if (c.isFlow()) {
      boolean hasRemarks =
          !c.foot().isEmpty()
              || c.entries().stream().anyMatch(e -> !e.before().isEmpty() || !e.after().isEmpty());
      if (isEmptied && !gone.isEmpty() && !hasRemarks) {
        changes.delete(c.content() + 1, c.end() - 1);
      } else {
        removeFromFlow(c, gone);
      }
      appendToFlow(c, gone, added);
      return;
    }
    removeLines(c, gone);
    if (isEmptied && added.isEmpty()) {
      int behind = c.properties() > c.start() ? c.properties() : owner.colon();
      changes.insert(behind, c.isMap() ? " {}" : " []");
    }
    appendLines(c, gone, added);
  }

  /// Puts entries before the one that stands at a place, or behind the last.
  ///
  /// @param gone by identity
  void insert(Node.Collection c, int place, Set<Entry> gone, List<Added> added) {
    if (place == c.entries().size()) {
      if (c.isFlow()) appendToFlow(c, gone, added);
      else appendLines(c, gone, added);
      return;
    }
    Entry next = c.entries().get(place);
    if (c.isFlow()) {
      added.forEach(entry -> changes.insert(next.start(), entry.inFlow() + ", "));
      return;
    }
    String ending = Lines.ending(text, next.start());
    if (Lines.isFirst(text, next.start())) {
      insertLines(begin(next), c.column(), ending, added);
      return;
    }
    String indent = " ".repeat(c.column());
    for (Added entry : added) {
      for (String line : entry.lines()) changes.insert(next.start(), line + ending + indent);
    }
  }

  /// Puts the first entries into a map that is written as `{}` in a line of its own.
  ///
  /// @param column of the entries
  void openLines(Entry owner, Node.Collection c, int column, List<Added> added) {
    boolean isBare = Lines.isBlank(text, owner.colon(), c.content()) && c.foot().isEmpty();
    if (!isBare) {
      appendToFlow(c, Set.of(), added);
      return;
    }
    changes.delete(owner.colon(), c.end());
    insertLines(Lines.next(text, c.end()), column, Lines.ending(text, c.start()), added);
  }

  private void removeLines(Node.Collection c, Set<Entry> gone) {
    boolean keepsBlank = false;
    for (int i = 0; i < c.entries().size(); i++) {
      Entry entry = c.entries().get(i);
      if (!gone.contains(entry)) {
        keepsBlank = keepsBlank(entry.value());
        continue;
      }
      int from = begin(entry);
      int to = end(entry);
      int next = i + 1 < c.entries().size() ? c.entries().get(i + 1).start() : text.length();
      for (Comment comment : below(c, i)) {
        // indented like what goes; a block scalar above would take it for its own
        if (comment.start() > next || comment.column() <= c.column()) break;
        to = Math.max(to, Lines.next(text, comment.start()));
      }
      if (keepsBlank || Lines.isAfterBlank(text, from)) {
        while (to < text.length() && Lines.isBlank(text, to, Lines.next(text, to))) {
          to = Lines.next(text, to);
        }
      }
      changes.delete(from, to);
    }
  }

  /// The comments behind an entry, up to the next one and beside its start.
  private static Comments below(Node.Collection c, int index) {
    return index + 1 == c.entries().size() ? c.foot() : c.entries().get(index + 1).before();
  }

  /// Whether blank lines below a value would belong to it.
  private boolean keepsBlank(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.isBlock() -> BlockScalar.of(text, scalar).keeps();
      case Node.Collection c when !c.isFlow() -> keepsBlank(c.entries().getLast().value());
      default -> false;
    };
  }

  /// Where the lines of an entry begin: with the comments right above it.
  private int begin(Entry entry) {
    if (!Lines.isFirst(text, entry.start())) return entry.start();
    int line = Lines.start(text, entry.start());
    boolean isApart = entry.afterBlank();
    for (Comment comment : entry.before().reversed()) {
      if (comment.start() > entry.start()) continue;
      if (isApart || !comment.ownLine()) break;
      line = Lines.start(text, comment.start());
      isApart = comment.afterBlank();
    }
    return line;
  }

  private int end(Entry entry) {
    return Lines.next(text, lastOf(entry.value()));
  }

  /// A place in the last line of a value.
  private int lastOf(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.isBlock() -> {
        BlockScalar block = BlockScalar.of(text, scalar);
        if (block.keeps()) {
          yield scalar.end() == text.length() && !text.endsWith("\n")
              ? scalar.end()
              : scalar.end() - 1;
        }
        yield block.lines().isEmpty() ? block.headerEnd() : block.bodyEnd();
      }
      case Node.Collection c when !c.isFlow() -> {
        int last = lastOf(c.entries().getLast().value());
        yield c.foot().isEmpty() ? last : Math.max(last, c.foot().getLast().start());
      }
      default -> node.end();
    };
  }

  private void appendLines(Node.Collection c, Set<Entry> gone, List<Added> added) {
    if (added.isEmpty()) return;
    Entry last = c.entries().getLast();
    String ending = Lines.ending(text, last.start());
    int at = end(last);
    if (isOpen(at) && !gone.contains(last)) sealLast(last.value());
    insertLines(at, c.column(), ending, added);
  }

  private void insertLines(int at, int column, String ending, List<Added> added) {
    StringBuilder lines = new StringBuilder();
    for (Added entry : added) {
      for (String line : entry.lines()) {
        if (isOpen(at)) lines.append(ending);
        lines.repeat(" ", column).append(line);
        if (!isOpen(at)) lines.append(ending);
      }
    }
    changes.insert(at, lines.toString());
  }

  /// Whether a place is the end of a file whose last line has no end.
  private boolean isOpen(int at) {
    return at == text.length() && !text.endsWith("\n");
  }

  /// Keeps a block scalar that ends with the file, without a line feed, from getting one by what is
  /// written below it.
  private void sealLast(Node node) {
    switch (node) {
      case Node.Scalar scalar when scalar.isBlock() -> {
        BlockScalar block = BlockScalar.of(text, scalar);
        String sign = text.substring(block.header(), block.headerEnd());
        if (!sign.contains("-")) {
          changes.replace(block.header(), block.headerEnd(), sign.replace("+", "") + "-");
        }
      }
      case Node.Collection c when !c.isFlow() -> sealLast(c.entries().getLast().value());
      default -> {}
    }
  }

  private void removeFromFlow(Node.Collection c, Set<Entry> gone) {
    int lastKept = -1;
    for (int i = 0; i < c.entries().size(); i++) {
      if (!gone.contains(c.entries().get(i))) lastKept = i;
    }
    for (int i = 0; i < c.entries().size(); i++) {
      Entry entry = c.entries().get(i);
      if (!gone.contains(entry)) continue;
      boolean withOwnComma = i < lastKept || lastKept < 0;
      int to = withOwnComma && entry.comma() >= 0 ? entry.comma() + 1 : entry.value().end();
      int from = begin(entry);
      boolean isAlone = isAlone(entry, c);
      if (isAlone) {
        to = Lines.next(text, to);
      } else {
        from = entry.start();
        if (withOwnComma) while (text.charAt(to) == ' ') to++;
      }
      if (!withOwnComma) {
        int comma = c.entries().get(i - 1).comma();
        boolean isNear = Lines.isBlank(text, comma + 1, from) && !isAlone;
        if (isNear) from = comma;
        else changes.delete(comma, comma + 1);
      }
      changes.delete(from, to);
    }
  }

  private boolean isBlankOrRemark(int from, int to) {
    int at = from;
    while (at < to && Lines.isSpace(text.charAt(at))) at++;
    return at == to || text.charAt(at) == '#';
  }

  private void appendToFlow(Node.Collection c, Set<Entry> gone, List<Added> added) {
    if (added.isEmpty()) return;
    List<String> items = added.stream().map(Added::inFlow).toList();
    int last = c.entries().size() - 1;
    while (last >= 0 && gone.contains(c.entries().get(last))) last--;
    if (last < 0) {
      changes.insert(c.content() + 1, String.join(", ", items));
      return;
    }
    Entry entry = c.entries().get(last);
    if (last == c.entries().size() - 1 && isAlone(entry, c)) appendBelow(entry, items);
    else changes.insert(entry.value().end(), ", " + String.join(", ", items));
  }

  /// Whether nothing but a comma and a comment shares the lines of an entry in brackets.
  private boolean isAlone(Entry entry, Node.Collection c) {
    if (!Lines.isFirst(text, entry.start())) return false;
    int end = Math.max(entry.comma() + 1, entry.value().end());
    int lineEnd = Lines.end(text, end);
    return isBlankOrRemark(end, lineEnd) && lineEnd < c.end();
  }

  private void appendBelow(Entry entry, List<String> items) {
    boolean hasComma = entry.comma() >= 0;
    if (!hasComma) changes.insert(entry.value().end(), ",");
    String indent = text.substring(Lines.start(text, entry.start()), entry.start());
    String ending = Lines.ending(text, entry.start());
    String lines =
        items.stream().map(item -> indent + item).collect(Collectors.joining("," + ending));
    int at = Lines.next(text, Math.max(entry.comma(), entry.value().end()));
    changes.insert(at, lines + (hasComma ? "," : "") + ending);
  }
}

package dev.wrapup.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Writes a file in a style that changes from word to word, as somebody would who knows all of YAML
/// and sticks to nothing: quotes of every kind, brackets and lines, anchors, comments anywhere.
final class RandomText {

  private final Random random;
  private final RandomQuotes quotes;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> anchors = new LinkedHashMap<>();
  private final List<String> comments = new ArrayList<>();
  private final boolean inLines;
  private final boolean withComments;
  private final boolean withAnchors;
  private boolean mayBlank = true;

  /// Whether what was written last is a block scalar, to which white space could belong.
  private boolean endsInBlock;

  /// How far a comment may be indented without being taken for the block scalar above it.
  private int deepest = Integer.MAX_VALUE;

  private boolean isAlias;
  private int names;

  RandomText(Random random) {
    this.random = random;
    quotes = new RandomQuotes(random);
    inLines = !chance(8);
    withComments = chance(80);
    withAnchors = chance(50);
  }

  /// The file's text, with a byte order mark and carriage returns at times.
  String file(Map<String, Object> file) {
    if (chance(15)) out.append(chance(50) ? "%YAML 1.2\n---\n" : "---\n");
    if (chance(10)) comment(0);
    if (inLines) {
      map(shuffled(file), chance(5) ? 1 : 0, false);
    } else {
      flow(shuffled(file), 0);
      endLine();
    }
    if (chance(30)) gap(0);
    if (chance(5) && !endsInBlock) out.append("...\n");
    String text = out.toString();
    if (chance(10) && !endsInBlock) text = text.stripTrailing();
    if (chance(30)) text = text.replace("\n", "\r\n");
    return chance(10) ? "\ufeff" + text : text;
  }

  /// What was remarked, each once.
  List<String> comments() {
    return comments;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Map<String, Object> shuffled(Map<String, Object> map) {
    List<String> keys = new ArrayList<>(map.keySet());
    if (chance(50)) Collections.shuffle(keys, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, map.get(key)));
    return shuffled;
  }

  private void map(Map<String, Object> map, int indent, boolean isBegun) {
    boolean begun = isBegun;
    for (var entry : map.entrySet()) {
      if (!begun) {
        gap(indent);
        begin(indent);
      }
      begun = false;
      boolean isExplicit = chance(4);
      if (isExplicit) out.append("? ");
      scalar(entry.getKey(), false, true, indent);
      if (isExplicit) {
        openLines();
        indent(indent);
      } else if (isAlias) {
        out.append(' ');
      }
      out.append(':');
      value(entry.getValue(), indent);
    }
    foot(indent);
  }

  /// A value behind a colon, to the end of its lines.
  @SuppressWarnings("unchecked") // all that is made here has texts for keys
  private void value(Object value, int indent) {
    switch (value) {
      case String text -> {
        out.append(' ');
        scalar(text, false, false, indent);
      }
      case Map<?, ?> map when !map.isEmpty() && chance(75) -> {
        anchorOnly(map);
        openLines();
        map(shuffled((Map<String, Object>) map), indent + 1 + random.nextInt(4), false);
      }
      case List<?> list when !list.isEmpty() && chance(60) -> {
        anchorOnly(list);
        openLines();
        items((List<Object>) list, indent + random.nextInt(4));
      }
      default -> {
        out.append(' ');
        flow(value, indent);
        endLine();
      }
    }
  }

  @SuppressWarnings("unchecked") // all that is made here has texts for keys
  private void items(List<Object> items, int indent) {
    for (Object item : items) {
      gap(indent);
      begin(indent);
      out.append('-');
      if (item instanceof Map<?, ?> map && chance(30)) {
        if (chance(20)) {
          openLines();
          map(shuffled((Map<String, Object>) map), indent + 2, false);
        } else {
          out.append("  ");
          map(shuffled((Map<String, Object>) map), indent + 3, true);
        }
      } else if (item instanceof String text) {
        out.append(' ');
        scalar(text, false, false, indent);
      } else {
        out.append(' ');
        flow(item, indent);
        endLine();
      }
    }
    foot(indent + 1);
  }

  /// A node in brackets, in one line or several.
  private void flow(Object value, int indent) {
    if (withAnchors && value instanceof List<?> list && !list.isEmpty()) {
      String name = anchors.get(list.toString());
      if (name != null && chance(60)) {
        out.append('*').append(name).append(' ');
        return;
      }
      if (chance(40)) {
        name = freshName();
        out.append('&').append(name).append(' ');
        brackets(list, indent);
        anchors.put(list.toString(), name);
        return;
      }
    }
    brackets(value, indent);
  }

  private void brackets(Object value, int indent) {
    switch (value) {
      case String text -> scalar(text, true, false, indent);
      case Map<?, ?> map -> {
        out.append('{');
        boolean first = true;
        for (var entry : map.entrySet()) {
          if (!first) comma(indent);
          first = false;
          space(indent);
          scalar((String) entry.getKey(), true, true, indent);
          out.append(isAlias ? " : " : ": ");
          flow(entry.getValue(), indent);
        }
        close('}', map.isEmpty(), indent);
      }
      case List<?> list -> {
        out.append('[');
        boolean first = true;
        for (Object item : list) {
          if (!first) comma(indent);
          first = false;
          space(indent);
          flow(item, indent);
        }
        close(']', list.isEmpty(), indent);
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private void comma(int indent) {
    if (chance(3)) breakLine(indent);
    out.append(',');
    if (!chance(15)) out.append(' ');
  }

  private void close(char bracket, boolean isEmpty, int indent) {
    if (!isEmpty && chance(15)) out.append(',');
    if (chance(10)) space(indent);
    out.append(bracket);
  }

  private void space(int indent) {
    if (chance(12)) breakLine(indent);
    else if (chance(20)) out.append(' ');
  }

  private void breakLine(int indent) {
    if (withComments && chance(60)) out.append(remark());
    out.append('\n');
    while (chance(20)) {
      indent(indent + 1 + random.nextInt(4));
      out.append(withComments && chance(50) ? remark().strip() : "").append('\n');
    }
    indent(indent + 2 + random.nextInt(4));
  }

  /// Where a map or list in lines has an anchor that nobody repeats.
  private void anchorOnly(Object value) {
    if (withAnchors && chance(10)) out.append(" &u").append(value.hashCode() & 0xffff);
    else if (chance(3)) out.append(value instanceof Map ? " !!map" : " !!seq");
  }

  private void openLines() {
    if (withComments && chance(25)) out.append(remark());
    out.append('\n');
    mayBlank = true;
  }

  private void endLine() {
    if (withComments && chance(25)) out.append(remark());
    out.append(chance(10) ? "   \n" : "\n");
    mayBlank = true;
  }

  private String remark() {
    String text =
        switch (random.nextInt(6)) {
          case 0 -> "#c" + comments.size();
          case 1 -> "# a: \"b\" c" + comments.size();
          case 2 -> "# ☎ 💥 c" + comments.size();
          case 3 -> "# - [x, {y: z}] &a *b c" + comments.size();
          default -> "# c" + comments.size();
        };
    comments.add(text);
    return (chance(80) ? " " : "   ") + text + (chance(10) ? "  " : "");
  }

  /// A name for an anchor; at times one that stood for something else so far.
  private String freshName() {
    if (!anchors.isEmpty() && chance(10)) {
      String key = anchors.keySet().iterator().next();
      return anchors.remove(key);
    }
    return "a" + names++;
  }

  private void begin(int indent) {
    indent(indent);
    endsInBlock = false;
    deepest = Integer.MAX_VALUE;
  }

  private void gap(int indent) {
    while (chance(20)) {
      if (mayBlank && chance(50)) out.append(chance(10) && !endsInBlock ? "   \n" : "\n");
      else if (withComments) comment(indent);
    }
    mayBlank = true;
  }

  private void foot(int indent) {
    if (withComments && chance(8)) comment(indent);
  }

  private void comment(int indent) {
    indent(Math.min(deepest, chance(85) ? indent : random.nextInt(indent + 4)));
    out.append(remark().strip()).append('\n');
    mayBlank = true;
    endsInBlock = false;
  }

  /// A text; unless it is a key, to the end of its lines when it isn't in brackets.
  private void scalar(String text, boolean inFlow, boolean isKey, int indent) {
    boolean endsLine = !inFlow && !isKey;
    String name = anchors.get("text " + text);
    isAlias = withAnchors && name != null && chance(60);
    if (isAlias) {
      out.append('*').append(name);
      if (endsLine) endLine();
      else if (inFlow && !isKey) out.append(' ');
      return;
    }
    if (withAnchors && chance(isKey ? 2 : 15)) {
      name = freshName();
      out.append('&').append(name).append(' ');
      anchors.put("text " + text, name);
    } else if (chance(2)) {
      out.append(chance(50) ? "!!str " : "! ");
    }
    if (endsLine && chance(30) && block(text, indent)) return;
    out.append(quotes.write(text, inFlow, isKey, indent));
    if (endsLine) endLine();
  }

  /// As a literal or folded scalar, if that is possible.
  private boolean block(String text, int indent) {
    String remark = withComments && chance(15) ? remark() : "";
    String block = quotes.block(text, remark, indent);
    if (block.isEmpty()) {
      comments.remove(remark.strip());
      return false;
    }
    out.append(block);
    mayBlank = block.charAt(block.indexOf('\n') - 1 - remark.length()) != '+';
    endsInBlock = true;
    deepest = indent;
    return true;
  }

  private void indent(int spaces) {
    out.repeat(" ", spaces);
  }
}

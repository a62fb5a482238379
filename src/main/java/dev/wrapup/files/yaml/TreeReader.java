package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Reads the text of a file that is known to be valid with everything that its meaning doesn't
/// need: places, comments, anchors. The whole file is held at once.
public final class TreeReader {
  private static final int NO_PARENT = -1;

  private final String text;
  private final EventSource events;
  private final TriviaScanner trivia;
  private final Map<String, Node> anchors = new HashMap<>();
  private final IdentityHashMap<Node, List<Node.Alias>> aliases = new IdentityHashMap<>();

  private TreeReader(SourceFile file, String text) {
    this.text = text;
    this.trivia = new TriviaScanner(text);
    this.events = new EventSource(file, text);
  }

  /// @param text of a valid file, without a byte order mark
  public static Document read(SourceFile file, String text) {
    return new TreeReader(file, text).document();
  }

  private Document document() {
    events.next();
    DocumentStartEvent start = (DocumentStartEvent) events.next();
    int marker = start.isExplicit() ? events.offset(start.getEndMark()) - "---".length() : -1;
    CollectionStartEvent event = (CollectionStartEvent) events.next();
    Place place = place(event);
    Comments head = trivia.gap(place.content()).comments();
    Node.Collection root = collection(event, place, Comments.NONE, NO_PARENT);
    Comments foot = trivia.gap(text.length()).comments();
    return new Document(text, head, marker, root, foot, aliases);
  }

  /// @param properties behind anchor and tag
  private record Place(int start, int properties, int content, int end) {}

  private Place place(NodeEvent event) {
    int start = events.offset(event.getStartMark());
    int end = events.offset(event.getEndMark());
    int words = event.getAnchor().isPresent() && !(event instanceof AliasEvent) ? 1 : 0;
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) words++;
    if (words == 0) return new Place(start, start, start, end);
    TriviaScanner.Properties properties = trivia.properties(start, words, text.length());
    return properties.behind() >= end && event instanceof ScalarEvent
        ? new Place(start, end, end, end)
        : new Place(start, properties.behind(), properties.content(), end);
  }

  private Node node(int parent, Comments lead) {
    NodeEvent event = (NodeEvent) events.next();
    Place place = place(event);
    Optional<String> anchor = event.getAnchor().map(Anchor::getValue);
    Node node =
        switch (event) {
          case AliasEvent alias -> alias(alias, place);
          case ScalarEvent scalar ->
              new Node.Scalar(
                  scalar.getValue(),
                  scalar.getScalarStyle(),
                  parent,
                  anchor,
                  place.start(),
                  place.content(),
                  place.end());
          case CollectionStartEvent start -> collection(start, place, lead, parent);
          default -> throw new IllegalStateException("no node: " + event);
        };
    if (!(node instanceof Node.Alias)) anchor.ifPresent(name -> anchors.put(name, node));
    trivia.moveTo(node.end());
    return node;
  }

  private Node.Alias alias(AliasEvent event, Place place) {
    String name = event.getAlias().getValue();
    Node target = anchors.get(name);
    if (target == null) throw new IllegalStateException("an alias of nothing: " + name);
    Node.Alias alias = new Node.Alias(name, target, place.start(), place.end());
    aliases.computeIfAbsent(target, node -> new ArrayList<>()).add(alias);
    return alias;
  }

  private Node.Collection collection(
      CollectionStartEvent event, Place place, Comments lead, int parent) {
    boolean isMap = event instanceof MappingStartEvent;
    boolean isFlow = event.isFlow();
    if (isFlow) trivia.moveTo(place.content() + 1);
    int column = isFlow ? 0 : Lines.column(text, place.content());
    List<Entry> entries = new ArrayList<>();
    Comments comments = lead;
    while (!(events.peek() instanceof CollectionEndEvent)) {
      entries.add(entry(isMap, isFlow, column, comments));
      comments = Comments.NONE;
    }
    int end = isFlow ? events.offset(events.peek().getEndMark()) : entries.getLast().value().end();
    Comments foot = comments;
    if (isFlow) foot = foot.plus(trivia.gap(end - 1).comments());
    else if (parent != NO_PARENT) foot = foot.plus(trivia.foot(Math.max(column, parent + 1)));
    trivia.moveTo(end);
    events.next();
    return new Node.Collection(
        isMap,
        isFlow,
        List.copyOf(entries),
        foot,
        column,
        event.getAnchor().map(Anchor::getValue),
        place.start(),
        place.properties(),
        place.content(),
        end);
  }

  private Entry entry(boolean isMap, boolean isFlow, int column, Comments lead) {
    TriviaScanner.Gap gap = trivia.gap(place((NodeEvent) events.peek()).content());
    Comments before = lead.plus(gap.comments());
    Optional<Node> key = isMap ? Optional.of(node(column, Comments.NONE)) : Optional.empty();
    Comments beside = Comments.NONE;
    Comments inside = Comments.NONE;
    int colon = -1;
    boolean isBlock = events.peek() instanceof CollectionStartEvent start && !start.isFlow();
    if (key.isPresent()) {
      TriviaScanner.Gap middle = trivia.gap(place((NodeEvent) events.peek()).content());
      colon = middle.colon();
      beside = middle.comments().at(start -> !isBlock || !Lines.isFirst(text, start));
      inside = middle.comments().at(start -> isBlock && Lines.isFirst(text, start));
    }
    Node value = node(column, inside);
    if (value instanceof Node.Scalar scalar && scalar.isBlock()) {
      beside = beside.plus(header(scalar));
    }
    Comments after = Comments.NONE;
    int comma = -1;
    if (isFlow) {
      TriviaScanner.Separator separator = trivia.separator();
      after = separator.comments();
      comma = separator.comma();
    } else if (!isBlock) {
      after = trivia.trailing();
    }
    int start = key.orElse(value).start();
    boolean isMarked =
        gap.mark() >= 0 && text.charAt(gap.mark()) == (isMap ? '?' : '-') && !(isFlow && !isMap);
    if (isMarked) start = gap.mark();
    boolean afterBlank = Lines.isFirst(text, start) && Lines.isAfterBlank(text, start);
    return new Entry(start, key, colon, value, comma, before, beside, after, afterBlank);
  }

  /// The comment in the first line of a block scalar.
  private Comments header(Node.Scalar scalar) {
    int comment = text.indexOf('#', scalar.content(), Lines.end(text, scalar.content()));
    return comment >= 0 ? Comments.of(text, comment) : Comments.NONE;
  }
}

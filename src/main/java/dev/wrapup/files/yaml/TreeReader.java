package dev.wrapup.files.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Reads the text of a file that is known to be valid with everything that its meaning doesn't
/// need: places, comments, anchors. The whole file is held at once.
public final class TreeReader {
  private static final int NO_PARENT = -1;

  private final String text;
  private final Iterator<Event> events;
  private final TriviaScanner between;
  private final Map<String, Node> anchors = new HashMap<>();
  private final IdentityHashMap<Node, List<Node.Alias>> aliases = new IdentityHashMap<>();
  private Event next;

  /// A place as the parser counts it, and as Java does.
  private int index;

  private int offset;

  private TreeReader(String text) {
    this.text = text;
    this.between = new TriviaScanner(text);
    this.events = YamlEvents.of(text);
    this.next = events.next();
  }

  /// @param text of a valid file, without a byte order mark
  public static Document read(String text) {
    return new TreeReader(text).document();
  }

  private Document document() {
    advance();
    DocumentStartEvent start = (DocumentStartEvent) advance();
    int marker = start.isExplicit() ? offset(start.getEndMark()) - "---".length() : -1;
    CollectionStartEvent event = (CollectionStartEvent) advance();
    Place place = place(event);
    Comments head = between.gap(place.content()).comments();
    Node.Collection root = collection(event, place, Comments.NONE, NO_PARENT);
    Comments foot = between.gap(text.length()).comments();
    return new Document(text, head, marker, root, foot, aliases);
  }

  private Event advance() {
    Event event = next;
    if (events.hasNext()) next = events.next();
    return event;
  }

  /// @param properties behind anchor and tag
  private record Place(int start, int properties, int content, int end) {}

  private Place place(NodeEvent event) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    int words = event.getAnchor().isPresent() && !(event instanceof AliasEvent) ? 1 : 0;
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) words++;
    if (words == 0) return new Place(start, start, start, end);
    TriviaScanner.Properties properties = between.properties(start, words, text.length());
    return properties.behind() >= end && event instanceof ScalarEvent
        ? new Place(start, end, end, end)
        : new Place(start, properties.behind(), properties.content(), end);
  }

  private Node node(int parent, Comments lead) {
    NodeEvent event = (NodeEvent) advance();
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
    between.moveTo(node.end());
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
    if (isFlow) between.moveTo(place.content() + 1);
    int column = isFlow ? 0 : Lines.column(text, place.content());
    List<Entry> entries = new ArrayList<>();
    Comments comments = lead;
    while (!(next instanceof CollectionEndEvent)) {
      entries.add(entry(isMap, isFlow, column, comments));
      comments = Comments.NONE;
    }
    int end = isFlow ? offset(next.getEndMark()) : entries.getLast().value().end();
    Comments foot = comments;
    if (isFlow) foot = foot.plus(between.gap(end - 1).comments());
    else if (parent != NO_PARENT) foot = foot.plus(between.foot(Math.max(column, parent + 1)));
    between.moveTo(end);
    advance();
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
    TriviaScanner.Gap gap = between.gap(place((NodeEvent) next).content());
    Comments before = lead.plus(gap.comments());
    Optional<Node> key = isMap ? Optional.of(node(column, Comments.NONE)) : Optional.empty();
    Comments beside = Comments.NONE;
    Comments inside = Comments.NONE;
    int colon = -1;
    boolean isBlock = next instanceof CollectionStartEvent start && !start.isFlow();
    if (key.isPresent()) {
      TriviaScanner.Gap middle = between.gap(place((NodeEvent) next).content());
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
      TriviaScanner.Separator separator = between.separator();
      after = separator.comments();
      comma = separator.comma();
    } else if (!isBlock) {
      after = between.trailing();
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

  private int offset(Optional<Mark> mark) {
    int to = mark.orElseThrow().getIndex();
    offset = text.offsetByCodePoints(offset, to - index);
    index = to;
    return offset;
  }
}

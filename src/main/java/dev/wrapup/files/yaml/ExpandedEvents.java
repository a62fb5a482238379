package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.VisibleChars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The events of one file, one at a time, with aliases already replaced by what they stand for.
/// Never holds more than the anchored parts, however large the file is.
public final class ExpandedEvents {
  /// Deeper than any file of this format goes.
  private static final int DEEPEST = 64;

  /// How much aliases may add, beside [#ALIAS_SHARE] times what the file has.
  private static final int ALIAS_ALLOWANCE = 100_000;

  private static final int ALIAS_SHARE = 20;

  private static final int LONGEST_ANCHOR = 128;

  /// Anchored parts are held in the memory until the file ends.
  private static final int MOST_ANCHORS = 200_000;

  private static final int MOST_RECORDED = 500_000;

  private final SourceFile file;
  private final String text;
  private final EventSource source;
  private final Map<Anchor, Recording> anchors = new HashMap<>();

  /// What stands in anchored parts, once, however many of them it stands in: events, and the
  /// recordings that aliases in them stand for.
  private final List<Object> recorded = new ArrayList<>();

  private final Deque<Recording> open = new ArrayDeque<>();
  private final Deque<Replay> replays = new ArrayDeque<>();
  private final Set<ScalarEvent> halves = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<ScalarEvent, SourcePosition> cuts = new IdentityHashMap<>();

  private @Nullable Event next;
  private int depth;
  private int parsedDepth;
  private long replayed;

  /// What an anchor names: a range of what is recorded.
  private static final class Recording {
    static final int OPEN = -1;

    final int from;
    final int depth;
    int to = OPEN;

    Recording(int from, int depth) {
      this.from = from;
      this.depth = depth;
    }
  }

  /// How far an alias has been written out.
  private static final class Replay {
    final Recording recording;
    int at;

    Replay(Recording recording) {
      this.recording = recording;
      this.at = recording.from;
    }
  }

  public ExpandedEvents(SourceFile file, String text) {
    this.file = file;
    this.text = text;
    this.source = new EventSource(file, text);
  }

  public Event peek() {
    if (next == null) next = advance();
    return next;
  }

  public Event next() {
    Event event = peek();
    next = null;
    return event;
  }

  /// Skips a whole node, whatever it holds.
  public void skip() {
    int level = 0;
    do {
      Event event = next();
      if (event instanceof CollectionStartEvent) level++;
      else if (event instanceof CollectionEndEvent) level--;
    } while (level > 0);
  }

  /// Where an event begins.
  public SourcePosition at(Event event) {
    return source.at(event);
  }

  private Event advance() {
    while (!replays.isEmpty()) {
      Replay replay = replays.peek();
      if (replay.at == replay.recording.to) {
        replays.pop();
        continue;
      }
      Object part = recorded.get(replay.at++);
      if (part instanceof Event event) {
        replayed++;
        return guarded(event);
      }
      replays.push(new Replay((Recording) part));
    }
    Event event = parse();
    if (!(event instanceof AliasEvent alias)) {
      record(event);
      return guarded(event);
    }
    Recording recording = anchors.get(alias.getAlias());
    if (recording == null || recording.to == Recording.OPEN) {
      throw new BrokenFileException(
          "bad-alias",
          recording == null
              ? "nothing before is anchored as " + Quote.of(alias.getAlias().getValue())
              : "the alias "
                  + Quote.of(alias.getAlias().getValue())
                  + " stands inside what it names",
          at(alias),
          recording == null
              ? "put the text in quotes if it begins with a '*', else write the value itself"
              : "write the value itself");
    }
    if (!open.isEmpty()) recorded.add(recording);
    replays.push(new Replay(recording));
    return advance();
  }

  private Event parse() {
    Event read = source.next();
    Event event = !open.isEmpty() || isAnchored(read) ? CompactEvent.of(read) : read;
    if (!(event instanceof ScalarEvent scalar)) return event;
    if (scalar.isDQuoted() && !VisibleChars.isUnicode(scalar.getValue())) halves.add(scalar);
    if (scalar.isPlain()) noteCut(scalar, read.getEndMark());
    return event;
  }

  /// Notes a comment that begins like the rest of the text before it: `ticket #42`.
  private void noteCut(ScalarEvent scalar, Optional<Mark> mark) {
    int offset = source.offset(mark);
    int hash = offset;
    while (hash < text.length() && (text.charAt(hash) == ' ' || text.charAt(hash) == '\t')) hash++;
    boolean isCut =
        hash > offset
            && text.startsWith("#", hash)
            && hash + 1 < text.length()
            && !Lines.isSpace(text.charAt(hash + 1))
            && text.charAt(hash + 1) != '#';
    if (!isCut) return;
    Mark end = mark.orElseThrow();
    int column = end.getColumn() + hash - offset;
    cuts.put(scalar, new SourcePosition(file, end.getLine() + 1, column + 1));
  }

  /// Where the comment begins that may be the rest of a text, if one does; told once, however often
  /// aliases repeat the text.
  public Optional<SourcePosition> takeCut(ScalarEvent scalar) {
    return cuts.isEmpty() ? Optional.empty() : Optional.ofNullable(cuts.remove(scalar));
  }

  private static boolean isAnchored(Event event) {
    return event instanceof NodeEvent node
        && !(event instanceof AliasEvent)
        && node.getAnchor().isPresent();
  }

  private void record(Event event) {
    if (isAnchored(event)) {
      Anchor anchor = ((NodeEvent) event).getAnchor().orElseThrow();
      refuseLong(anchor, event);
      Recording recording = new Recording(recorded.size(), parsedDepth);
      anchors.put(anchor, recording);
      open.push(recording);
    }
    if (anchors.size() > MOST_ANCHORS || recorded.size() > MOST_RECORDED) refuseMore(event);
    if (event instanceof CollectionStartEvent) parsedDepth++;
    else if (event instanceof CollectionEndEvent) parsedDepth--;
    if (open.isEmpty()) return;
    recorded.add(event);
    if (open.element().depth == parsedDepth) open.pop().to = recorded.size();
  }

  private void refuseMore(Event event) {
    throw new BrokenFileException(
        "too-many",
        "the file has over %,d anchors, or over %,d parts that are anchored: what follows is not read"
            .formatted(MOST_ANCHORS, MOST_RECORDED),
        at(event),
        "remove the anchors that no alias repeats, or split the file into several");
  }

  /// A name that is repeated as a key must leave room for it.
  private void refuseLong(Anchor anchor, Event event) {
    int length = anchor.getValue().length();
    if (length <= LONGEST_ANCHOR) return;
    throw new BrokenFileException(
        "long-anchor",
        "the anchor has %,d characters, the limit is %,d".formatted(length, LONGEST_ANCHOR),
        at(event),
        "shorten it");
  }

  /// Whether a text ends, or begins, in the middle of a character: only escapes can write that.
  /// Looked for once, however often aliases repeat the text.
  public boolean isHalf(ScalarEvent scalar) {
    return !halves.isEmpty() && halves.contains(scalar);
  }

  private Event guarded(Event event) {
    if (event instanceof CollectionStartEvent) depth++;
    else if (event instanceof CollectionEndEvent) depth--;
    if (depth > DEEPEST) {
      throw new BrokenFileException(
          "too-deep", "this is nested too deeply", at(event), "no key here holds so much");
    }
    if (replayed > ALIAS_ALLOWANCE + ALIAS_SHARE * source.count()) {
      throw new BrokenFileException(
          "alias-bomb",
          "aliases blow the file up to over %d parts".formatted(replayed),
          at(event),
          "write the values themselves");
    }
    return event;
  }
}

package dev.wrapup.desired;

import dev.wrapup.model.SourceFile;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.WholeCharacters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The events of one file, one at a time, with aliases already replaced by what they stand for.
/// Never holds more than the anchored parts, however large the file is.
final class Events {
  /// Deeper than any file of this format goes.
  private static final int DEEPEST = 64;

  /// How much aliases may add, beside [#ALIAS_SHARE] times what the file has.
  private static final int ALIAS_ALLOWANCE = 100_000;

  private static final int ALIAS_SHARE = 20;

  private final SourceFile file;
  private final String text;
  private final Iterator<Event> parser;
  private final Map<Anchor, Recording> anchors = new HashMap<>();
  private final List<Recording> open = new ArrayList<>();
  private final Deque<Iterator<Step>> replays = new ArrayDeque<>();
  private @Nullable Event next;
  private Optional<Mark> seen = Optional.empty();
  private int depth;
  private long parsed;
  private long replayed;

  /// A part of a recording: an event, or the recording that an alias stood for.
  private sealed interface Step {
    record One(Event event) implements Step {}

    record Alias(Recording recording) implements Step {}
  }

  /// What an anchor names.
  private static final class Recording {
    final List<Step> steps = new ArrayList<>();
    int depth;
    boolean complete;
  }

  Events(SourceFile file, String text) {
    this.file = file;
    this.text = text;
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setLabel(file.path()).build();
    this.parser = new Parse(settings).parseReader(new WholeCharacters(text)).iterator();
  }

  Event peek() {
    if (next == null) next = advance();
    return next;
  }

  Event next() {
    Event event = peek();
    next = null;
    return event;
  }

  /// Skips a whole node, whatever it holds.
  void skip() {
    int level = 0;
    do {
      Event event = next();
      if (event instanceof CollectionStartEvent) level++;
      else if (event instanceof CollectionEndEvent) level--;
    } while (level > 0);
  }

  /// Where an event begins.
  SourcePosition at(Event event) {
    return position(event.getStartMark());
  }

  private SourcePosition position(Optional<Mark> mark) {
    return mark.map(m -> new SourcePosition(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> SourcePosition.whole(file));
  }

  private Event advance() {
    while (!replays.isEmpty()) {
      Iterator<Step> replay = replays.peek();
      if (!replay.hasNext()) {
        replays.pop();
        continue;
      }
      switch (replay.next()) {
        case Step.Alias alias -> replays.push(alias.recording().steps.iterator());
        case Step.One one -> {
          replayed++;
          return guarded(one.event());
        }
      }
    }
    Event event = parse();
    if (!(event instanceof AliasEvent alias)) {
      record(event);
      return guarded(event);
    }
    Recording recording = anchors.get(alias.getAlias());
    if (recording == null || !recording.complete) {
      throw new Broken(
          "bad-alias",
          recording == null
              ? "nothing before is anchored as '%s'".formatted(alias.getAlias())
              : "the alias '%s' stands inside what it names".formatted(alias.getAlias()),
          at(alias),
          "write the value itself");
    }
    for (Recording outer : open) outer.steps.add(new Step.Alias(recording));
    replays.push(recording.steps.iterator());
    return advance();
  }

  private Event parse() {
    try {
      parsed++;
      Event event = parser.next();
      seen = event.getEndMark();
      return event;
    } catch (ReaderException e) {
      Text.refuseControls(text, file);
      throw new IllegalStateException("the parser refuses what YAML allows", e);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark =
          e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
      Text.refuseConflict(text, file);
      throw new Broken("syntax", Syntax.message(e), position(mark), Syntax.hint(e));
    } catch (YamlEngineException e) {
      throw new Broken(
          "syntax",
          String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"),
          position(seen),
          "mend the YAML");
    }
  }

  private void record(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      Recording recording = new Recording();
      anchors.put(node.getAnchor().get(), recording);
      open.add(recording);
    }
    if (open.isEmpty()) return;
    int step =
        event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
    for (Recording recording : open) {
      recording.steps.add(new Step.One(event));
      recording.depth += step;
      recording.complete = recording.depth == 0;
    }
    open.removeIf(recording -> recording.complete);
  }

  private Event guarded(Event event) {
    if (event instanceof CollectionStartEvent) depth++;
    else if (event instanceof CollectionEndEvent) depth--;
    if (depth > DEEPEST) {
      throw new Broken(
          "too-deep", "this is nested too deeply", at(event), "no key here holds so much");
    }
    if (replayed > ALIAS_ALLOWANCE + ALIAS_SHARE * parsed) {
      throw new Broken(
          "alias-bomb",
          "aliases blow the file up to over %d parts".formatted(replayed),
          at(event),
          "write the values themselves");
    }
    return event;
  }
}

package dev.wrapup.files.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// An event with no more than is asked of it later. The parser's own keep a copy of the text around
/// them, and those of a file with an anchor at every entry would fill the memory.
final class CompactEvent {
  private static final int[] NO_TEXT = {};
  private static final ImplicitTuple UNASKED = new ImplicitTuple(true, true);

  private CompactEvent() {}

  /// The same event, beginning where it does; where it ends is lost.
  static Event of(Event event) {
    Optional<Mark> at = event.getStartMark().map(CompactEvent::of);
    return switch (event) {
      case ScalarEvent e ->
          new ScalarEvent(
              e.getAnchor(), e.getTag(), UNASKED, e.getValue(), e.getScalarStyle(), at, at);
      case MappingStartEvent e ->
          new MappingStartEvent(
              e.getAnchor(), e.getTag(), e.isImplicit(), e.getFlowStyle(), at, at);
      case SequenceStartEvent e ->
          new SequenceStartEvent(
              e.getAnchor(), e.getTag(), e.isImplicit(), e.getFlowStyle(), at, at);
      case AliasEvent e -> new AliasEvent(e.getAnchor(), at, at);
      case MappingEndEvent e -> new MappingEndEvent(at, at);
      case SequenceEndEvent e -> new SequenceEndEvent(at, at);
      default -> event;
    };
  }

  private static Mark of(Mark mark) {
    return new Mark("", mark.getIndex(), mark.getLine(), mark.getColumn(), NO_TEXT, 0);
  }
}

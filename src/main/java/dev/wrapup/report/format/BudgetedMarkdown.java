package dev.wrapup.report.format;

import dev.wrapup.model.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A Markdown document that keeps to a budget: of its lists whole items are left out, and it says
/// how many. Items are drawn one by one, and not many more than fit.
final class BudgetedMarkdown {
  /// After so many items in a row that did not fit, the rest of a list is left out unseen.
  private static final int MISSES = 8;

  private final List<Part<?>> parts = new ArrayList<>();

  /// Adds what must not be missing.
  void add(String text) {
    parts.add(new Part<>("", text, List.of(), item -> "", ""));
  }

  /// Adds a list, unless it is empty. Of those that are too long together, the first get most.
  ///
  /// @param noun of one item, for `12 of 30 changes shown`
  /// @param head what stands before the items, and `foot` after them, whatever is left out
  <T> void add(String noun, String head, List<T> items, Function<T, String> draw, String foot) {
    if (!items.isEmpty()) parts.add(new Part<>(noun, head, items, draw, foot));
  }

  /// The document.
  String render(SizeLimit limit) {
    Room room = new Room(limit.characters(), limit.bytes());
    for (Part<?> part : parts) room.take(part.longestFrame());
    for (Part<?> part : parts) part.fill(room, room.half());
    for (Part<?> part : parts) part.fill(room, Room.NONE);
    StringBuilder text = new StringBuilder();
    for (Part<?> part : parts) part.appendTo(text);
    return text.toString();
  }

  /// What is left of a budget.
  private static final class Room {
    static final Room NONE = new Room(0, 0);

    private int characters;
    private int bytes;

    Room(int characters, int bytes) {
      this.characters = characters;
      this.bytes = bytes;
    }

    Room half() {
      return new Room(characters / 2, bytes / 2);
    }

    /// Takes what a text needs, if that leaves no less than `rest`.
    boolean takeLeaving(String text, Room rest) {
      int size = SizeLimit.bytes(text);
      if (characters - text.length() < rest.characters || bytes - size < rest.bytes) return false;
      characters -= text.length();
      bytes -= size;
      return true;
    }

    void take(String text) {
      if (!takeLeaving(text, NONE)) throw new IllegalStateException("the frame is too long");
    }
  }

  /// A text, or a list of which some items are drawn.
  private static final class Part<T> {
    private final String noun;
    private final String head;
    private final List<T> items;
    private final Function<T, String> draw;
    private final String foot;
    private final StringBuilder drawn = new StringBuilder();
    private int next;
    private int shown;

    Part(String noun, String head, List<T> items, Function<T, String> draw, String foot) {
      this.noun = noun;
      this.head = head;
      this.items = items;
      this.draw = draw;
      this.foot = foot;
    }

    String longestFrame() {
      return head + (items.isEmpty() ? "" : note(items.size())) + foot;
    }

    private String note(int shown) {
      return "\n%,d of %s shown, the rest would be too long for this page.\n"
          .formatted(shown, Words.count(items.size(), noun));
    }

    /// Draws on, as long as `rest` is left. An item that is too long for all the room is skipped;
    /// one that only has to wait is tried again the next time.
    void fill(Room room, Room rest) {
      int misses = 0;
      while (next < items.size() && misses < MISSES) {
        String item = draw.apply(items.get(next));
        if (room.takeLeaving(item, rest)) {
          drawn.append(item);
          shown++;
          misses = 0;
        } else if (rest == Room.NONE) {
          misses++;
        } else {
          return;
        }
        next++;
      }
    }

    void appendTo(StringBuilder text) {
      text.append(head).append(drawn);
      if (shown < items.size()) text.append(note(shown));
      text.append(foot);
    }
  }
}

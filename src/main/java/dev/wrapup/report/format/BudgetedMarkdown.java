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
  private final String whole;

  /// @param whole where all that is left out is found, in a clause
  BudgetedMarkdown(String whole) {
    this.whole = whole;
  }

  /// Where all that is left out is found, in a clause.
  String whole() {
    return whole;
  }

  /// Adds what must not be missing.
  void add(String text) {
    parts.add(new Part<>(text, List.of(), 0, "", item -> "", ""));
  }

  /// Adds a list, unless it is empty. Of those that are too long together, the first get most.
  ///
  /// @param noun of one item, for `12 of 30 changes shown`
  /// @param head what stands before the items, and `foot` after them, whatever is left out
  <T> void add(String noun, String head, List<T> items, Function<T, String> draw, String foot) {
    add(noun, head, items, items.size(), draw, foot);
  }

  /// The same of the first items of a longer list.
  ///
  /// @param of how many there are
  <T> void add(
      String noun, String head, List<T> items, int of, Function<T, String> draw, String foot) {
    String all = "of %s shown; %s".formatted(Words.count(of, noun), whole);
    if (!items.isEmpty()) parts.add(new Part<>(head, items, of, all, draw, foot));
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
    private final String head;
    private final List<T> items;
    private final int of;
    private final String all;
    private final Function<T, String> draw;
    private final String foot;
    private final StringBuilder drawn = new StringBuilder();
    private int next;
    private int shown;

    Part(String head, List<T> items, int of, String all, Function<T, String> draw, String foot) {
      this.head = head;
      this.items = items;
      this.of = of;
      this.all = all;
      this.draw = draw;
      this.foot = foot;
    }

    String longestFrame() {
      return head + (items.isEmpty() ? "" : note(items.size())) + foot;
    }

    private String note(int shown) {
      return "\n%,d %s.\n".formatted(shown, all);
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
      if (shown < of) text.append(note(shown));
      text.append(foot);
    }
  }
}

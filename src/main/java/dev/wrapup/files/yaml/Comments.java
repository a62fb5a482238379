package dev.wrapup.files.yaml;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Comments of one text, in order. Only the places where they begin are held, since a file may
/// consist of millions of them.
public final class Comments extends AbstractList<Comment> {
  public static final Comments NONE = new Comments("", new int[0]);

  private final String text;
  private final int[] starts;

  private Comments(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /// @param starts where each `#` stands
  static Comments of(String text, int... starts) {
    return starts.length == 0 ? NONE : new Comments(text, starts);
  }

  @Override
  public Comment get(int index) {
    return Comment.at(text, starts[index]);
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public Comments subList(int from, int to) {
    return of(text, Arrays.copyOfRange(starts, from, to));
  }

  /// These and those behind them.
  public Comments plus(Comments more) {
    if (more.isEmpty()) return this;
    if (isEmpty()) return more;
    return of(text, IntStream.concat(Arrays.stream(starts), Arrays.stream(more.starts)).toArray());
  }

  /// Those that begin at certain places.
  public Comments at(IntPredicate place) {
    if (isEmpty()) return this;
    return of(text, Arrays.stream(starts).filter(place).toArray());
  }
}

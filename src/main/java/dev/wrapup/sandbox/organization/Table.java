package dev.wrapup.sandbox.organization;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What an organization has of a kind, by id and in order of creation, with its past for eventually
/// consistent reads. Thread-safe; every change is atomic.
///
/// @param <T> immutable
public class Table<T> {
  private final Map<String, T> rows = new LinkedHashMap<>();
  private final StateHistory<List<T>> past = new StateHistory<>();
  private final Function<T, String> id;

  Table(Function<T, String> id) {
    this.id = id;
  }

  public final synchronized Optional<T> get(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  public final synchronized List<T> all() {
    return List.copyOf(rows.values());
  }

  /// All as an eventually consistent read sees them.
  public final synchronized List<T> seen(Duration lag) {
    return past.before(lag).orElseGet(this::all);
  }

  /// One as an eventually consistent read sees it.
  public final synchronized Optional<T> seen(String id, Duration lag) {
    Optional<List<T>> then = past.before(lag);
    if (then.isEmpty()) return get(id);
    return then.get().stream().filter(row -> this.id.apply(row).equals(id)).findFirst();
  }

  /// Changes the rows by their ids.
  ///
  /// @param edit throws before it has changed anything, or not at all
  /// @return what the edit returns
  public final synchronized <R> R change(Function<Map<String, T>, R> edit) {
    past.keep(this::all);
    return edit.apply(rows);
  }

  /// Adds a row, or replaces it.
  final synchronized void put(T row) {
    past.keep(this::all);
    rows.put(id.apply(row), row);
  }

  /// @return whether there was one
  public final boolean remove(String id) {
    return change(rows -> rows.remove(id) != null);
  }

  /// Edits all rows; none gets another id.
  final synchronized void each(UnaryOperator<T> edit) {
    past.keep(this::all);
    rows.replaceAll((id, row) -> edit.apply(row));
  }

  /// Starts recording past states.
  final synchronized void remember() {
    past.begin();
  }

  /// Makes these the rows, and forgets what was.
  ///
  /// @throws IllegalArgumentException for a duplicate id
  final synchronized void restore(List<T> all) {
    past.forget();
    rows.clear();
    for (T row : all) {
      if (rows.put(id.apply(row), row) != null) {
        throw new IllegalArgumentException("the id " + id.apply(row) + " stands twice");
      }
    }
  }
}

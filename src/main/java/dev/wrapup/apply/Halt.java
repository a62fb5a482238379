package dev.wrapup.apply;

import java.util.ArrayList;
import java.util.List;

/// Says to a running apply that it must not begin anything more. What is under way ends. Safe for
/// many threads.
public final class Halt {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean isAsked;

  /// From now on nothing is begun.
  public synchronized void ask() {
    isAsked = true;
    actions.forEach(Runnable::run);
    actions.clear();
  }

  public synchronized boolean isAsked() {
    return isAsked;
  }

  /// Does something as soon as it is asked; at once if it was.
  ///
  /// @param action returns at once
  public synchronized void then(Runnable action) {
    if (isAsked) action.run();
    else actions.add(action);
  }
}

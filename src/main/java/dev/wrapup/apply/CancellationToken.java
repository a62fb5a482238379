package dev.wrapup.apply;

import java.util.ArrayList;
import java.util.List;

/// Cancels a running apply: nothing more is begun, and what is in flight ends. Thread-safe.
public final class CancellationToken {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean isCancelled;

  /// From now on nothing is begun.
  public synchronized void cancel() {
    isCancelled = true;
    actions.forEach(Runnable::run);
    actions.clear();
  }

  public synchronized boolean isCancelled() {
    return isCancelled;
  }

  /// Does something as soon as it is cancelled; at once if it was.
  ///
  /// @param action returns at once
  public synchronized void onCancel(Runnable action) {
    if (isCancelled) action.run();
    else actions.add(action);
  }
}

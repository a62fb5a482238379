package dev.wrapup.apply;

import java.util.concurrent.atomic.AtomicBoolean;

/// Says to a running apply that it must not begin anything more. What is under way ends.
public final class Halt {
  private final AtomicBoolean asked = new AtomicBoolean();

  /// From now on nothing is begun.
  public void ask() {
    asked.set(true);
  }

  public boolean isAsked() {
    return asked.get();
  }
}

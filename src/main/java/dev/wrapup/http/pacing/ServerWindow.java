package dev.wrapup.http.pacing;

import java.time.Duration;
import java.util.Optional;

/// The remaining quota of the server's current window, by its headers, less the requests in flight.
/// Times are those of [System#nanoTime()]. Not thread-safe.
final class ServerWindow {
  /// How long a window is taken to be when the server has said nothing of it yet.
  private static final long LENGTH = Duration.ofMinutes(1).toNanos();

  /// The time to the next window comes in whole seconds, so ends this near are one.
  private static final long SAME = Duration.ofSeconds(2).toNanos();

  private record Window(long end, int allowed, int left) {
    boolean endsWith(long other) {
      return Math.abs(end - other) < SAME;
    }
  }

  private Optional<Window> window = Optional.empty();
  private int underWay;

  /// Whether the server has said anything.
  boolean isTold() {
    return window.isPresent();
  }

  /// How long the next request has to wait, in nanoseconds; nothing or less if it may leave now.
  long delay(long now) {
    return window.filter(current -> current.left() <= 0).map(full -> full.end() - now).orElse(0L);
  }

  /// A request leaves.
  void leave(long now) {
    underWay++;
    window = window.map(last -> current(last, now)).map(ServerWindow::less);
  }

  private static Window current(Window last, long now) {
    return now - last.end() < 0 ? last : new Window(now + LENGTH, last.allowed(), last.allowed());
  }

  private static Window less(Window window) {
    return new Window(window.end(), window.allowed(), window.left() - 1);
  }

  /// A request was answered, or given up.
  ///
  /// @param told what the server said; empty if nothing
  void answer(long now, Optional<RateLimitHeaders> told) {
    underWay--;
    if (told.isEmpty()) return;
    RateLimitHeaders said = told.get();
    long end = now + said.reset().toNanos();
    int free = said.allowed() - said.count() - underWay;
    // answers may overtake each other, so within a window there is never more left than there was
    int left =
        window
            .filter(known -> known.endsWith(end))
            .map(known -> Math.min(known.left(), free))
            .orElse(free);
    window = Optional.of(new Window(end, said.allowed(), left));
  }
}

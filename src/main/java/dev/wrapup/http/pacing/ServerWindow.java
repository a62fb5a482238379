package dev.wrapup.http.pacing;

import java.time.Duration;
import java.util.Optional;

/// The remaining quota of the server's current window, by its headers, less the requests that it
/// may not have counted yet. Times are those of [System#nanoTime()]. Not thread-safe.
final class ServerWindow {
  /// How long a window is taken to be when the server has said nothing of it yet.
  private static final long LENGTH = Duration.ofMinutes(1).toNanos();

  /// The time to the next window comes in whole seconds, so ends this near are one.
  private static final long SAME = Duration.ofSeconds(2).toNanos();

  /// @param count the most that an answer told, since answers may overtake each other
  /// @param isTold whether the server has said when it ends
  private record Window(long end, int allowed, int count, boolean isTold) {
    boolean endsWith(long other) {
      return Math.abs(end - other) < SAME;
    }
  }

  private Optional<Window> window = Optional.empty();
  private int underWay;

  /// Requests that ended since an answer last told the count.
  private int untold;

  /// When the last window was taken to begin, since the one before was over.
  private Optional<Long> begun = Optional.empty();

  /// How much earlier than a window's end the server may say that it is.
  private long early;

  /// Whether the server has said anything.
  boolean isTold() {
    return window.isPresent();
  }

  /// How long the next request has to wait, in nanoseconds; nothing or less if it may leave now.
  long delay(long now) {
    return window.filter(last -> now - last.end() < 0).map(last -> delay(last, now)).orElse(0L);
  }

  private long delay(Window current, long now) {
    int free = current.allowed() - current.count() - untold;
    if (free > underWay) return 0;
    // the server may have counted what is under way, which the next answer shows
    return free > 0 ? Pacer.UNTIL_ANSWERED : current.end() - now;
  }

  /// A request leaves.
  void leave(long now) {
    underWay++;
    if (window.isEmpty() || now - window.get().end() < 0) return;
    begun = Optional.of(now);
    untold = 0;
    window = Optional.of(new Window(now + LENGTH, window.get().allowed(), 0, false));
  }

  /// A request was answered, or given up.
  ///
  /// @param told what the server said; empty if nothing
  void answer(long now, Optional<RateLimitHeaders> told) {
    underWay--;
    untold = told.isPresent() ? 0 : untold + 1;
    told.ifPresent(
        said -> {
          long end = now + said.reset().toNanos() + early;
          window =
              Optional.of(
                  window
                      .filter(known -> known.endsWith(end))
                      .map(known -> same(known, said, end))
                      .orElseGet(() -> new Window(end, said.allowed(), said.count(), true)));
        });
  }

  /// Whole seconds are rounded up, so that of all ends that the answers tell the first is the
  /// nearest to the true one.
  private static Window same(Window known, RateLimitHeaders said, long end) {
    boolean isNearer = known.isTold() && known.end() - end < 0;
    return new Window(
        isNearer ? known.end() : end, said.allowed(), Math.max(known.count(), said.count()), true);
  }

  /// A request was refused. Where a window has only just begun, the one before was not over: this
  /// server rounds its seconds down.
  void refused(long now) {
    if (begun.filter(time -> now - time < SAME).isPresent()) {
      early = Duration.ofSeconds(1).toNanos();
    }
  }
}

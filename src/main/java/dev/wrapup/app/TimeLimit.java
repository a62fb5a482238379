package dev.wrapup.app;

import dev.wrapup.apply.CancellationToken;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.process.Signals;
import java.time.Duration;

/// Ends a run that writes when its time is over, as a signal would: nothing more is begun, and what
/// is under way gets some time to end.
final class TimeLimit implements AutoCloseable {
  private final CancellationToken cancellation;
  private final Thread timer;
  private volatile boolean isOver;

  private TimeLimit(Duration left, CancellationToken cancellation) {
    this.cancellation = cancellation;
    this.timer = Thread.ofPlatform().daemon().name("time-limit").unstarted(() -> await(left));
  }

  /// Watches until it is closed.
  ///
  /// @param deadline of the requests, which is put off for what is under way then
  static TimeLimit watch(Deadline deadline, CancellationToken cancellation) {
    TimeLimit limit = new TimeLimit(deadline.left(), cancellation);
    deadline.putOff(Signals.CUT);
    limit.timer.start();
    return limit;
  }

  private void await(Duration left) {
    try {
      Thread.sleep(left);
      isOver = true;
      cancellation.cancel();
    } catch (InterruptedException e) {
      // the run was over first
    }
  }

  /// Whether the time was over before the run was.
  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    timer.interrupt();
  }
}

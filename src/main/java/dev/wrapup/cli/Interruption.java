package dev.wrapup.cli;

import dev.wrapup.apply.Halt;
import dev.wrapup.http.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets a run that writes finish what is under way when its process is told to end. SIGINT and
/// SIGTERM come through [LastWord]; any other signal that ends the process, such as SIGHUP, is met
/// here. Before the run begins to write, nothing is waited for.
final class Interruption implements AutoCloseable {
  /// So long may what is under way take.
  static final Duration GRACE = Duration.ofSeconds(5);

  /// What still has no answer by then is cut off, so that the run can say what came of it.
  static final Duration CUT = Duration.ofSeconds(4);

  private static final Object LOCK = new Object();

  /// Signals are the process's, and so is the one run that they are for.
  private static @Nullable Interruption writing;

  private static boolean isStopped;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Halt halt;
  private final Session session;
  private final Thread hook;
  private Deadline deadline = Deadline.never();

  private Interruption(Halt halt, Session session) {
    this.halt = halt;
    this.session = session;
    this.hook = new Thread(this::await, "interruption");
  }

  /// Watches until it is closed.
  static Interruption watch(Halt halt, Session session) {
    Interruption interruption = new Interruption(halt, session);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// From now on a signal lets the run say what came of it. Never returns if one came before.
  ///
  /// @param requests when they have to be over, which a signal makes sooner
  void begin(Deadline requests) {
    synchronized (LOCK) {
      while (isStopped) {
        try {
          LOCK.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      deadline = requests;
      writing = this;
    }
  }

  /// Lets nothing more be begun in this process.
  ///
  /// @return whether a run is writing or has written, and will say what came of it
  static boolean stop() {
    synchronized (LOCK) {
      if (writing == null) isStopped = true;
      else writing.halt.ask();
      return writing != null;
    }
  }

  private void await() {
    if (stop() && !await(ended)) {
      session.err().println("error: writes under way did not end in time");
    }
  }

  /// Waits for what a stopped run has under way, as long as it may take.
  ///
  /// @return whether its end came in time
  static boolean await(CountDownLatch end) {
    try {
      if (end.await(CUT.toMillis(), TimeUnit.MILLISECONDS)) return true;
      synchronized (LOCK) {
        if (writing != null) writing.deadline.end();
      }
      return end.await(GRACE.minus(CUT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    session.out().flush(); // the process may be gone as soon as the hook has returned
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending; the hook waits for this
    }
    ended.countDown();
  }
}

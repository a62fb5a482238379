package dev.wrapup.cli;

import dev.wrapup.apply.Halt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run that is told to end (SIGINT, SIGTERM) finish what is under way. The process then ends
/// with the status that the signal gives it.
final class Interruption implements AutoCloseable {
  /// So long may what is under way take.
  private static final int SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Session session;
  private final Thread hook;

  private Interruption(Halt halt, Session session) {
    this.session = session;
    this.hook =
        new Thread(
            () -> {
              halt.ask();
              try {
                boolean inTime = ended.await(SECONDS, TimeUnit.SECONDS);
                if (!inTime) System.err.println("error: writes under way did not end in time");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
  }

  /// Watches until it is closed.
  static Interruption watch(Halt halt, Session session) {
    Interruption interruption = new Interruption(halt, session);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
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

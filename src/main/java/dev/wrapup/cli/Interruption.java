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
  private final Thread hook;

  private Interruption(Halt halt) {
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

  static Interruption watch(Halt halt) {
    Interruption interruption = new Interruption(halt);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending; the hook waits for this
    }
    ended.countDown();
  }
}

package dev.wrapup.process;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The signals that end the process, and the one run of it that may be writing then: it finishes
/// what is under way. Before it begins to write, nothing is waited for.
public final class Signals {
  /// So long may what is under way take.
  public static final Duration GRACE = Duration.ofSeconds(5);

  /// What still has no answer by then is cut off, so that the run can say what came of it.
  public static final Duration CUT = Duration.ofSeconds(4);

  private static final Object LOCK = new Object();
  private static @Nullable Writing writing;
  private static boolean isStopped;

  /// @param stop lets nothing more be begun
  /// @param cut ends the requests under way
  private record Writing(Runnable stop, Runnable cut) {}

  private Signals() {}

  /// From now on a signal lets the run say what came of it. Never returns if one came before.
  ///
  /// @param stop lets nothing more be begun
  /// @param cut ends the requests under way
  public static void begin(Runnable stop, Runnable cut) {
    synchronized (LOCK) {
      while (isStopped) {
        try {
          LOCK.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      writing = new Writing(stop, cut);
    }
  }

  /// Lets nothing more be begun in this process.
  ///
  /// @return whether a run is writing or has written, and will say what came of it
  public static boolean stop() {
    synchronized (LOCK) {
      if (writing == null) isStopped = true;
      else writing.stop().run();
      return writing != null;
    }
  }

  /// Waits for what a stopped run has under way, as long as it may take.
  ///
  /// @return whether its end came in time
  public static boolean await(CountDownLatch end) {
    try {
      if (end.await(CUT.toMillis(), TimeUnit.MILLISECONDS)) return true;
      synchronized (LOCK) {
        if (writing != null) writing.cut().run();
      }
      return end.await(GRACE.minus(CUT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Does something when a signal comes, in place of ending the process. `sun.misc.Signal` alone
  /// tells which signal it was. It is no supported API, so it is reached by its name: where it is
  /// missing, a signal ends the process as it does without this.
  ///
  /// @param signal such as `INT`
  public static void watch(String signal, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ending =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> handle(action));
      Object named = type.getConstructor(String.class).newInstance(signal);
      type.getMethod("handle", type, handler).invoke(null, named, ending);
    } catch (ReflectiveOperationException e) {
      // as said above
    }
  }

  /// What a signal handler's only method returns, being void.
  private static @Nullable Object handle(Runnable action) {
    action.run();
    return null;
  }
}

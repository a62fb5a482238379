package dev.wrapup.cli;

import dev.wrapup.report.ErrorJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees to it that a process that was asked for JSON prints exactly one document, even if it is
/// told to end (SIGINT, SIGTERM) before it has any: what the run prints is held back until it is
/// whole, and whoever comes first, the run or the signal, has the last word.
///
/// Not for an apply, which ends what is under way and then has its own (see [Interruption]).
final class OneDocument {
  private final Session session;
  private boolean isPrinted;

  private OneDocument(Session session) {
    this.session = session;
  }

  /// Whether a call is to be run by this.
  static boolean isWanted(String... args) {
    boolean isApply = args.length > 0 && args[0].equals("apply");
    return !isApply && Invocation.format(args).equals("json");
  }

  /// Runs the command that the arguments name. Doesn't return if a signal comes first.
  static ExitCode run(Session session, String... args) {
    OneDocument document = new OneDocument(session);
    document.watch("INT", ExitCode.INTERRUPTED);
    document.watch("TERM", ExitCode.TERMINATED);
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(held, false, StandardCharsets.UTF_8);
    ExitCode exit = new Invocation(session.printingTo(out)).execute(args);
    out.flush();
    document.print(held.toString(StandardCharsets.UTF_8));
    return exit;
  }

  private synchronized void print(String document) {
    isPrinted = true;
    session.out().print(document);
    session.out().flush();
  }

  /// Prints why there is no result, and ends the process; does nothing if there is one. Whoever
  /// holds the lock keeps it until the end.
  private synchronized void end(ExitCode exit) {
    if (isPrinted) return;
    isPrinted = true;
    String message = exit.meaning();
    String next = "run it again; nothing was changed";
    session
        .out()
        .print(
            ErrorJson.render(
                exit.number(), "interrupted", message, next, List.of(), Looks.ofErrors(session)));
    session.out().flush();
    session.err().println("error: " + message);
    Output.next(session, next);
    Runtime.getRuntime().halt(exit.number());
  }

  /// What a signal handler's only method returns, being void.
  private @Nullable Object handle(ExitCode exit) {
    end(exit);
    return null;
  }

  /// `sun.misc.Signal` alone tells which signal it was. It is no supported API, so it is reached by
  /// its name: where it is missing, a signal ends the process as it does without this.
  private void watch(String signal, ExitCode exit) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ending =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> handle(exit));
      Object named = type.getConstructor(String.class).newInstance(signal);
      type.getMethod("handle", type, handler).invoke(null, named, ending);
    } catch (ReflectiveOperationException e) {
      // as said above
    }
  }
}

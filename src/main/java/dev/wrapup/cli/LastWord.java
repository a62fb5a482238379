package dev.wrapup.cli;

import dev.wrapup.report.ErrorJson;
import dev.wrapup.report.Look;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Sees to it that a process that is told to end (SIGINT, SIGTERM) says so before it does: what to
/// do next, and one document where JSON was asked for. What the run prints is then held back until
/// it is whole, and whoever comes first, the run or the signal, has the last word. An apply that is
/// writing ends what is under way, and has it.
final class LastWord {
  private final Session session;
  private final StandardOutput output;
  private final boolean isJson;
  private final CountDownLatch said = new CountDownLatch(1);
  private final AtomicBoolean isEnding = new AtomicBoolean();
  private Optional<ExitCode> ended = Optional.empty();

  private LastWord(Session session, StandardOutput output, boolean isJson) {
    this.session = session;
    this.output = output;
    this.isJson = isJson;
  }

  /// Runs the command that the arguments name. Doesn't return if a signal comes first.
  ///
  /// @param output where the session prints
  /// @return how the process ends, the writing of its result included
  static ExitCode run(Session session, StandardOutput output, String... args) {
    // a server is there to be stopped
    if (args.length > 0 && args[0].equals("sandbox")) {
      return output.outcome(new Invocation(session).execute(args), session.err());
    }
    LastWord word = new LastWord(session, output, Invocation.format(args).equals("json"));
    word.watch("INT", ExitCode.INTERRUPTED);
    word.watch("TERM", ExitCode.TERMINATED);
    if (!word.isJson) {
      return word.say(new HeldOutput(), new Invocation(session).execute(args));
    }
    HeldOutput held = new HeldOutput();
    PrintStream out = new PrintStream(held, false, StandardCharsets.UTF_8);
    ExitCode exit = new Invocation(session.printingTo(out)).execute(args);
    if (!out.checkError()) return word.say(held, exit);
    session.err().println("error: the result is too long for the memory and the temporary folder");
    Output.next(session, "make room in the temporary folder, or ask for another --format");
    return word.say(new HeldOutput(), ExitCode.first(List.of(exit, ExitCode.ERROR)));
  }

  /// Says what the run came to. Doesn't return if a signal waits for that: the process ends as it
  /// says.
  ///
  /// @return how it ends, if the document could not be written
  private ExitCode say(HeldOutput document, ExitCode exit) {
    ExitCode outcome;
    synchronized (this) {
      release(document);
      outcome = output.outcome(exit, session.err());
      ended = Optional.of(outcome);
      said.countDown();
    }
    if (isEnding.get()) await(new CountDownLatch(1), Duration.ofDays(1));
    return outcome;
  }

  private void release(HeldOutput document) {
    try {
      document.releaseTo(session.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the process, with a word if the run has none. Does nothing if the run is over.
  private void end(ExitCode exit) {
    if (said.getCount() == 0) return;
    isEnding.set(true);
    Thread.ofPlatform().daemon().name("last-word").start(() -> endUnheard(exit));
    boolean isWriting = Interruption.stop();
    if (isWriting) Interruption.await(said);
    synchronized (this) {
      if (ended.isEmpty()) {
        sayInterrupted(
            exit,
            isWriting
                ? "apply again; what became of the writes under way is looked up"
                : "run it again; no code was changed");
      } else if (isWriting && ended.get() == ExitCode.OK) {
        Output.next(session, "nothing: all was done before it was interrupted");
      }
      // a run that was over first keeps the exit that its document names
      Runtime.getRuntime().halt((isWriting ? exit : ended.orElse(exit)).number());
    }
  }

  /// Ends the process where nobody takes what it prints.
  private static void endUnheard(ExitCode exit) {
    await(new CountDownLatch(1), Interruption.GRACE.plusSeconds(1));
    Runtime.getRuntime().halt(exit.number());
  }

  private static void await(CountDownLatch latch, Duration time) {
    try {
      boolean ignored = latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayInterrupted(ExitCode exit, String next) {
    String message = exit.meaning();
    if (isJson) {
      Look look = Looks.ofErrors(session);
      Output.print(
          session,
          Output.Content.written(
              out ->
                  ErrorJson.write(
                      exit.number(), "interrupted", message, next, List.of(), look, out)));
    }
    ExitCode ignored = output.outcome(exit, session.err());
    session.err().println("error: " + message);
    Output.next(session, next);
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

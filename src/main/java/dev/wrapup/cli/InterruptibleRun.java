package dev.wrapup.cli;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Failure;
import dev.wrapup.cli.command.Looks;
import dev.wrapup.process.HeldOutput;
import dev.wrapup.process.Session;
import dev.wrapup.process.Signals;
import dev.wrapup.process.StandardOutput;
import dev.wrapup.process.Stop;
import dev.wrapup.report.doc.Caller;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sees to it that a process that is told to end (SIGINT, SIGTERM) says so before it does: what to
/// do next, and one document where JSON was asked for. What the run prints is then held back until
/// it is whole, and whoever comes first, the run or the signal, has the last word. An apply that is
/// writing ends what is under way, and has it; it does so too if another signal, such as SIGHUP,
/// ends the process.
final class InterruptibleRun {
  private final Session session;
  private final StandardOutput output;
  private final boolean isJson;
  private final CountDownLatch said = new CountDownLatch(1);
  private final AtomicBoolean isEnding = new AtomicBoolean();
  private Optional<ExitCode> ended = Optional.empty();

  private InterruptibleRun(Session session, StandardOutput output, boolean isJson) {
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
      return outcome(new Invocation(session).execute(args), output, session.err());
    }
    boolean isJson = Invocation.format(args).equals("json");
    InterruptibleRun run = new InterruptibleRun(session, output, isJson);
    Signals.watch("INT", () -> run.end(ExitCode.INTERRUPTED));
    Signals.watch("TERM", () -> run.end(ExitCode.TERMINATED));
    Thread hook = new Thread(run::awaitWrites, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run.run(args);
    } finally {
      run.release(hook);
    }
  }

  private void awaitWrites() {
    if (Signals.stop() && !Signals.await(said)) {
      session.err().println("error: writes under way did not end in time");
    }
  }

  private void release(Thread hook) {
    said.countDown();
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending
    }
  }

  private ExitCode run(String... args) {
    if (!isJson) return say(new HeldOutput(), new Invocation(session).execute(args));
    HeldOutput held = new HeldOutput();
    PrintStream out = new PrintStream(held, false, StandardCharsets.UTF_8);
    ExitCode exit = new Invocation(session.printingTo(out)).execute(args);
    if (!out.checkError()) return say(held, exit);
    session.err().println("error: the result is too long for the memory and the temporary folder");
    next("make room in the temporary folder, or ask for another --format");
    return say(new HeldOutput(), ExitCode.first(List.of(exit, ExitCode.ERROR)));
  }

  private void next(String what) {
    Invocation.next(session, what);
  }

  /// Says what the run came to. Doesn't return if a signal waits for that: the process ends as it
  /// says.
  ///
  /// @return how it ends, if the document could not be written
  private ExitCode say(HeldOutput document, ExitCode exit) {
    ExitCode outcome;
    synchronized (this) {
      release(document);
      outcome = outcome(exit, output, session.err());
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

  /// What a process ends with: the exit of its command, or [ExitCode#ERROR] where that counts for
  /// more, after it was told that the result could not be written.
  static ExitCode outcome(ExitCode exit, StandardOutput output, PrintStream err) {
    Optional<String> failure = output.failure();
    if (failure.isEmpty()) return exit;
    err.println("error: the result could not be written to standard output: " + failure.get());
    err.println(
        "next: give it an output that can be written and run it again; what an apply had done"
            + " stays done, and is in its journal");
    return ExitCode.first(List.of(exit, ExitCode.ERROR));
  }

  /// Ends the process, with a word if the run has none. Does nothing if the run is over.
  private void end(ExitCode exit) {
    if (said.getCount() == 0) return;
    isEnding.set(true);
    Thread.ofPlatform().daemon().name("last-word").start(() -> endUnheard(exit));
    boolean isWriting = Signals.stop();
    if (isWriting) Signals.await(said);
    synchronized (this) {
      if (ended.isEmpty()) {
        sayInterrupted(
            exit,
            isWriting
                ? "apply again; what became of the writes under way is looked up"
                : "run it again; no code was changed");
      } else if (isWriting && ended.get() == ExitCode.OK) {
        next("nothing: all was done before it was interrupted");
      }
      // a run that was over first keeps the exit that its document names
      Runtime.getRuntime().halt((isWriting ? exit : ended.orElse(exit)).number());
    }
  }

  /// Ends the process where nobody takes what it prints.
  private static void endUnheard(ExitCode exit) {
    await(new CountDownLatch(1), Signals.GRACE.plusSeconds(1));
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
    session.err().end();
    if (isJson) {
      Failure failure = new Failure(exit, Stop.error("interrupted", message, next));
      Invocation.print(session, Invocation.json(failure, Caller.UNKNOWN, Looks.ofErrors(session)));
    }
    ExitCode ignored = outcome(exit, output, session.err());
    session.err().println("error: " + message);
    next(next);
  }
}

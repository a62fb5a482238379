package dev.wrapup.cli.audit;

import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.Outbox;
import dev.wrapup.report.doc.ShellWord;
import java.util.List;
import java.util.stream.Stream;

/// What to do about events that a receiver didn't take.
public final class Webhooks {
  /// What a replay is given too. The receiver isn't: its address may hold a secret.
  private static final List<String> SAME =
      Stream.concat(Context.TARGET.stream(), Stream.of("--audit-dir")).toList();

  private Webhooks() {}

  /// What to do about events that nobody took, and why that was.
  public static String next(Outbox.Told told, Context context) {
    String replay = ShellWord.command("webhook replay", context.given(SAME));
    return "mend the receiver, then tell it what it missed: %s; what is applied stays so"
            .formatted(replay)
        + why(told);
  }

  /// Why the last event was not accepted, behind a sentence.
  public static String why(Outbox.Told told) {
    return told.why().map(why -> " (" + why + ")").orElse("");
  }

  /// The end of a command some of whose events nobody took.
  ///
  /// @param deadline that telling had
  public static CommandResult undelivered(
      CommandResult result, Outbox.Told told, Deadline deadline, Context context) {
    String next = next(told, context);
    return deadline.left().isZero()
        ? result.ending(ExitCode.OUT_OF_TIME, "give it more by --timeout; " + next)
        : result.ending(ExitCode.WEBHOOK, next);
  }
}

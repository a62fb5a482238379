package dev.wrapup.cli.audit;

import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.Outbox;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import java.util.Optional;

/// What to do about events that a receiver didn't take.
public final class Webhooks {
  private Webhooks() {}

  /// What to do about events that nobody took, and why that was.
  public static Remedy next(Outbox.Told told) {
    return next("", told);
  }

  private static Remedy next(String first, Outbox.Told told) {
    return Remedy.by(
        first
            + "mend the receiver%s, then tell it what it missed (WFM_WEBHOOK_URL names it); what is"
                .formatted(why(told))
            + " applied stays so",
        ShellCommand.own("webhook", "replay"));
  }

  /// Why the last event was not accepted, behind a sentence.
  public static String why(Outbox.Told told) {
    return told.why()
        .or(() -> Optional.of(Words.count(told.owed(), "event") + " not sent yet"))
        .filter(why -> told.isMissing())
        .map(why -> " (" + why + ")")
        .orElse("");
  }

  /// The end of a command some of whose events nobody took.
  ///
  /// @param deadline that telling had
  public static CommandResult undelivered(
      CommandResult result, Outbox.Told told, Deadline deadline) {
    return deadline.left().isZero()
        ? result.ending(ExitCode.OUT_OF_TIME, next("give it more by --timeout; ", told))
        : result.ending(ExitCode.WEBHOOK, next(told));
  }
}

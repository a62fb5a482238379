package dev.wrapup.cli.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/// How the process ends. The constants stand in the order in which one wins over another when
/// several are true.
public enum ExitCode {
  INTERRUPTED(130, "interrupted (SIGINT)"),
  TERMINATED(143, "terminated (SIGTERM)"),
  OUT_OF_TIME(124, "out of time"),
  USAGE(2, "wrong usage, an invalid desired-state file, a wrong target"),
  NOT_WHOLE(9, "the catalog could not be read whole"),
  NOT_REVIEWED(6, "not the reviewed plan"),
  REFUSED(5, "refused by policy"),
  NOT_APPLIED(7, "at least one change not applied, or not as it was wanted"),
  ERROR(
      1,
      "error: network, API, internal, a result that could not be written; a failed verify, doctor, fmt --check or lint --check"),
  WEBHOOK(8, "all applied, a webhook undelivered"),
  DRIFT(4, "drift"),
  PENDING(3, "changes pending"),
  OK(0, "done, or nothing to do");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /// What the shell sees.
  public int number() {
    return number;
  }

  /// The one with a number.
  public static ExitCode of(int number) {
    return Arrays.stream(values()).filter(exit -> exit.number == number).findFirst().orElseThrow();
  }

  /// For the table of exit codes.
  public String meaning() {
    return meaning;
  }

  /// The one that a process with all of these ends with; [#OK] if there is none.
  public static ExitCode first(Collection<ExitCode> codes) {
    return codes.stream().min(Comparator.naturalOrder()).orElse(OK);
  }
}

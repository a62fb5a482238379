package dev.wrapup.cli;

import dev.wrapup.http.Deadline;
import dev.wrapup.http.Secret;
import dev.wrapup.http.Webhook;
import dev.wrapup.journal.Outbox;
import dev.wrapup.report.ShellWord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Who is told of changes, from the options and variables.
final class Webhooks {
  /// What a replay is given too. The receiver isn't: its address may hold a secret.
  private static final List<String> SAME =
      Stream.concat(Connection.TARGET.stream(), Stream.of("--audit-dir")).toList();

  static final String SECRET = "WFM_WEBHOOK_SECRET";

  private static final String URL = "WFM_WEBHOOK_URL";
  private static final String OPTION = "--webhook-url";

  private Webhooks() {}

  /// The variables of a run, in which the receiver is the one that its options name: the address
  /// may hold a secret, which every client has to know.
  static Map<String, String> variables(Context context) {
    Map<String, String> variables = new HashMap<>(context.workspace().variables());
    if (context.has(OPTION)) {
      variables.put(URL, context.text(OPTION).orElse(""));
    }
    return variables;
  }

  /// What to do about events that nobody took, and why that was.
  static String next(Outbox.Told told, Context context) {
    String replay = ShellWord.command("webhook replay", context.given(SAME));
    return "mend the receiver, then tell it what it missed: %s; what is applied stays so"
            .formatted(replay)
        + why(told);
  }

  /// Why the last event was not accepted, behind a sentence.
  static String why(Outbox.Told told) {
    return told.why().map(why -> " (" + why + ")").orElse("");
  }

  /// The end of a command some of whose events nobody took.
  ///
  /// @param deadline that telling had
  static CommandResult undelivered(
      CommandResult result, Outbox.Told told, Deadline deadline, Context context) {
    String next = next(told, context);
    return deadline.left().isZero()
        ? result.ending(ExitCode.OUT_OF_TIME, "give it more by --timeout; " + next)
        : result.ending(ExitCode.WEBHOOK, next);
  }

  /// The receiver. Of what happens in the embedded organization nobody is told who isn't named on
  /// the command line: the variable may be that of a real one.
  ///
  /// @param deadline when telling has to be over
  static Optional<Webhook> of(Context context, Deadline deadline) {
    Optional<String> url =
        context.has("--sandbox")
            ? context.text(OPTION)
            : context.text(OPTION).or(() -> context.workspace().variable(URL));
    Optional<Secret> secret = context.workspace().credential(SECRET).map(Secret::new);
    Optional<Path> caFile = context.caFile();
    Consumer<String> log = context.workspace().requests();
    return url.map(
        text -> new Webhook(text, secret, context.workspace().variables(), caFile, deadline, log));
  }
}

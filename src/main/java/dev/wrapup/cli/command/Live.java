package dev.wrapup.cli.command;

import dev.wrapup.app.Connection;
import dev.wrapup.app.snapshot.Snapshots;
import dev.wrapup.process.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/// The option for a snapshot that takes the place of an organization.
public final class Live {
  private static final String LIVE = "--live";
  private static final String MAX_AGE = "--max-age";

  private Live() {}

  public static List<ArgSpec> option() {
    return Options.all(
        Options.value(
            LIVE,
            "FILE",
            "Take what is live from this file, as snapshot --out wrote it, and ask nobody: a preview."),
        Options.value(MAX_AGE, "TIME", "Refuse it if it is older than this, such as 24h or 7d."));
  }

  /// Whether a snapshot is asked for, in part at least.
  public static boolean isGiven(Context context) {
    return context.has(LIVE) || context.has(MAX_AGE);
  }

  /// A connection that only reads, from a snapshot where one is given.
  public static Connection open(Context context) {
    Optional<String> file = context.text(LIVE);
    Optional<Duration> maxAge = context.duration(MAX_AGE);
    if (file.isEmpty() && maxAge.isPresent()) {
      throw Stop.usage("--max-age is given without --live", "give both, or neither");
    }
    if (file.isEmpty()) return context.open();
    Optional<String> other = Stream.of("--sandbox", "--base-url").filter(context::has).findFirst();
    if (other.isPresent()) {
      throw Stop.usage(
          "--live is given, and " + other.get(),
          "give one of them: a snapshot takes the organization's place");
    }
    return Connection.on(
        Snapshots.read(file.get(), maxAge, context.patience(), context.workspace()),
        context.run(),
        context.workspace(),
        context.deadline());
  }
}

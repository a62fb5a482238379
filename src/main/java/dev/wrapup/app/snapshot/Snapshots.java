package dev.wrapup.app.snapshot;

import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.json.SnapshotFile;
import dev.wrapup.report.json.SnapshotJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Snapshots of an organization: how one is taken, and what has to hold of one before it takes the
/// organization's place.
public final class Snapshots {
  /// Clocks of two machines may differ by so much.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private Snapshots() {}

  /// What [#of] reads as a document, signed where there is a key.
  public static String take(Connection connection, Optional<Integer> days, OutputStyle look) {
    return SnapshotJson.render(
        of(connection, days), UserAgent.VERSION, Journals.key(connection.workspace()), look);
  }

  /// Reads all that a plan may want to know. Where an API tells who refers to codes only when it is
  /// asked, this takes a request a code and a request a queue, so the usual time limit is waived.
  ///
  /// @param days of which it is read how often codes were picked; empty if it isn't
  public static Snapshot of(Connection connection, Optional<Integer> days) {
    Instant at = connection.workspace().clock().instant();
    connection.identify();
    Catalog catalog = connection.catalog();
    Optional<Queues> queues = queues(connection);
    Optional<Usage> usage = connection.usage(catalog.ids()).map(Snapshots::sorted);
    Optional<Picks> picks = days.map(connection::picks);
    return new Snapshot(connection.target(), at, catalog, usage, queues, picks);
  }

  /// Empty if this client may not read them: what can be planned without them can be.
  private static Optional<Queues> queues(Connection connection) {
    try {
      return Optional.of(connection.queues(QueueNames.ALL));
    } catch (HttpFailure e) {
      if (e.kind() == HttpFailure.Kind.SCOPE) return Optional.empty();
      throw e;
    }
  }

  /// In an order that is the same each time, and of one code that in which they were read.
  private static Usage sorted(Usage usage) {
    return new Usage(
        usage.referrers().stream()
            .sorted(Comparator.comparing((Referrer one) -> one.codeId().orElse("")))
            .toList(),
        usage.unread());
  }

  /// A snapshot that can be relied on.
  ///
  /// @param name of its file
  /// @param maxAge how old it may be; empty for any age
  /// @param patience how long a pipe may take
  /// @throws Stop if it is none, was changed, is not signed by the key that is set, too old, or
  ///   still to come
  public static Snapshot read(
      String name, Optional<Duration> maxAge, Duration patience, Workspace workspace) {
    Snapshot snapshot = read(name, patience, workspace);
    Instant now = workspace.clock().instant();
    String taken = "%s was taken %s".formatted(name, Time.minute(snapshot.at()));
    if (snapshot.at().isAfter(now.plus(SKEW))) {
      throw refused(taken + ", which is still to come", "see that the clock is right, and");
    }
    boolean isOld = maxAge.filter(most -> snapshot.at().plus(most).isBefore(now)).isPresent();
    if (!isOld) return snapshot;
    throw refused(
        "%s, %s: that is longer than it may be".formatted(taken, Time.ago(snapshot.at(), now)),
        "allow more by `maxAge`, or");
  }

  private static Snapshot read(String name, Duration patience, Workspace workspace) {
    try {
      return SnapshotFile.read(workspace.path(name), Journals.key(workspace), patience);
    } catch (IllegalArgumentException e) {
      throw refused(
          "%s can't be relied on: %s".formatted(name, e.getMessage()),
          "give the file as it was written, or");
    }
  }

  private static Stop refused(String why, String first) {
    return Stop.usage(
        "snapshot", why, Remedy.by(first + " take a new one", ShellCommand.own("snapshot")));
  }
}

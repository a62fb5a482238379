package dev.wrapup.app.snapshot;

import dev.wrapup.app.Apply;
import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Snapshot;
import dev.wrapup.process.Content;
import dev.wrapup.process.WholeFile;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Receiver;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Restored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An apply to an organization in memory, which begins as a snapshot: the real one, over the real
/// protocol, to nobody. Closing it forgets all of it.
public final class Rehearsal implements AutoCloseable {
  private final Path folder;
  private Optional<Apply.Applied> applied = Optional.empty();
  private List<String> events = List.of();

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /// One that is still to be played.
  public static Rehearsal begin() {
    try {
      return new Rehearsal(Files.createTempDirectory("wrapup"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Plays an apply.
  ///
  /// @param faults of the organization's server
  /// @param listener decides about the plan, as of a real apply
  public void play(
      Snapshot snapshot,
      RunOptions options,
      Review review,
      List<Fault> faults,
      Workspace workspace,
      Deadline deadline,
      Apply.Listener listener) {
    Workspace alone = workspace.without(Journals.KEY); // nobody vouches for it
    Settings settings = Settings.DEFAULT.withFaults(faults);
    try (Receiver receiver = Receiver.start()) {
      RunOptions run = options.rehearsing(snapshot.target(), receiver.url().toString());
      Apply apply =
          new Apply(
              run,
              ApplyOptions.DEFAULT.in(folder.toString()),
              alone,
              deadline,
              () ->
                  Connection.rehearsing(
                      Sandbox.start(Restored.of(snapshot), settings),
                      snapshot.target(),
                      run,
                      alone,
                      deadline));
      applied = apply.run(review, listener);
      events = receiver.bodies();
    }
  }

  private Optional<Path> journal() {
    return applied.flatMap(done -> done.facts().journal()).map(Path::of);
  }

  /// What an audit would tell; empty if nothing was begun.
  public Optional<AuditReport> audit() {
    return journal().map(path -> held(AuditReport.of(ParsedJournal.ofRehearsal(path))));
  }

  /// The same with its rows in the memory, since the journal goes.
  private static AuditReport held(AuditReport audit) {
    return new AuditReport(
        audit.journal(),
        audit.run(),
        audit.begun(),
        audit.ended(),
        List.copyOf(audit.rows()),
        audit.counts(),
        audit.metrics(),
        audit.remaining(),
        audit.undecided(),
        audit.notBegun());
  }

  /// The bodies of the webhooks, in the order in which they were sent.
  public List<String> events() {
    return events;
  }

  /// Whether all came to be live as it was wanted.
  public boolean areAllMade() {
    return applied.filter(Apply.Applied::areAllMade).isPresent();
  }

  /// Keeps the journal.
  public void keep(Path path) {
    journal()
        .ifPresent(
            from -> WholeFile.write(path, Content.written(to -> to.write(Files.readString(from)))));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      // the system clears its folder of temporary files
    }
  }
}

package dev.wrapup.app.snapshot;

import dev.wrapup.app.Apply;
import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Journals;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
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

  /// Plans on the snapshot, and plays the apply of that plan if it may be applied.
  ///
  /// @param faults of the organization's server
  /// @return the plan on the snapshot
  /// @throws Stop if the organization in memory can't stand for the snapshot: another plan would be
  ///   applied there
  public Planned play(
      Snapshot snapshot,
      RunOptions options,
      Review review,
      List<Fault> faults,
      Workspace workspace,
      Deadline deadline) {
    Workspace alone = workspace.without(Journals.KEY); // nobody vouches for it
    try (Receiver receiver = Receiver.start()) {
      RunOptions run = options.rehearsing(snapshot.target(), receiver.url().toString());
      Planned planned;
      try (Connection on = Connection.rehearsing(snapshot, run, alone, deadline)) {
        planned = Planned.make(on, DesiredInputs.read(on), review);
      }
      if (!planned.mayBeApplied() || planned.plan().changes().isEmpty()) return planned;
      Apply apply = new Apply(run, ApplyOptions.DEFAULT.in(folder.toString()), alone, deadline);
      Restored restored = Restored.of(snapshot);
      Settings settings = Settings.DEFAULT.withFaults(faults).withHidden(restored.hidden());
      Sandbox stage = Sandbox.start(restored.organization(), settings);
      try (Connection memory =
          Connection.rehearsing(stage, snapshot.target(), run, alone, deadline)) {
        applied = apply.run(memory, planned.inputs(), review, now -> isSame(planned, now));
      }
      events = receiver.bodies();
      return planned;
    }
  }

  /// Holds the plan in memory to that on the snapshot.
  private static boolean isSame(Planned wanted, Planned now) {
    List<String> differences = wanted.differences(now);
    if (differences.isEmpty()) return true;
    throw Stop.error(
        "not-rehearsable",
        "what this snapshot shows gives another plan in memory, by %s: %s"
            .formatted(Words.count(differences.size(), "difference"), differences.getFirst()),
        "rely on its plan: a rehearsal would show something else");
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

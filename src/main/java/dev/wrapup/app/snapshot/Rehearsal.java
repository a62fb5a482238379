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
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What came of an apply to an organization in memory, which began as a snapshot: the real one,
/// over the real protocol, to nobody.
///
/// @param planned the plan on the snapshot
/// @param audit what an audit would tell; empty if nothing was begun
/// @param events the bodies of the webhooks, in the order in which they were sent
/// @param areAllMade whether all came to be live as it was wanted
public record Rehearsal(
    Planned planned, Optional<AuditReport> audit, List<String> events, boolean areAllMade) {
  /// Plans on the snapshot, and plays the apply of that plan if it may be applied.
  ///
  /// @param faults of the organization's server
  /// @param keep takes the journal, if anything was begun
  /// @throws Stop if the organization in memory can't stand for the snapshot: another plan would be
  ///   applied there
  public static Rehearsal of(
      Snapshot snapshot,
      RunOptions options,
      Review review,
      List<Fault> faults,
      Consumer<Content> keep,
      Workspace workspace,
      Deadline deadline) {
    Workspace alone = workspace.without(Journals.KEY); // nobody vouches for it
    Path folder = folder();
    try (Receiver receiver = Receiver.start()) {
      RunOptions run = options.rehearsing(snapshot.target(), receiver.url().toString());
      Planned planned;
      try (Connection on = Connection.rehearsing(snapshot, run, alone, deadline)) {
        planned = Planned.make(on, DesiredInputs.read(on), review);
      }
      if (!planned.mayBeApplied() || planned.plan().changes().isEmpty()) {
        return new Rehearsal(planned, Optional.empty(), List.of(), false);
      }
      Apply apply = new Apply(run, ApplyOptions.DEFAULT.in(folder.toString()), alone, deadline);
      Restored restored = Restored.of(snapshot);
      Settings settings = Settings.DEFAULT.withFaults(faults).withHidden(restored.hidden());
      Sandbox stage = Sandbox.start(restored.organization(), settings);
      Optional<Apply.Applied> applied;
      try (Connection memory =
          Connection.rehearsing(stage, snapshot.target(), run, alone, deadline)) {
        applied = apply.run(memory, planned.inputs(), review, now -> isSame(planned, now));
      }
      Optional<Path> journal = applied.flatMap(done -> done.facts().journal()).map(Path::of);
      journal.ifPresent(path -> keep.accept(to -> Files.copy(path, to)));
      return new Rehearsal(
          planned,
          journal.map(path -> held(AuditReport.of(ParsedJournal.ofRehearsal(path)))),
          receiver.bodies(),
          applied.filter(Apply.Applied::areAllMade).isPresent());
    } finally {
      delete(folder);
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

  private static Path folder() {
    try {
      return Files.createTempDirectory("wrapup");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      // the system clears its folder of temporary files
    }
  }
}

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An apply to an organization in memory, which begins as a snapshot: the real one, over the real
/// protocol, to nobody. Closing it forgets all of it.
public final class Rehearsal implements AutoCloseable {
  private final Path folder;
  private final Optional<Path> journal;
  private final List<String> events;
  private final boolean areAllMade;

  private Rehearsal(Path folder, Optional<Path> journal, List<String> events, boolean areAllMade) {
    this.folder = folder;
    this.journal = journal;
    this.events = events;
    this.areAllMade = areAllMade;
  }

  /// Plays an apply.
  ///
  /// @param faults of the organization's server
  /// @param listener decides about the plan, as of a real apply
  public static Rehearsal play(
      Snapshot snapshot,
      RunOptions options,
      Review review,
      List<Fault> faults,
      Workspace workspace,
      Deadline deadline,
      Apply.Listener listener) {
    Path folder = folder();
    Workspace alone = withoutKey(workspace);
    Settings settings = Settings.DEFAULT.withFaults(faults);
    try (Receiver receiver = Receiver.start()) {
      RunOptions run = options.rehearsing(receiver.url().toString());
      ApplyOptions how =
          new ApplyOptions(
              Optional.of(folder.toString()),
              ApplyOptions.DEFAULT.initiatedBy(),
              ApplyOptions.DEFAULT.approvedBy(),
              ApplyOptions.DEFAULT.parallelism(),
              ApplyOptions.DEFAULT.retries(),
              ApplyOptions.DEFAULT.recording());
      Apply apply =
          new Apply(
              run,
              how,
              alone,
              deadline,
              () ->
                  Connection.rehearsing(
                      Sandbox.start(Restored.of(snapshot), settings),
                      snapshot.target(),
                      run,
                      alone,
                      deadline));
      Optional<Apply.Applied> applied = apply.run(review, listener);
      return new Rehearsal(
          folder,
          applied.flatMap(done -> done.facts().journal()).map(Path::of),
          receiver.bodies(),
          applied.filter(Apply.Applied::areAllMade).isPresent());
    }
  }

  /// A rehearsal is never signed: nobody vouches for it.
  private static Workspace withoutKey(Workspace workspace) {
    Map<String, String> variables = new HashMap<>(workspace.variables());
    variables.remove(Journals.KEY);
    return new Workspace(
        workspace.directory(),
        variables,
        workspace.clock(),
        workspace.notes(),
        workspace.requests());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("rehearsal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an audit would tell; empty if nothing was begun.
  public Optional<AuditReport> audit() {
    return journal.map(path -> AuditReport.of(ParsedJournal.ofRehearsal(path)));
  }

  /// The bodies of the webhooks, in the order in which they were sent.
  public List<String> events() {
    return events;
  }

  /// Whether all came to be live as it was wanted.
  public boolean areAllMade() {
    return areAllMade;
  }

  /// Keeps the journal.
  public void keep(Path path) {
    journal.ifPresent(
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

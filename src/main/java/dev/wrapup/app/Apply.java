package dev.wrapup.app;

import dev.wrapup.app.ApplyOptions.Recording;
import dev.wrapup.apply.CancellationToken;
import dev.wrapup.apply.JournalRecovery;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.Result;
import dev.wrapup.process.Signals;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.ApplyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the changes of a plan: each under the revision that the plan read, recorded in a journal
/// before it is sent, and told to the receiver.
public final class Apply {
  private final RunOptions options;
  private final ApplyOptions how;
  private final Workspace workspace;
  private final Deadline deadline;
  private final Path folder;
  private final Optional<byte[]> key;
  private final Optional<Webhook> webhook;
  private final CancellationToken cancellation = new CancellationToken();

  /// Looks at what an apply needs, before anything is asked for.
  ///
  /// @param deadline when it has to be over
  /// @throws dev.wrapup.process.Stop if it can't be used
  public Apply(RunOptions options, ApplyOptions how, Workspace workspace, Deadline deadline) {
    this.options = options;
    this.how = how;
    this.workspace = workspace;
    this.deadline = deadline;
    this.folder = Journals.folder(how.auditDir(), workspace);
    this.key = Journals.key(workspace);
    Journals.warn(workspace);
    this.webhook = options.webhook(workspace, deadline);
  }

  /// Whoever decides about a plan, and hears how far it is.
  public interface Listener {
    /// Whether the changes are made. A plan that is not the reviewed one, or is refused, is not
    /// applied whatever this says.
    boolean begin(Planned planned);

    /// A change is over, whatever came of it.
    default void step(Result result) {}

    /// All are.
    default void end() {}
  }

  /// What came of it.
  ///
  /// @param untold what the receiver didn't take, if only of earlier runs; empty if it took all
  /// @param isOutOfTime whether the time was over before the run was
  /// @param recorded what became of the ref; empty if nobody asked, or not all is done
  public record Applied(
      ApplyReport facts,
      Optional<Outbox.Told> untold,
      boolean isOutOfTime,
      Optional<AppliedRef.Recorded> recorded) {
    /// Whether all is live as it was wanted.
    public boolean areAllMade() {
      return facts.results().stream().allMatch(result -> result.outcome().isDone());
    }

    /// Whether nothing is left to do or to tell.
    public boolean isWhole() {
      return areAllMade() && untold.isEmpty() && facts.lost().isEmpty();
    }

    private Applied with(Optional<AppliedRef.Recorded> what) {
      return new Applied(facts, untold, isOutOfTime, what);
    }
  }

  /// Lets a run begin nothing more; what is under way ends. Safe from any thread.
  public void halt() {
    cancellation.cancel();
  }

  /// Completes what earlier runs left, plans, and makes the changes if the listener agrees.
  ///
  /// @return empty if nothing was begun
  public Optional<Applied> run(Review review, Listener listener) {
    try (Connection connection = Connection.openToWrite(options, workspace, deadline)) {
      return run(connection, DesiredInputs.read(connection), review, listener);
    }
  }

  /// The same over a connection that can write.
  ///
  /// @param inputs that were read of the options' files
  public Optional<Applied> run(
      Connection connection, DesiredInputs inputs, Review review, Listener listener) {
    Optional<AppliedRef.Move> move =
        how.recording() == Recording.MOVED
            ? Optional.of(ref(connection, inputs).move(inputs.desired().files(), options.files()))
            : Optional.empty();
    try (AuditFolder audit = AuditFolder.open(folder)) {
      Optional<Outbox.Told> owed = complete(audit, connection);
      Planned planned = Planned.make(connection, inputs, review);
      if (!listener.begin(planned) || !planned.mayBeApplied()) return Optional.empty();
      ApplyRun run = new ApplyRun(connection, planned, how, cancellation, key, webhook, listener);
      try (TimeLimit limit = TimeLimit.watch(deadline, cancellation)) {
        ApplyReport facts = run.make(audit);
        Optional<Outbox.Told> untold =
            Optional.of(facts.told()).filter(Outbox.Told::isMissing).or(() -> owed);
        Applied applied = new Applied(facts, untold, limit.isOver(), Optional.empty());
        if (!applied.isWhole()) return Optional.of(applied);
        return Optional.of(
            applied.with(
                move.isPresent() ? move.map(AppliedRef.Move::make) : left(connection, inputs)));
      }
    }
  }

  /// What a person is told of the ref that is not to be moved.
  private Optional<AppliedRef.Recorded> left(Connection connection, DesiredInputs inputs) {
    if (how.recording() == Recording.NONE) return Optional.empty();
    return ref(connection, inputs).leave(inputs.desired().files(), options.files());
  }

  private AppliedRef ref(Connection connection, DesiredInputs inputs) {
    return new AppliedRef(inputs.desired().files(), options.name(connection.target()), workspace);
  }

  /// Ends the journals of earlier runs that were cut short.
  ///
  /// @return what the receiver didn't take of what they owed; empty if it took all
  private Optional<Outbox.Told> complete(AuditFolder audit, Connection connection) {
    List<JournalRecovery.Completed> completed =
        Journals.recovery(connection, webhook).complete(audit, connection.target());
    completed.forEach(journal -> workspace.note(Journals.told(journal)));
    return completed.stream().map(done -> done.told()).filter(t -> t.failed() > 0).findFirst();
  }

  /// Ends a run that writes when its time is over, as a signal would: nothing more is begun, and
  /// what is under way gets some time to end.
  private static final class TimeLimit implements AutoCloseable {
    private final CancellationToken cancellation;
    private final Thread timer;
    private volatile boolean isOver;

    private TimeLimit(Duration left, CancellationToken cancellation) {
      this.cancellation = cancellation;
      this.timer = Thread.ofPlatform().daemon().name("time-limit").unstarted(() -> await(left));
    }

    /// Watches until it is closed.
    ///
    /// @param deadline of the requests, which is put off for what is under way then
    static TimeLimit watch(Deadline deadline, CancellationToken cancellation) {
      TimeLimit limit = new TimeLimit(deadline.left(), cancellation);
      deadline.putOff(Signals.CUT);
      limit.timer.start();
      return limit;
    }

    private void await(Duration left) {
      try {
        Thread.sleep(left);
        isOver = true;
        cancellation.cancel();
      } catch (InterruptedException e) {
        // the run was over first
      }
    }

    /// Whether the time was over before the run was.
    boolean isOver() {
      return isOver;
    }

    @Override
    public void close() {
      timer.interrupt();
    }
  }
}

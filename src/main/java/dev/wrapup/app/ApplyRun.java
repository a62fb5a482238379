package dev.wrapup.app;

import dev.wrapup.apply.Applier;
import dev.wrapup.apply.ApplyContext;
import dev.wrapup.apply.CancellationToken;
import dev.wrapup.apply.PostApplyCheck;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.Result;
import dev.wrapup.journal.Run;
import dev.wrapup.journal.RunSummary;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.RunUndo;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ApplyReport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One run of an approved plan, with its journal and its events.
record ApplyRun(
    Connection connection,
    Planned planned,
    ApplyOptions how,
    CancellationToken cancellation,
    Optional<byte[]> key,
    Optional<Webhook> webhook,
    Apply.Listener listener) {
  /// Makes the changes, if there are any.
  ApplyReport make(AuditFolder audit) {
    Plan plan = planned.plan();
    if (plan.changes().isEmpty()) {
      return facts(
          List.of(),
          Outbox.Told.NOTHING,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.of(0),
          Optional.empty());
    }
    Instant begin = clock().instant();
    Run run = run();
    try (Journal journal =
        Journal.begin(audit.journal(begin, run.id()), run, plan.changes(), clock(), key)) {
      return webhook.isPresent()
          ? telling(new Outbox(webhook.get(), journal, clock()), journal)
          : finish(write(journal, Optional.empty()), Outbox.Told.NOTHING, journal);
    }
  }

  private ApplyReport telling(Outbox started, Journal journal) {
    try (Outbox outbox = started) {
      cancellation.onCancel(outbox::halt);
      List<Result> results = write(journal, Optional.of(outbox));
      return finish(results, outbox.settle(Outbox.GRACE), journal);
    }
  }

  private List<Result> write(Journal journal, Optional<Outbox> outbox) {
    Set<String> known = planned.catalog().ids();
    ApplyContext changes =
        new ApplyContext(
            planned.plan().desired().dialect(),
            connection.reader(),
            connection.writer(),
            journal,
            event -> outbox.ifPresent(box -> box.send(event)),
            listener::step,
            how.retries(),
            cancellation);
    connection.client().beforeWrites(changes::sending);
    try {
      return new Applier(changes, how.parallelism())
          .apply((Verdict.Approved) planned.verdict(), known);
    } finally {
      listener.end();
      connection.keep();
    }
  }

  private Clock clock() {
    return connection.workspace().clock();
  }

  /// Ends the journal, unless the next run shall tell events that are owed, or read what this one
  /// wrote and couldn't read.
  private ApplyReport finish(List<Result> results, Outbox.Told told, Journal journal) {
    Optional<Catalog> after = after();
    PostApplyCheck check =
        PostApplyCheck.of(
            Result.landed(results),
            after.map(Catalog::codes),
            queues(results),
            planned.plan().desired().dialect(),
            connection.reader(),
            connection.reader().lag());
    List<Result> seen = results.stream().map(check::seen).toList();
    Optional<Integer> remaining = after.flatMap(check::seen).flatMap(this::remaining);
    List<UnreadWrite> unread = connection.reader().locks() ? List.of() : check.unread();
    try {
      journal.checked(outcomes(results), outcomes(seen));
      if (unread.isEmpty() && told.owed() == 0) end(seen, remaining, journal);
      else journal.leave();
    } catch (JournalFailure e) {
      // the journal keeps why, and it is told with what was written
    }
    return facts(
        seen,
        told,
        Optional.of(journal.path().toString()),
        Optional.of(journal.head()),
        unread,
        remaining,
        journal.failure());
  }

  /// Ids of the queues of which this run may have changed what they offer.
  private static Set<String> queues(List<Result> results) {
    return results.stream()
        .filter(result -> result.outcome().status() != Status.NOT_BEGUN)
        .flatMap(result -> result.change().effect().queue().stream())
        .map(Value.Outcome::id)
        .collect(Collectors.toSet());
  }

  private static List<ChangeOutcome> outcomes(List<Result> results) {
    return results.stream().map(Result::outcome).toList();
  }

  private void end(List<Result> seen, Optional<Integer> remaining, Journal journal) {
    journal.finish(
        new RunSummary(
            remaining,
            outcomes(seen).stream().filter(o -> o.since().word().isPresent()).toList(),
            Optional.of(connection.requests()),
            Optional.of(connection.settings().budget().waited())));
  }

  private Run run() {
    return RunOrigin.of(how, planned.approval(), connection.workspace())
        .run(
            connection.recorded(),
            CheckedOut.of(
                planned.plan().desired().files(),
                connection.options().files(),
                connection.workspace()),
            Optional.of(planned.plan().digest()),
            planned.plan().changes().size(),
            webhook.map(Webhook::origin),
            planned.plan().undo().map(RunUndo::run));
  }

  /// The codes once more, with the queues as they were planned for; empty if they can't be read.
  private Optional<Catalog> after() {
    try {
      Catalog codes = connection.codes(planned.inputs());
      return Optional.of(planned.catalog().queues().map(codes::with).orElse(codes));
    } catch (HttpFailure | IncompleteCatalogException | Stop e) {
      return Optional.empty();
    }
  }

  /// How many changes a new plan shows.
  private Optional<Integer> remaining(Catalog after) {
    try {
      Plan again = Planned.plan(connection, planned.inputs(), planned.inputs().compare(after));
      return Optional.of(again.changes().size());
    } catch (HttpFailure | Stop e) {
      return Optional.empty();
    }
  }

  private ApplyReport facts(
      List<Result> results,
      Outbox.Told told,
      Optional<String> journal,
      Optional<String> head,
      List<UnreadWrite> unread,
      Optional<Integer> remaining,
      Optional<JournalFailure> lost) {
    return new ApplyReport(
        UserAgent.VERSION,
        connection.target(),
        planned.plan().digest(),
        planned.plan().undo().isPresent(),
        results,
        planned.plan().drift().stream().map(Change::code).toList(),
        planned.baseCommit(),
        told,
        journal,
        head,
        unread,
        remaining,
        connection.requests(),
        lost);
  }
}

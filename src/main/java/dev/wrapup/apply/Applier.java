package dev.wrapup.apply;

import dev.wrapup.audit.Result;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.platform.Answer;
import dev.wrapup.platform.IncompleteCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Carries out an approved plan: each change under the revision that the plan read, several at
/// once, each after the one that frees its code.
public final class Applier {
  private final Means means;
  private final int parallelism;

  /// @param parallelism how many writes may be under way at once
  public Applier(Means means, int parallelism) {
    this.means = means;
    this.parallelism = parallelism;
  }

  /// Makes the changes of a plan.
  ///
  /// @param known ids of the codes that were live when the plan was made
  /// @return one result for each change, in the plan's order
  public List<Result> apply(Verdict.Approved approved, Set<String> known) {
    Plan plan = approved.plan();
    IdentityHashMap<Change, Result> results = new IdentityHashMap<>();
    Schedule schedule = Schedule.of(plan.changes());
    try (ExecutorService workers = Executors.newFixedThreadPool(parallelism, Applier::worker)) {
      Map<Schedule.Unit, Future<List<Result>>> running = new HashMap<>();
      for (Schedule.Unit unit : schedule.units()) {
        // units stand in execution order: what one waits for was submitted before, so that even a
        // single worker gets to it first
        Optional<Future<List<Result>>> before =
            unit.after().map(after -> Objects.requireNonNull(running.get(after)));
        running.put(unit, workers.submit(() -> unit(unit, before, known)));
      }
      for (Future<List<Result>> future : running.values()) {
        join(future).forEach(result -> results.put(result.change(), result));
      }
    }
    return plan.changes().stream().map(results::get).toList();
  }

  private static Thread worker(Runnable work) {
    return Thread.ofPlatform().daemon().name("apply").unstarted(work);
  }

  private static List<Result> join(Future<List<Result>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<Result> unit(
      Schedule.Unit unit, Optional<Future<List<Result>>> before, Set<String> known) {
    Optional<Result> obstacle =
        before.flatMap(
            future ->
                join(future).stream().filter(result -> !result.outcome().isDone()).findFirst());
    if (obstacle.isPresent()) {
      Change freeing = obstacle.get().change();
      return giveUp(
          unit.changes(),
          obstacle.get().outcome() instanceof Outcome.NotBegun
              ? new Outcome.NotBegun()
              : new Outcome.Failed(
                  "its code is not free, since the change of %s was not made"
                      .formatted(freeing.frees().orElse(freeing.code()))));
    }
    if (means.halt().isAsked()) return giveUp(unit.changes(), new Outcome.NotBegun());
    return unit.isRing()
        ? ring(unit.changes())
        : List.of(attempt(unit.changes().getFirst(), known).run());
  }

  private Attempt attempt(Change change, Set<String> known) {
    return switch (change) {
      case Change.Create create -> new Creation(create, known, means);
      case Change.Update update -> new Update(update, means);
      case Change.Delete delete -> new Deletion(delete, means);
    };
  }

  private List<Result> giveUp(List<Change> changes, Outcome outcome) {
    List<Result> results = new ArrayList<>();
    for (Change change : changes) {
      Result result =
          new Result(change, outcome, change.live(), 0, Duration.ZERO, Optional.empty());
      boolean isRecorded = !(outcome instanceof Outcome.NotBegun);
      results.add(isRecorded ? means.conclude(Optional.empty(), result) : result);
    }
    return results;
  }

  /// Swaps codes round a ring: the last member waits under another code while the others move up.
  private List<Result> ring(List<Change> members) {
    Change.Update last = (Change.Update) members.getLast();
    String parkAs = Parked.codeOf(last.before().id());
    long intent = means.journal().intent(last, last.live(), Optional.of(parkAs));
    Answer answer;
    try {
      answer = park(last.before(), parkAs);
    } catch (HttpFailure | IncompleteCatalog e) {
      return giveUp(members, new Outcome.Failed(String.valueOf(e.getMessage())));
    }
    if (!(answer instanceof Answer.Done done) || done.now().isEmpty()) {
      return giveUp(
          members,
          new Outcome.Failed(
              "the code %s could not be set aside for the swap: %s"
                  .formatted(last.before().code(), reason(answer))));
    }
    LiveCode parked = done.now().get();
    means.journal().parked(intent, parked);
    List<Result> results = new ArrayList<>();
    for (Change member : members.subList(0, members.size() - 1)) {
      Result result = attempt(member, Set.of()).run();
      results.add(result);
      if (result.outcome().isDone()) continue;
      List<Change> rest = members.subList(results.size(), members.size());
      results.addAll(
          giveUp(rest, new Outcome.Failed("the swap of codes broke off: see " + member.code())));
      putBack(last, parked, results);
      return results;
    }
    results.add(new Update(last, parked, means).run());
    return results;
  }

  /// Parks, and looks at live where the answer is lost.
  private Answer park(LiveCode before, String parkAs) {
    Answer answer = means.writer().update(before, parkAs, Map.of());
    if (!(answer instanceof Answer.NoAnswer)) return answer;
    Optional<LiveCode> now = means.reader().read(before.id());
    if (now.isPresent() && now.get().code().equals(parkAs)) {
      return new Answer.Done(now, Optional.empty());
    }
    boolean isUntouched = now.isPresent() && now.get().revision().equals(before.revision());
    return isUntouched ? means.writer().update(before, parkAs, Map.of()) : answer;
  }

  /// Gives a parked code its old name back, if nobody has taken it meanwhile.
  private void putBack(Change.Update last, LiveCode parked, List<Result> results) {
    boolean isTaken =
        results.stream()
            .filter(result -> result.outcome().isDone())
            .flatMap(result -> result.change().takes().stream())
            .anyMatch(last.before().code()::equals);
    if (isTaken) return;
    long intent =
        means.journal().intent(last, Optional.of(parked), Optional.of(last.before().code()));
    try {
      Answer answer = means.writer().update(parked, last.before().code(), Map.of());
      if (answer instanceof Answer.Done done && done.now().isPresent()) {
        means.journal().parked(intent, done.now().get());
      }
    } catch (HttpFailure e) {
      // it stays parked, which the next plan sees and the outcomes of the ring tell
    }
  }

  private static String reason(Answer answer) {
    return switch (answer) {
      case Answer.Done ignored -> "done";
      case Answer.Refused refused -> refused.reason();
      case Answer.Missing missing -> missing.reason();
      case Answer.Invalid invalid -> invalid.reason();
      case Answer.Rejected rejected -> rejected.reason();
      case Answer.NoAnswer lost -> lost.reason();
    };
  }
}

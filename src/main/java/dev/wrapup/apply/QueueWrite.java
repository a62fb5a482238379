package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.WriteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds codes to one queue by one request, or removes one code from it. Both commute with what
/// others do to the queue, so there is no lock: what came of a request without a complete answer is
/// read from live, and only what live doesn't show is sent again.
final class QueueWrite {
  /// A queue that is out of sight is answered for as one that was deleted.
  static final String GONE = "there is no such queue any more, or this client can't see it";

  private final String queue;
  private final boolean isAdd;
  private final List<Pair> pairs;
  private final ApplyContext context;

  private final Map<Pair, Long> intents = new HashMap<>();
  private final Map<Pair, Result> results = new LinkedHashMap<>();

  /// When the first request was sent; empty if none was.
  private Optional<Long> begun = Optional.empty();

  private boolean isSent;
  private int retries;
  private Optional<String> requestId = Optional.empty();

  /// Why there was no complete answer to a request; it may still be carried out.
  private Optional<String> lost = Optional.empty();

  /// A change with its code as it is live.
  record Pair(Change.QueuePair change, LiveCode code) {}

  /// @param pairs all of one queue and one kind; one if it is to be removed
  QueueWrite(List<Pair> pairs, ApplyContext context) {
    Change.QueuePair first = pairs.getFirst().change();
    this.queue = first.queue().id();
    this.isAdd = first.isAdd();
    this.pairs = List.copyOf(pairs);
    this.context = context;
  }

  /// Makes the changes, and records the outcome of each.
  List<Result> run() {
    try {
      if (isAdd) add();
      else send(intended(pairs));
    } catch (HttpFailure | IncompleteCatalogException e) {
      conclude(open(), ChangeExecutor.unread(isSent, lost, e));
    } catch (JournalFailure e) {
      conclude(open(), ChangeExecutor.unrecorded(lost.isPresent(), e));
    }
    return List.copyOf(results.values());
  }

  /// Adds what isn't there: others may have added some since the plan was made.
  private void add() {
    Optional<Set<String>> offered = context.reader().codesOf(queue);
    if (offered.isEmpty()) {
      conclude(open(), gone());
      return;
    }
    conclude(shown(open(), offered), ChangeOutcome.alreadyApplied());
    List<Pair> missing = open();
    if (!missing.isEmpty()) send(intended(missing));
  }

  private static ChangeOutcome gone() {
    return ChangeOutcome.failed(GONE);
  }

  private List<Pair> intended(List<Pair> some) {
    Map<Change.QueuePair, LiveCode> codes = new LinkedHashMap<>();
    for (Pair pair : some) codes.put(pair.change(), pair.code());
    Map<Change.QueuePair, Long> numbers = context.intend(codes);
    for (Pair pair : some) intents.put(pair, numbers.getOrDefault(pair.change(), 0L));
    return some;
  }

  private void send(List<Pair> some) {
    List<Pair> left = some;
    while (true) {
      switch (write(left)) {
        case WriteResult.Done done -> {
          requestId = done.requestId();
          made(left);
          return;
        }
        case WriteResult.Rejected rejected when !rejected.invalid() -> {
          conclude(left, ChangeOutcome.failed(rejected.reason()));
          return;
        }
        case WriteResult.NoAnswer unanswered -> {
          lost = Optional.of(unanswered.reason());
          made(shown(left, context.reader().codesOf(queue)));
          left = open(left);
          if (left.isEmpty()) return;
          if (retries == context.mostRetries()) {
            conclude(
                left, ChangeOutcome.failed(ChangeExecutor.givenUp(retries, unanswered.reason())));
            return;
          }
        }
        case WriteResult refusal -> {
          refused(left, refusal);
          return;
        }
      }
      ChangeExecutor.backOff(++retries);
    }
  }

  private WriteResult write(List<Pair> some) {
    if (begun.isEmpty()) begun = Optional.of(System.nanoTime());
    List<String> codes = some.stream().map(pair -> pair.code().id()).toList();
    WriteResult result =
        isAdd
            ? context.writer().addToQueue(queue, codes)
            : context.writer().removeFromQueue(queue, codes.getFirst());
    isSent = true;
    return result;
  }

  /// What live shows of a request that was refused for what it names: the queue, or a code, may be
  /// gone, and what was to be done may be so already. Of several codes the others are added without
  /// the refused ones.
  private void refused(List<Pair> some, WriteResult refusal) {
    Optional<Set<String>> offered = context.reader().codesOf(queue);
    if (offered.isEmpty()) {
      conclude(some, gone());
      return;
    }
    boolean mayBeOurs = refusal.mayHaveLanded() || lost.isPresent();
    List<Pair> shown = shown(some, offered);
    if (mayBeOurs) made(shown);
    else conclude(shown, ChangeOutcome.alreadyApplied());
    List<Pair> left = open(some);
    if (left.size() > 1) {
      send(left.subList(0, left.size() / 2));
      send(left.subList(left.size() / 2, left.size()));
    } else if (!left.isEmpty()) {
      boolean isInvalid = refusal instanceof WriteResult.Rejected rejected && rejected.invalid();
      conclude(left, ChangeOutcome.failed(refusal.reason()).invalid(isInvalid));
    }
  }

  /// Those of the pairs that are as wanted.
  private List<Pair> shown(List<Pair> some, Optional<Set<String>> offered) {
    return some.stream().filter(pair -> isAsWanted(isAdd, pair.code().id(), offered)).toList();
  }

  /// Whether a queue is seen to offer a code, or not to, as it is wanted.
  ///
  /// @param code its id
  /// @param offered the ids of its codes; empty if it is gone or can't be seen, so that nobody
  ///   knows
  static boolean isAsWanted(boolean isAdd, String code, Optional<Set<String>> offered) {
    return offered.filter(codes -> codes.contains(code) == isAdd).isPresent();
  }

  private List<Pair> open() {
    return open(pairs);
  }

  private List<Pair> open(List<Pair> some) {
    return some.stream().filter(pair -> !results.containsKey(pair)).toList();
  }

  private void made(List<Pair> some) {
    for (Pair pair : some) {
      conclude(List.of(pair), ChangeOutcome.applied(Optional.of(pair.code())));
    }
  }

  private void conclude(List<Pair> some, ChangeOutcome outcome) {
    Duration latency =
        begun.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos)).orElse(Duration.ZERO);
    for (Pair pair : some) {
      ChangeOutcome known =
          lost.isPresent()
              ? ChangeExecutor.neverFailed(outcome, pair.change(), Optional.empty(), context)
              : outcome;
      Result result =
          new Result(pair.change(), known, Optional.of(pair.code()), retries, latency, requestId);
      results.put(pair, context.conclude(Optional.ofNullable(intents.get(pair)), result));
    }
  }
}

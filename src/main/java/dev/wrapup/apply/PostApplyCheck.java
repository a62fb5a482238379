package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.AuditEntry;
import dev.wrapup.journal.Result;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.IncompleteCatalogException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Compares what a run wrote with the catalog that is read after it: what other writers have made
/// of its codes since, and what the server stored otherwise than it answered. A code that isn't
/// listed as it was written is read by itself, and again as long as that shows a state before the
/// write, since reads may lag.
public final class PostApplyCheck {
  private final Dialect dialect;
  private final CatalogReader reader;
  private final Map<String, LiveCode> live = new LinkedHashMap<>();

  /// What was not seen yet as it was written, or as it was made later.
  private final List<AuditEntry> open;

  /// Ids of what can't be said, since no read showed it.
  private final Set<String> unread = new HashSet<>();

  private final QueueCheck queues;
  private boolean areQueuesUnread;

  private PostApplyCheck(
      List<AuditEntry> landed,
      Collection<LiveCode> listed,
      Optional<Queues> queues,
      Dialect dialect,
      CatalogReader reader) {
    this.dialect = dialect;
    this.reader = reader;
    this.queues =
        new QueueCheck(landed.stream().filter(PostApplyCheck::isOfQueue).toList(), queues, reader);
    listed.forEach(code -> live.put(code.id(), code));
    this.open = new ArrayList<>(landed);
    open.removeIf(entry -> isOfQueue(entry) || isAsWritten(entry));
  }

  private static boolean isOfQueue(AuditEntry entry) {
    return entry.effect().action().isOfQueue();
  }

  /// Compares changes with a listing.
  ///
  /// @param landed those that did
  /// @param queues as they were read after them; empty if none was
  /// @param patience with reads that lag
  public static PostApplyCheck of(
      List<AuditEntry> landed,
      Collection<LiveCode> listed,
      Optional<Queues> queues,
      Dialect dialect,
      CatalogReader reader,
      ConsistencyWait patience) {
    PostApplyCheck check = new PostApplyCheck(landed, listed, queues, dialect, reader);
    if (!check.open.isEmpty()) check.await(patience);
    check.awaitQueues(patience);
    return check;
  }

  private void await(ConsistencyWait patience) {
    try {
      if (patience.until(this::look, List::isEmpty).isEmpty()) noteUnread(this::isOld);
    } catch (HttpFailure | IncompleteCatalogException e) {
      // what a listing leaves out may be there
      noteUnread(entry -> isLate(entry) || live(entry.id()).isEmpty());
    }
  }

  private void noteUnread(Predicate<AuditEntry> which) {
    open.stream().filter(which).forEach(entry -> unread.add(entry.id()));
  }

  private void awaitQueues(ConsistencyWait patience) {
    try {
      queues.await(patience);
    } catch (HttpFailure | IncompleteCatalogException e) {
      areQueuesUnread = true;
    }
  }

  private List<AuditEntry> look() {
    for (AuditEntry entry : List.copyOf(open)) {
      String id = entry.id();
      reader.read(id).ifPresentOrElse(code -> live.put(id, code), () -> live.remove(id));
      if (!isLate(entry)) open.remove(entry);
    }
    return open;
  }

  private boolean isAsWritten(AuditEntry entry) {
    Optional<LiveCode> ours = entry.outcome().now();
    Optional<LiveCode> seen = live(entry.id());
    return ours.map(code -> seen.filter(now -> ChangeExecutor.isUntouched(code, now)).isPresent())
        .orElse(seen.isEmpty());
  }

  /// Whether what is seen is from before the write.
  private boolean isLate(AuditEntry entry) {
    Optional<LiveCode> ours = entry.outcome().now();
    Optional<LiveCode> seen = live(entry.id());
    if (ours.isEmpty()) return seen.isPresent();
    if (seen.isEmpty()) return entry.over().isEmpty();
    return isReplaced(entry, seen.get()) || reader.compare(seen.get(), ours.get()) < 0;
  }

  /// Whether what is seen can't be from after the write, even if a server's clocks differ.
  private boolean isOld(AuditEntry entry) {
    if (reader.locks()) return false;
    Optional<LiveCode> seen = live(entry.id());
    return entry.outcome().now().isEmpty()
        ? seen.isPresent()
        : seen.filter(now -> isReplaced(entry, now)).isPresent();
  }

  private static boolean isReplaced(AuditEntry entry, LiveCode seen) {
    return entry.over().filter(over -> ChangeExecutor.isUntouched(over, seen)).isPresent();
  }

  /// Whether all that was written could be read.
  public boolean isWhole() {
    return unread.isEmpty() && !areQueuesUnread;
  }

  /// A code as it was seen last.
  Optional<LiveCode> live(String id) {
    return Optional.ofNullable(live.get(id));
  }

  /// The catalog with the codes as they were seen last; empty if they are from such different times
  /// that two have one name.
  public Optional<Catalog> seen(Catalog after) {
    long names = live.values().stream().map(LiveCode::code).distinct().count();
    return names == live.size() ? Optional.of(after.with(live.values())) : Optional.empty();
  }

  /// The result with what was made of its code.
  public Result seen(Result result) {
    return result.outcome().landed() ? result.as(seen(result.entry())) : result;
  }

  /// The outcome of a change that landed, with what was made of its code.
  ChangeOutcome seen(AuditEntry entry) {
    ChangeOutcome outcome = entry.outcome();
    if (isOfQueue(entry)) return areQueuesUnread ? outcome : queues.seen(entry);
    if (outcome.now().isEmpty() || unread.contains(entry.id())) return outcome;
    LiveCode ours = outcome.now().get();
    Optional<LiveCode> seen = live(ours.id());
    if (seen.isEmpty()) return outcome.with(new Since(true, List.of()));
    LiveCode now = seen.get();
    if (isAsWritten(entry) || isSameEdit(entry, ours, now)) return judged(entry, now);
    return outcome.with(new Since(false, ThreeWayMerge.since(dialect, ours, now)));
  }

  /// Whether our own write left a code as it is, though not as it was answered.
  private boolean isSameEdit(AuditEntry entry, LiveCode ours, LiveCode now) {
    if (isReplaced(entry, now)) return reader.locks();
    try {
      return reader.compare(now, ours) == 0 && reader.isOurs(entry.over(), now, Instant.EPOCH);
    } catch (HttpFailure e) {
      return false;
    }
  }

  /// The outcome of a change, by what the server keeps of it: its answer may only have repeated
  /// what it was sent.
  private ChangeOutcome judged(AuditEntry entry, LiveCode kept) {
    List<Clash> altered = ThreeWayMerge.differences(dialect, entry.effect(), kept);
    return altered.isEmpty() || !entry.outcome().isDone()
        ? entry.outcome()
        : ChangeExecutor.altered(kept, altered);
  }
}

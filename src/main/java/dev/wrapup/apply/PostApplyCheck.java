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
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.Value;
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
import java.util.stream.Stream;

/// Compares what a run wrote with the catalog that is read after it: what other writers have made
/// of its codes since, and what the server stored otherwise than it answered. A code that isn't
/// listed as it was written is read by itself, and again as long as that shows a state before the
/// write, since reads may lag.
public final class PostApplyCheck {
  static final String BUT = "the server answered that it is done, and ";

  private final Dialect dialect;
  private final CatalogReader reader;
  private final Map<String, LiveCode> live = new LinkedHashMap<>();
  private final List<AuditEntry> landed;

  /// What was not seen yet as it was written, or as it was made later.
  private final List<AuditEntry> open;

  /// Ids of what can't be said, since it couldn't be read.
  private final Set<String> unread = new HashSet<>();

  /// Ids of new codes that the API says were deleted.
  private final Set<String> deleted = new HashSet<>();

  private final QueueCheck queues;

  private PostApplyCheck(
      List<AuditEntry> landed, Set<String> queues, Dialect dialect, CatalogReader reader) {
    this.dialect = dialect;
    this.reader = reader;
    this.landed = landed.stream().filter(entry -> !isOfQueue(entry)).toList();
    this.queues =
        new QueueCheck(landed.stream().filter(PostApplyCheck::isOfQueue).toList(), queues, reader);
    this.open = new ArrayList<>();
  }

  private static boolean isOfQueue(AuditEntry entry) {
    return entry.effect().action().isOfQueue();
  }

  /// Compares changes with a listing.
  ///
  /// @param landed those that did
  /// @param listed the codes after them; empty if they couldn't be listed
  /// @param queues ids of the queues whose codes are to be read
  /// @param patience with reads that lag
  public static PostApplyCheck of(
      List<AuditEntry> landed,
      Optional<? extends Collection<LiveCode>> listed,
      Set<String> queues,
      Dialect dialect,
      CatalogReader reader,
      ConsistencyWait patience) {
    PostApplyCheck check = new PostApplyCheck(landed, queues, dialect, reader);
    listed.ifPresentOrElse(
        codes -> check.codes(codes, patience),
        () -> check.landed.forEach(entry -> check.unread.add(entry.id())));
    check.queues.await(patience);
    return check;
  }

  private void codes(Collection<LiveCode> listed, ConsistencyWait patience) {
    listed.forEach(code -> live.put(code.id(), code));
    landed.stream().filter(entry -> !isAsWritten(entry)).forEach(open::add);
    if (open.isEmpty()) return;
    noteDeleted();
    open.removeIf(entry -> deleted.contains(entry.id()));
    try {
      if (patience.until(this::look, List::isEmpty).isPresent()) return;
    } catch (HttpFailure e) {
      // there is no time to see whether they are late
      open.forEach(this::noteUnread);
    }
    noteDeleted();
  }

  /// Whether it is a new code that isn't there, or not yet.
  private boolean isMissing(AuditEntry entry) {
    return entry.over().isEmpty() && live(entry.id()).isEmpty();
  }

  private void noteDeleted() {
    deleted.addAll(
        reader.deleted(open.stream().filter(this::isMissing).map(AuditEntry::id).toList()));
    unread.removeAll(deleted);
  }

  private void noteUnread(AuditEntry entry) {
    // what a listing leaves out may be there
    if (isLate(entry) || live(entry.id()).isEmpty()) unread.add(entry.id());
  }

  private List<AuditEntry> look() {
    for (AuditEntry entry : List.copyOf(open)) {
      String id = entry.id();
      try {
        reader.read(id).ifPresentOrElse(code -> live.put(id, code), () -> live.remove(id));
        if (!isLate(entry)) open.remove(entry);
      } catch (HttpFailure | IncompleteCatalogException e) {
        noteUnread(entry);
        open.remove(entry);
      }
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

  private static boolean isReplaced(AuditEntry entry, LiveCode seen) {
    return entry.over().filter(over -> ChangeExecutor.isUntouched(over, seen)).isPresent();
  }

  /// What was written and couldn't be read since.
  public List<UnreadWrite> unread() {
    return Stream.concat(
            landed.stream()
                .filter(entry -> unread.contains(entry.id()))
                .map(entry -> new UnreadWrite(false, entry.id(), entry.effect().code())),
            queues.unread())
        .distinct()
        .toList();
  }

  /// A code as it was seen last.
  Optional<LiveCode> live(String id) {
    return Optional.ofNullable(live.get(id));
  }

  /// The catalog with codes and queues as they were seen last; empty if they are from such
  /// different times that two codes have one name.
  public Optional<Catalog> seen(Catalog after) {
    long names = live.values().stream().map(LiveCode::code).distinct().count();
    if (names < live.size()) return Optional.empty();
    Catalog codes = after.with(live.values());
    return Optional.of(after.queues().map(queues::asRead).map(codes::with).orElse(codes));
  }

  /// The result of a run that has just ended, with what was made of its code.
  public Result seen(Result result) {
    if (!result.outcome().landed()) return result;
    AuditEntry entry = result.entry();
    if (isOfQueue(entry)) return result.as(queues.seenAtOnce(entry));
    return result.as(isUnshown(entry) ? unshown(result.outcome()) : seen(entry));
  }

  /// Whether a new code was never seen, and nobody is known to have deleted it.
  private boolean isUnshown(AuditEntry entry) {
    boolean isKnown = unread.contains(entry.id()) || deleted.contains(entry.id());
    return isMissing(entry) && !isKnown && !reader.locks();
  }

  private ChangeOutcome unshown(ChangeOutcome outcome) {
    LiveCode ours = outcome.now().orElseThrow();
    return ChangeOutcome.altered(
        ours,
        BUT + "the code is not there",
        List.of(new Clash(dialect.key(), new Value.Text(ours.code()), new Value.Text(""))));
  }

  /// The outcome of a change that landed, with what was made of its code.
  ChangeOutcome seen(AuditEntry entry) {
    ChangeOutcome outcome = entry.outcome();
    if (isOfQueue(entry)) return queues.seen(entry);
    if (unread.contains(entry.id())) return outcome;
    Optional<LiveCode> seen = live(entry.id());
    if (outcome.now().isEmpty()) return seen.map(this::stillThere).orElse(outcome);
    if (seen.isEmpty()) return outcome.with(new Since(true, List.of()));
    LiveCode ours = outcome.now().get();
    LiveCode now = seen.get();
    if (isAsWritten(entry) || isSameEdit(entry, ours, now)) return judged(entry, now);
    return outcome.with(new Since(false, ThreeWayMerge.since(dialect, ours, now)));
  }

  /// Nobody brings back what was deleted: it never was.
  private ChangeOutcome stillThere(LiveCode now) {
    return ChangeOutcome.altered(
        now,
        BUT + "the code is still there",
        List.of(new Clash(dialect.key(), new Value.Text(""), new Value.Text(now.code()))));
  }

  /// Whether no write but our own left a code as it is, though not as it was answered.
  private boolean isSameEdit(AuditEntry entry, LiveCode ours, LiveCode now) {
    if (isReplaced(entry, now)) return true;
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
    if (altered.isEmpty() || !entry.outcome().isDone()) return entry.outcome();
    return isReplaced(entry, kept)
        ? ChangeOutcome.altered(kept, BUT + "the code is still as it was before", altered)
        : ChangeExecutor.altered(kept, altered);
  }
}

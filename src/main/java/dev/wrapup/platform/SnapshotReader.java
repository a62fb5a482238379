package dev.wrapup.platform;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Editor;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Answers as the live catalog did when a snapshot of it was taken. Nothing can be written there,
/// so nothing that is asked around a write is known.
public record SnapshotReader(Snapshot snapshot) implements CatalogReader {
  /// A snapshot lacks what was asked for, which is unknown then, never nothing.
  public static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message, null, false, false);
    }
  }

  @Override
  public Optional<String> organization() {
    return snapshot.target().organization();
  }

  @Override
  public boolean mayWrite() {
    return false;
  }

  @Override
  public ConsistencyWait lag() {
    return ConsistencyWait.NONE;
  }

  @Override
  public Catalog snapshot(Collection<String> pinned) {
    return snapshot.catalog();
  }

  @Override
  public Catalog again(Catalog before) {
    return before;
  }

  @Override
  public Optional<Usage> usage(Set<String> ids, Consumer<String> tell) {
    return usage(referrer -> referrer.codeId().filter(ids::contains).isPresent());
  }

  @Override
  public Optional<Usage> offers(Set<String> ids, Consumer<String> tell) {
    return usage(
        referrer ->
            referrer.kind().equals("queue") && referrer.codeId().filter(ids::contains).isPresent());
  }

  private Optional<Usage> usage(Predicate<Referrer> isMeant) {
    return snapshot
        .usage()
        .map(all -> new Usage(all.referrers().stream().filter(isMeant).toList(), all.unread()));
  }

  /// Those of as many days before the snapshot.
  ///
  /// @throws Missing if it has none of just as many
  @Override
  public Picks picks(LocalDate first, LocalDate last) {
    int days = Picks.unknown(first, last, "").days();
    return snapshot
        .picks()
        .filter(picks -> picks.days() == days)
        .orElseThrow(
            () ->
                new Missing(
                    "the snapshot doesn't tell how often codes were picked in "
                        + Words.count(days, "day")));
  }

  @Override
  public Map<String, String> queues() {
    return all().all().stream().collect(Collectors.toMap(Queue::id, Queue::name));
  }

  /// Nobody: names of people are no part of a snapshot.
  @Override
  public Map<String, Editor> editors(Collection<String> ids) {
    return Map.of();
  }

  @Override
  public List<LiveCode> codes() {
    return snapshot.catalog().codes();
  }

  @Override
  public boolean locks() {
    return false;
  }

  @Override
  public int compare(LiveCode one, LiveCode other) {
    return 0;
  }

  @Override
  public boolean isOurs(Optional<LiveCode> before, LiveCode now, Instant earliest) {
    return false;
  }

  /// @throws Missing if the snapshot has none
  @Override
  public Queues queues(QueueNames names) {
    Queues all = all();
    Map<String, Set<String>> named = new HashMap<>();
    for (Queue queue : names.among(all.all())) {
      all.codesOf(queue).ifPresent(codes -> named.put(queue.id(), codes));
    }
    return new Queues(all.all(), named, all.unseen());
  }

  private Queues all() {
    return snapshot
        .queues()
        .orElseThrow(
            () ->
                new Missing(
                    "the files name queues, and whoever took the snapshot could read none"));
  }

  @Override
  public Optional<Set<String>> codesOf(String queue) {
    return all().codesOf(queue);
  }

  @Override
  public Optional<LiveCode> read(String id) {
    return codes().stream().filter(code -> code.id().equals(id)).findFirst();
  }

  @Override
  public Set<String> deleted(List<String> ids) {
    return Set.of();
  }
}

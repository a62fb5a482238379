package dev.wrapup.platform;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Editor;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.text.Words;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Answers as the live catalog did when a snapshot of it was taken.
public record SnapshotReader(Snapshot snapshot) implements CatalogSource {
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
  public Catalog snapshot(Collection<String> pinned) {
    return snapshot.catalog();
  }

  @Override
  public Catalog again(Catalog before) {
    return before;
  }

  @Override
  public Optional<Usage> usage(Set<String> ids, Consumer<String> tell) {
    return snapshot
        .usage()
        .map(
            all ->
                new Usage(
                    all.referrers().stream()
                        .filter(referrer -> referrer.codeId().filter(ids::contains).isPresent())
                        .toList(),
                    all.unread()));
  }

  /// Those of as many days before the snapshot.
  ///
  /// @throws Missing if it has none of just as many
  @Override
  public Picks picks(LocalDate first, LocalDate last) {
    int days = Picks.unknown(first, last, "").days();
    String missing = "the snapshot doesn't tell how often codes were picked in ";
    return snapshot
        .picks()
        .filter(picks -> picks.days() == days)
        .orElseThrow(() -> new Missing(missing + Words.count(days, "day")));
  }

  /// Nobody: names of people are no part of a snapshot.
  @Override
  public Map<String, Editor> editors(Collection<String> ids) {
    return Map.of();
  }

  /// @throws Missing if the snapshot has none
  @Override
  public Queues queues(QueueNames names) {
    String missing = "the files name queues, and whoever took the snapshot could read none";
    Queues all = snapshot.queues().orElseThrow(() -> new Missing(missing));
    Map<String, Set<String>> named = new HashMap<>();
    for (Queue queue : names.among(all.all())) {
      all.codesOf(queue).ifPresent(codes -> named.put(queue.id(), codes));
    }
    return new Queues(all.all(), named, all.unseen());
  }
}

package dev.wrapup.model.queue;

import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Wildcards;
import java.util.List;
import java.util.Optional;

/// The codes that a file wants a queue to offer.
///
/// @param queue its name or id, or a pattern in which each `*` stands for any letters
/// @param codes keys of declared codes
public record Offer(Sourced<String> queue, List<Sourced<String>> codes) {
  public Offer {
    codes = List.copyOf(codes);
  }

  /// Whether it may mean several queues. Such an offer only ever adds codes.
  public boolean isPattern() {
    return Wildcards.isPattern(queue.value());
  }

  /// What it names, unless it is a pattern.
  public Sourced<QueueRef> ref() {
    return queue.with(new QueueRef(queue.value(), Optional.empty()));
  }
}

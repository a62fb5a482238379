package dev.wrapup.model.queue;

import dev.wrapup.model.source.Sourced;
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
    return queue.value().indexOf('*') >= 0;
  }

  public boolean mayMean(Queue queue) {
    String name = this.queue.value();
    return isPattern() ? isMatch(name, queue.name()) : ref().value().mayMean(queue);
  }

  /// What it names, unless it is a pattern.
  public Sourced<QueueRef> ref() {
    return queue.with(new QueueRef(queue.value(), Optional.empty()));
  }

  /// Whether a pattern fits a whole text.
  private static boolean isMatch(String pattern, String text) {
    int p = 0;
    int star = -1;
    int mark = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') p++;
    return p == pattern.length();
  }
}

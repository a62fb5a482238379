package dev.wrapup.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells copies of one journal apart, as artifacts of several attempts leave them: a closed one
/// counts, and of open ones the longest. The others are what it was once.
public final class Copies {
  private static final Comparator<Recorded> WORTH =
      Comparator.comparing(Recorded::isClosed).thenComparingLong(Recorded::whole);

  private final Map<String, Recorded> best = new HashMap<>();

  /// @param journals those that can be trusted are compared
  public Copies(Collection<Recorded> journals) {
    for (Recorded journal : journals) {
      id(journal).ifPresent(id -> best.merge(id, journal, Copies::better));
    }
  }

  private static Recorded better(Recorded one, Recorded other) {
    return WORTH.compare(one, other) >= 0 ? one : other;
  }

  private static Optional<String> id(Recorded journal) {
    return journal.broken().isEmpty() && journal.whole() > 0
        ? Optional.of(journal.run().id())
        : Optional.empty();
  }

  /// The copy that counts in place of a journal; empty if it counts itself.
  public Optional<Recorded> newer(Recorded journal) {
    if (journal.isClosed()) return Optional.empty();
    return id(journal).map(best::get).filter(other -> !place(other).equals(place(journal)));
  }

  private static Path place(Recorded journal) {
    return journal.path().toAbsolutePath().normalize();
  }

  /// Those of other runs, one copy of each.
  List<Recorded> others(Recorded journal) {
    String own = id(journal).orElse("");
    List<Recorded> others = new ArrayList<>();
    best.forEach(
        (id, other) -> {
          if (!id.equals(own)) others.add(other);
        });
    return others;
  }
}

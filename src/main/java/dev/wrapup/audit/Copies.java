package dev.wrapup.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells copies of one journal apart, as artifacts of several attempts leave them: a closed one
/// counts, and of open ones the longest. The others are what it was once. A folder keeps the
/// journals of years: of each only the first record is read, and the rest where it is asked about.
public final class Copies {
  private static final Comparator<Recorded> WORTH =
      Comparator.comparing(Recorded::isClosed).thenComparingLong(Recorded::whole);

  private final List<Path> paths;
  private final Optional<byte[]> key;

  /// The journals of each run, by what their first records say; empty until somebody asks.
  private Map<String, List<Path>> runs = Map.of();

  private final Map<String, Optional<Recorded>> best = new HashMap<>();

  /// @param paths of journals; those that can be trusted are compared
  /// @param key that each record must be signed with, if there is one
  public Copies(Collection<Path> paths, Optional<byte[]> key) {
    this.paths = List.copyOf(paths);
    this.key = key;
  }

  private Map<String, List<Path>> runs() {
    if (!runs.isEmpty()) return runs;
    Map<String, List<Path>> found = new LinkedHashMap<>();
    for (Path path : paths) {
      Recorded.runId(path)
          .ifPresent(id -> found.computeIfAbsent(id, any -> new ArrayList<>()).add(path));
    }
    runs = found;
    return runs;
  }

  /// The copy of a run's journal that counts.
  private Optional<Recorded> best(String run) {
    return best.computeIfAbsent(
        run,
        id ->
            runs().getOrDefault(id, List.of()).stream()
                .map(path -> Recorded.read(path, key))
                .filter(journal -> id(journal).equals(Optional.of(id)))
                .reduce((one, other) -> WORTH.compare(one, other) >= 0 ? one : other));
  }

  private static Optional<String> id(Recorded journal) {
    return journal.broken().isEmpty() && journal.whole() > 0
        ? Optional.of(journal.run().id())
        : Optional.empty();
  }

  /// The copy that counts in place of a journal; empty if it counts itself.
  public Optional<Recorded> newer(Recorded journal) {
    if (journal.isClosed()) return Optional.empty();
    Path own = place(journal.path());
    return id(journal)
        .filter(
            id -> runs().getOrDefault(id, List.of()).stream().anyMatch(p -> !place(p).equals(own)))
        .flatMap(this::best)
        .filter(other -> !place(other.path()).equals(own));
  }

  private static Path place(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /// Those of other runs, one copy of each.
  Stream<Recorded> others(Recorded journal) {
    String own = id(journal).orElse("");
    return runs().keySet().stream().filter(id -> !id.equals(own)).flatMap(id -> best(id).stream());
  }
}

package dev.wrapup.journal;

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

/// Chooses among copies of one journal, such as CI artifacts of several attempts: a completed one,
/// or the longest. Only first records are read up front, since a folder keeps the journals of
/// years.
public final class JournalCopies {
  private static final Comparator<ParsedJournal> WORTH =
      Comparator.comparing(ParsedJournal::isClosed).thenComparingLong(ParsedJournal::whole);

  private final List<Path> paths;
  private final Optional<byte[]> key;

  /// The journals of each run; read lazily.
  private Map<String, List<Path>> runs = Map.of();

  private final Map<String, Optional<ParsedJournal>> best = new HashMap<>();

  /// @param paths of journals; the valid ones are compared
  /// @param key that each record must be signed with, if there is one
  public JournalCopies(Collection<Path> paths, Optional<byte[]> key) {
    this.paths = List.copyOf(paths);
    this.key = key;
  }

  private Map<String, List<Path>> runs() {
    if (!runs.isEmpty()) return runs;
    Map<String, List<Path>> found = new LinkedHashMap<>();
    for (Path path : paths) {
      ParsedJournal.runId(path)
          .ifPresent(id -> found.computeIfAbsent(id, any -> new ArrayList<>()).add(path));
    }
    runs = found;
    return runs;
  }

  /// The chosen copy of the journal of a run.
  private Optional<ParsedJournal> best(String run) {
    return best.computeIfAbsent(
        run,
        id ->
            runs().getOrDefault(id, List.of()).stream()
                .map(path -> ParsedJournal.read(path, key))
                .filter(journal -> id(journal).equals(Optional.of(id)))
                .reduce((one, other) -> WORTH.compare(one, other) >= 0 ? one : other));
  }

  private static Optional<String> id(ParsedJournal journal) {
    return journal.broken().isEmpty() && journal.whole() > 0
        ? Optional.of(journal.run().id())
        : Optional.empty();
  }

  /// The copy chosen over a journal; empty if it is the chosen one.
  public Optional<ParsedJournal> newer(ParsedJournal journal) {
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

  /// The chosen copies of all other runs.
  Stream<ParsedJournal> others(ParsedJournal journal) {
    String own = id(journal).orElse("");
    return runs().keySet().stream().filter(id -> !id.equals(own)).flatMap(id -> best(id).stream());
  }
}

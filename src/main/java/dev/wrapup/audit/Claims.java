package dev.wrapup.audit;

import dev.wrapup.model.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which states of codes were written over, and which codes made, by other runs, as their audit
/// entries tell: no other write can have done the same.
public final class Claims {
  /// As it stands in the line of an audit entry.
  private static final String ENTRY = "\"codeId\":";

  private final Copies copies;
  private final Recorded journal;
  private @Nullable Map<String, String> runs;

  /// What the runs of all journals claim but a journal's own, which are read when somebody asks.
  public Claims(Copies copies, Recorded journal) {
    this.copies = copies;
    this.journal = journal;
  }

  private Map<String, String> runs() {
    if (runs != null) return runs;
    Map<String, String> claimed = new HashMap<>();
    for (Recorded other : (Iterable<Recorded>) copies.others(journal)::iterator) {
      try (Stream<String> lines = Files.lines(other.path())) {
        lines
            .filter(line -> line.contains(ENTRY) && line.endsWith("}"))
            .map(JournalJson::tree)
            .forEach(record -> claim(claimed, record, other.run().id()));
      } catch (IOException e) {
        throw unreadable(other, e);
      } catch (UncheckedIOException e) {
        throw unreadable(other, Objects.requireNonNull(e.getCause()));
      }
    }
    runs = claimed;
    return claimed;
  }

  private static JournalFailure unreadable(Recorded other, IOException e) {
    return new JournalFailure(
        "the journal %s can't be read: %s".formatted(other.path(), FileErrors.describe(e)),
        "see that it may be read");
  }

  private static void claim(Map<String, String> runs, JsonNode record, String run) {
    String id = JournalJson.text(record, "codeId").orElse("");
    runs.put(key(id, JournalJson.text(record, "revisionBefore")), run);
  }

  private static String key(String id, Optional<String> revision) {
    return id + "\n" + revision.orElse("");
  }

  /// The run that wrote over a state.
  ///
  /// @param revision the one that was written over; empty for a code that was made
  /// @throws JournalFailure if a journal can't be read
  public Optional<String> by(String id, Optional<String> revision) {
    return Optional.ofNullable(runs().get(key(id, revision)));
  }
}

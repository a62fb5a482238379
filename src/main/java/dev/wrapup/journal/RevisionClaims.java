package dev.wrapup.journal;

import dev.wrapup.model.source.FileErrors;
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

/// The revisions that other runs have overwritten, and the codes that they created, by their audit
/// entries: each of these writes has one author.
public final class RevisionClaims {
  /// Marks the line of an audit entry.
  private static final String ENTRY = "\"codeId\":";

  private final JournalCopies copies;
  private final ParsedJournal journal;
  private @Nullable Map<String, String> runs;

  /// The claims of all journals but one; read lazily.
  public RevisionClaims(JournalCopies copies, ParsedJournal journal) {
    this.copies = copies;
    this.journal = journal;
  }

  private Map<String, String> runs() {
    if (runs != null) return runs;
    Map<String, String> claimed = new HashMap<>();
    for (ParsedJournal other : (Iterable<ParsedJournal>) copies.others(journal)::iterator) {
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

  private static JournalFailure unreadable(ParsedJournal other, IOException e) {
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

  /// The run that overwrote a revision.
  ///
  /// @param revision the overwritten one; empty for a created code
  /// @throws JournalFailure if a journal can't be read
  public Optional<String> by(String id, Optional<String> revision) {
    return Optional.ofNullable(runs().get(key(id, revision)));
  }
}

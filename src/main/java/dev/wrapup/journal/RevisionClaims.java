package dev.wrapup.journal;

import dev.wrapup.model.source.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
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

  /// @param at when it was recorded
  private record Claim(String run, Instant at) {}

  private final JournalCopies copies;
  private final ParsedJournal journal;
  private @Nullable Map<String, Claim> runs;

  /// The claims of all journals but one; read lazily.
  public RevisionClaims(JournalCopies copies, ParsedJournal journal) {
    this.copies = copies;
    this.journal = journal;
  }

  private Map<String, Claim> runs() {
    if (runs != null) return runs;
    Map<String, Claim> claimed = new HashMap<>();
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

  private static void claim(Map<String, Claim> runs, JsonNode record, String run) {
    String subject = JournalJson.subject(JournalJson.text(record, "codeId").orElse(""), record);
    Claim claim = new Claim(run, JournalJson.time(record));
    runs.merge(
        key(subject, JournalJson.text(record, "revisionBefore")),
        claim,
        (one, other) -> one.at().isAfter(other.at()) ? one : other);
  }

  private static String key(String id, Optional<String> revision) {
    return id + "\n" + revision.orElse("");
  }

  /// The run that overwrote a revision.
  ///
  /// @param revision the overwritten one; empty for a created code
  /// @throws JournalFailure if a journal can't be read
  public Optional<String> by(String id, Optional<String> revision) {
    return Optional.ofNullable(runs().get(key(id, revision))).map(Claim::run);
  }

  /// The run that added a code to a queue, or removed it, after an intent to do so was recorded.
  ///
  /// @throws JournalFailure if a journal can't be read
  public Optional<String> after(Intent intent) {
    String subject = JournalJson.subject(intent.codeId(), intent.effect());
    return Optional.ofNullable(runs().get(key(subject, Optional.empty())))
        .filter(claim -> claim.at().isAfter(intent.at()))
        .map(Claim::run);
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.source.FileErrors;
import dev.wrapup.plan.diff.Effect;
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
  /// @param change the word of what it did
  private record Claim(String run, Instant at, String change) {}

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
    String change = JournalJson.text(record, "change").orElse("");
    Claim claim = new Claim(run, JournalJson.time(record), change);
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
    return last(intent.codeId(), intent.effect(), intent.at()).map(Claim::run);
  }

  /// Whether the last run that changed a code's queue after a time undid what was made of it.
  ///
  /// @throws JournalFailure if a journal can't be read
  public boolean undid(AuditEntry made, Instant after) {
    return last(made.id(), made.effect(), after)
        .filter(claim -> !claim.change().equals(made.effect().action().word()))
        .isPresent();
  }

  private Optional<Claim> last(String code, Effect effect, Instant after) {
    String subject = JournalJson.subject(code, effect);
    return Optional.ofNullable(runs().get(key(subject, Optional.empty())))
        .filter(claim -> claim.at().isAfter(after));
  }
}

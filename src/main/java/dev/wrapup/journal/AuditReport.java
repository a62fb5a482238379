package dev.wrapup.journal;

import dev.wrapup.model.Value;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.plan.diff.Effect;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The report of a run, from its journal alone.
///
/// @param begun when, as the journal writes it
/// @param ended empty if the run was cut short
/// @param rows one per change that was begun or has an outcome, in the plan's order, but trouble
///   first. Read lazily from the journal, since those of a large run don't fit the memory
/// @param counts how many of them came to what
/// @param remaining how many changes a new plan showed afterwards; empty if none was made
/// @param undecided how many changes have an intent without an outcome
/// @param notBegun how many changes were not begun; empty if unknown
public record AuditReport(
    ParsedJournal journal,
    Run run,
    String begun,
    Optional<String> ended,
    List<Row> rows,
    AuditCounts counts,
    Metrics metrics,
    Optional<Integer> remaining,
    int undecided,
    Optional<Integer> notBegun) {
  /// One change and its outcome.
  ///
  /// @param at when it came to its outcome, as the journal writes it
  /// @param outcome its word, such as `already-applied`
  /// @param parts what the change wanted, old and new
  /// @param since `edited` or `deleted` if others have done that since
  /// @param clashes the wanted and the live values
  /// @param theirs fields that others changed concurrently
  /// @param told the delivery of its event; empty if it has none
  /// @param audited the audit entry, if the change landed
  public record Row(
      String at,
      String outcome,
      Effect.Action action,
      Optional<String> id,
      String code,
      Optional<String> previousCode,
      Optional<String> reason,
      List<Effect.Part> parts,
      Optional<String> since,
      List<Clash> clashes,
      List<String> theirs,
      Optional<Told> told,
      Optional<Audited> audited) {
    /// The queue that the code was added to or removed from.
    public Optional<Value.Outcome> queue() {
      return new Effect(action, id, code, parts).queue();
    }

    /// Whether it was applied, but not as wanted.
    public boolean isAltered() {
      return outcome.equals("altered");
    }

    /// Whether it failed, was not applied as wanted, or is unknown.
    public boolean isWrong() {
      return OutcomeCounter.isWrong(outcome);
    }
  }

  /// One field that is not as it was wanted.
  public record Clash(String field, Value wanted, Value live) {}

  /// The delivery of an event.
  ///
  /// @param word `accepted`, `failed` or `owed`
  /// @param reason why it failed
  public record Told(String webhookId, String word, Optional<String> reason) {}

  /// The audit entry of an applied change.
  public record Audited(
      String timestamp,
      String action,
      Optional<String> codeId,
      Optional<String> previousCode,
      Optional<String> newCode,
      Optional<String> previousDisplayName,
      Optional<String> newDisplayName,
      Optional<String> routingType,
      String initiatedBy,
      Optional<Long> latencyMs,
      Optional<String> revisionBefore,
      Optional<String> revisionAfter,
      int retryCount,
      Optional<String> requestId) {}

  /// Reads a journal.
  ///
  /// @throws JournalFailure if not even its first record holds
  public static AuditReport of(ParsedJournal journal) {
    if (journal.records() == 0) {
      throw new JournalFailure(
          "%s holds no record that can be trusted".formatted(journal.path()),
          Remedy.by(
              "see what is wrong with it",
              ShellCommand.own("audit", "verify")
                  .withOperands(List.of(journal.path().toString()))));
    }
    JournalIndex contents = journal.contents();
    Map<String, JsonNode> since = new HashMap<>();
    for (JsonNode one : contents.last().orElseThrow().path("since")) {
      since.put(JournalJson.subject(one.path("id").asString(""), one), one);
    }
    Optional<JsonNode> finish = journal.finish();
    return new AuditReport(
        journal,
        journal.run(),
        contents.begun(),
        finish.flatMap(last -> JournalJson.text(last, "at")),
        new Rows(journal, since),
        new AuditCounts(contents.tally().outcomes(), contents.told(), since.size()),
        Metrics.of(journal),
        finish
            .map(last -> last.path("remaining"))
            .filter(JsonNode::isNumber)
            .map(remaining -> remaining.asInt()),
        contents.undecided().size(),
        notBegun(journal));
  }

  private static Optional<Integer> notBegun(ParsedJournal journal) {
    if (journal.broken().isPresent()) return Optional.empty();
    Optional<Integer> planned = journal.run().planned();
    boolean isCounted = planned.isPresent() || !journal.wasCutShort();
    if (journal.finish().isPresent() && isCounted) {
      JsonNode outcomes = journal.finish().get().path("outcomes");
      return Optional.of(outcomes.path("not-begun").asInt(0));
    }
    JournalIndex contents = journal.contents();
    int begun = contents.tally().all() + contents.undecided().size();
    return planned.map(all -> Math.max(0, all - begun));
  }

  private static String type(JsonNode record) {
    return record.path("type").asString("");
  }

  /// Whether it is all that is known of a change.
  private static boolean isUndecided(JsonNode record) {
    return type(record).equals("intent");
  }

  private static Optional<JsonNode> since(JsonNode record, Map<String, JsonNode> changed) {
    return JournalJson.text(record, "codeId")
        .filter(id -> OutcomeCounter.isLanded(JournalJson.word(record)))
        .map(id -> changed.get(JournalJson.subject(id, record)));
  }

  /// The rows, none of which is cached.
  private static final class Rows extends AbstractList<Row> {
    private final JournalIndex contents;
    private final List<Integer> records = new ArrayList<>();

    /// One reader per sequence of records.
    private final RecordReader results;

    private final RecordReader intents;
    private final RecordReader tellings;

    private final Map<String, JsonNode> since;

    Rows(ParsedJournal journal, Map<String, JsonNode> since) {
      this.contents = journal.contents();
      this.results = new RecordReader(journal);
      this.intents = new RecordReader(journal);
      this.tellings = new RecordReader(journal);
      this.since = since;
      putTroubleFirst();
    }

    /// What is not as wanted, then what isn't so any more or was not told, then all others.
    private void putTroubleFirst() {
      List<Integer> afterwards = new ArrayList<>();
      List<Integer> others = new ArrayList<>();
      Set<Integer> untold = new HashSet<>(contents.unaccepted());
      boolean isAnyOther = contents.isAnyAltered() || !since.isEmpty();
      for (int number : contents.changes()) {
        Optional<JsonNode> record =
            isAnyOther ? Optional.of(results.record(number)) : Optional.empty();
        if (contents.isWrong(number) || record.flatMap(contents::altered).isPresent()) {
          records.add(number);
        } else if (untold.contains(number) || record.flatMap(r -> since(r, since)).isPresent()) {
          afterwards.add(number);
        } else {
          others.add(number);
        }
      }
      records.addAll(afterwards);
      records.addAll(others);
    }

    @Override
    public int size() {
      return records.size();
    }

    @Override
    public Row get(int index) {
      JsonNode record = results.record(records.get(index));
      Effect effect = JournalJson.effect(record);
      Optional<JsonNode> altered = contents.altered(record);
      Optional<JsonNode> later = since(record, since);
      return new Row(
          JournalJson.text(record, "timestamp").orElse(record.path("at").asString("")),
          altered.isPresent()
              ? "altered"
              : isUndecided(record) ? "unknown" : JournalJson.word(record),
          effect.action(),
          effect.id().or(() -> JournalJson.text(record, "codeId")),
          effect.code(),
          JournalJson.text(record, "previousCode")
              .or(
                  () ->
                      (isUndecided(record) ? Optional.of(record) : intent(record))
                          .flatMap(node -> JournalJson.text(node.path("before"), "code"))),
          isUndecided(record)
              ? Optional.of("it was begun, and the journal doesn't tell what became of it")
              : JournalJson.text(altered.orElse(record), "reason"),
          effect.parts(),
          later.flatMap(node -> JournalJson.text(node, "word")),
          clashes(altered.orElse(record), altered.isPresent(), later),
          record.path("theirs").valueStream().map(name -> name.asString("")).toList(),
          JournalJson.text(record, "webhookId")
              .filter(id -> !isUndecided(record))
              .map(id -> AuditReport.told(id, told(id))),
          OutcomeCounter.isLanded(JournalJson.word(record))
              ? Optional.of(audited(record))
              : Optional.empty());
    }

    private Optional<JsonNode> intent(JsonNode record) {
      int number = record.path("intent").asInt(-1);
      return contents.isRecord(number) ? Optional.of(intents.record(number)) : Optional.empty();
    }

    private Optional<JsonNode> told(String webhookId) {
      int number = contents.told(webhookId);
      return number > 0 ? Optional.of(tellings.record(number)) : Optional.empty();
    }
  }

  private static List<Clash> clashes(JsonNode record, boolean isFound, Optional<JsonNode> since) {
    boolean isAltered = isFound || JournalJson.word(record).equals("altered");
    JsonNode clashes = isAltered ? record.path("wanted") : since.orElse(record).path("clashes");
    return clashes.valueStream().map(AuditReport::clash).toList();
  }

  private static Clash clash(JsonNode node) {
    return new Clash(
        node.path("field").asString(""),
        JournalJson.value(node.path("wanted")).orElse(new Value.Text("")),
        JournalJson.value(node.path("live")).orElse(new Value.Text("")));
  }

  private static Told told(String id, Optional<JsonNode> record) {
    if (record.isEmpty()) return new Told(id, "owed", Optional.empty());
    boolean isAccepted = type(record.get()).equals("webhook-accepted");
    return new Told(
        id, isAccepted ? "accepted" : "failed", JournalJson.text(record.get(), "reason"));
  }

  private static Audited audited(JsonNode record) {
    return new Audited(
        record.path("timestamp").asString(""),
        record.path("action").asString(""),
        JournalJson.text(record, "codeId"),
        JournalJson.text(record, "previousCode"),
        JournalJson.text(record, "newCode"),
        JournalJson.text(record, "previousDisplayName"),
        JournalJson.text(record, "newDisplayName"),
        JournalJson.text(record, "routingType"),
        record.path("initiatedBy").asString(""),
        record.path("latencyMs").isNumber()
            ? Optional.of(record.path("latencyMs").asLong())
            : Optional.empty(),
        JournalJson.text(record, "revisionBefore"),
        JournalJson.text(record, "revisionAfter"),
        record.path("retryCount").asInt(0),
        JournalJson.text(record, "requestId"));
  }
}

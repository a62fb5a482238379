package dev.wrapup.audit;

import dev.wrapup.model.Value;
import dev.wrapup.plan.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a run did, read from nothing but its journal.
///
/// @param begun when, as the journal writes it
/// @param ended empty if the run was cut short
/// @param rows one a change that came to an outcome: what went wrong first, then in order
/// @param remaining how many changes a new plan showed afterwards; empty if none was made
/// @param notBegun how many changes were left since the run was stopped or cut short; empty if
///   nobody knows
public record AuditReport(
    Recorded journal,
    Run run,
    String begun,
    Optional<String> ended,
    List<Row> rows,
    Metrics metrics,
    Optional<Integer> remaining,
    Optional<Integer> notBegun) {
  private static final Set<String> WRONG = Set.of("altered", "conflict", "failed", "unknown");
  private static final Set<String> LANDED = Set.of("applied", "merged", "altered");

  public AuditReport {
    rows = List.copyOf(rows);
  }

  /// How many codes somebody else has changed since.
  public int changedSince() {
    return (int) rows.stream().filter(row -> row.since().isPresent()).count();
  }

  /// One change and what came of it.
  ///
  /// @param at when it came to its outcome, as the journal writes it
  /// @param outcome its word, such as `already-applied`
  /// @param parts what the change wanted, old and new
  /// @param since `edited` or `deleted` if somebody else has done that since
  /// @param clashes what was wanted, and what somebody else made of it
  /// @param theirs fields that somebody else changed meanwhile
  /// @param told what became of its event; empty if it has none
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
    /// Whether it landed, and not as it was wanted.
    public boolean isAltered() {
      return outcome.equals("altered");
    }

    /// Whether the change was not made, not as it was wanted, or nobody knows.
    public boolean isWrong() {
      return WRONG.contains(outcome);
    }
  }

  /// One field that is not as it was wanted.
  public record Clash(String field, Value wanted, Value live) {}

  /// What became of an event.
  ///
  /// @param word `accepted`, `failed` or `owed`
  /// @param reason why it failed
  public record Told(String webhookId, String word, Optional<String> reason) {}

  /// The audit entry of a change that landed.
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
  public static AuditReport of(Recorded journal) {
    if (journal.records().isEmpty()) {
      throw new JournalFailure(
          "%s holds no record that can be trusted".formatted(journal.path()),
          "see what is wrong with it: wrapup audit verify");
    }
    List<JsonNode> records = journal.records();
    Map<String, JsonNode> told = new HashMap<>();
    Map<Long, JsonNode> intents = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (JsonNode record : records) {
      switch (type(record)) {
        case "intent" -> intents.put(record.path("seq").asLong(), record);
        case "webhook-accepted", "webhook-failed" ->
            told.put(record.path("webhookId").asString(""), record);
        default -> {}
      }
    }
    Map<String, JsonNode> since = new HashMap<>();
    for (JsonNode one : records.getLast().path("since")) {
      since.put(one.path("id").asString(""), one);
    }
    for (JsonNode record : records) {
      JsonNode intent = intents.get(record.path("intent").asLong(-1));
      if (isOutcome(record)) rows.add(row(record, Optional.ofNullable(intent), told, since));
    }
    rows.sort((a, b) -> Boolean.compare(b.isWrong(), a.isWrong()));
    JsonNode last = records.getLast();
    boolean isEnded = type(last).equals("run-finished");
    return new AuditReport(
        journal,
        journal.run(),
        records.getFirst().path("at").asString(""),
        isEnded ? JournalJson.text(last, "at") : Optional.empty(),
        rows,
        Metrics.of(journal),
        last.path("remaining").isNumber()
            ? Optional.of(last.path("remaining").asInt())
            : Optional.empty(),
        notBegun(journal, rows.size()));
  }

  private static Optional<Integer> notBegun(Recorded journal, int outcomes) {
    if (journal.broken().isPresent()) return Optional.empty();
    JsonNode last = journal.records().getLast();
    boolean isTold = type(last).equals("run-finished");
    boolean isCounted = journal.run().planned().isPresent() || !journal.wasCutShort();
    if (isTold && isCounted) return Optional.of(last.path("outcomes").path("not-begun").asInt(0));
    int underWay = JournalJson.undecided(journal.records()).size();
    return journal.run().planned().map(all -> Math.max(0, all - outcomes - underWay));
  }

  private static String type(JsonNode record) {
    return record.path("type").asString("");
  }

  private static boolean isOutcome(JsonNode record) {
    String word = JournalJson.word(record);
    return LANDED.contains(word) || WRONG.contains(word) || word.equals("already-applied");
  }

  private static Row row(
      JsonNode record,
      Optional<JsonNode> intent,
      Map<String, JsonNode> told,
      Map<String, JsonNode> changed) {
    Effect effect = JournalJson.effect(record);
    Optional<JsonNode> since =
        JournalJson.text(record, "codeId")
            .filter(id -> LANDED.contains(JournalJson.word(record)))
            .map(changed::get);
    Optional<String> before = intent.flatMap(node -> JournalJson.text(node.path("before"), "code"));
    return new Row(
        JournalJson.text(record, "timestamp").orElse(record.path("at").asString("")),
        JournalJson.word(record),
        effect.action(),
        effect.id().or(() -> JournalJson.text(record, "codeId")),
        effect.code(),
        JournalJson.text(record, "previousCode").or(() -> before),
        JournalJson.text(record, "reason"),
        effect.parts(),
        since.flatMap(node -> JournalJson.text(node, "word")),
        clashes(record, since),
        record.path("theirs").valueStream().map(name -> name.asString("")).toList(),
        JournalJson.text(record, "webhookId")
            .map(id -> told(id, Optional.ofNullable(told.get(id)))),
        LANDED.contains(JournalJson.word(record))
            ? Optional.of(audited(record))
            : Optional.empty());
  }

  private static List<Clash> clashes(JsonNode record, Optional<JsonNode> since) {
    boolean isAltered = JournalJson.word(record).equals("altered");
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

package dev.wrapup.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An index over the records of a journal, built in one pass: counts, and the numbers of relevant
/// records. The records of 100,000 changes don't fit the memory.
final class JournalIndex {
  /// The end offset of each record.
  private long[] ends = new long[64];

  private int records;
  private Optional<Run> run = Optional.empty();
  private String begun = "";
  private boolean isRecovered;

  /// What was found altered after its outcome was recorded, by subject.
  private final Map<String, JsonNode> altered = new HashMap<>();

  private @Nullable JsonNode last;
  private final OutcomeCounter tally = new OutcomeCounter();

  /// The records of outcomes, each below the place of its change in the plan.
  private final List<Long> outcomes = new ArrayList<>();

  /// The records of changes that landed.
  private final BitSet landed = new BitSet();

  /// The records of outcomes that are not as wanted.
  private final BitSet wrong = new BitSet();

  /// The last intent without an outcome, by subject.
  private final LinkedHashMap<String, Integer> open = new LinkedHashMap<>();

  private final Map<Integer, Begun> subjects = new HashMap<>();
  private final LinkedHashMap<String, Telling> events = new LinkedHashMap<>();

  /// @param place in the plan; 0 in journals of versions before this was recorded
  private record Begun(String subject, int place) {}

  /// The delivery of an event.
  private static final class Telling {
    /// The record of the event; 0 if there is none.
    private int owed;

    /// The last record of a delivery; 0 if there is none.
    private int told;

    private boolean isTaken;
    private boolean wasEverTaken;
  }

  /// Adds the next record.
  ///
  /// @param end where it ends, its line feed included
  void add(JsonNode record, long end) {
    if (records == ends.length) ends = Arrays.copyOf(ends, records * 2);
    ends[records++] = end;
    last = record;
    if (records == 1) {
      run = Optional.of(Run.of(record));
      begun = record.path("at").asString("");
    }
    String type = type(record);
    switch (type) {
      case "recovered" -> isRecovered = true;
      case "intent" -> open(record);
      case "checked" -> record.path("altered").forEach(this::alter);
      case "webhook-accepted", "webhook-failed" ->
          JournalJson.text(record, "webhookId")
              .ifPresent(id -> told(id, type.equals("webhook-accepted")));
      default -> {}
    }
    int place = record.path("position").asInt(0);
    if (record.path("intent").isNumber()) place = close(record.path("intent").asInt(-1));
    if (OutcomeCounter.isOutcome(JournalJson.word(record))) outcome(record, place);
  }

  private void alter(JsonNode found) {
    tally.alter(found.path("outcome").asString(""));
    altered.put(JournalJson.subject(found.path("id").asString(""), found), found);
  }

  private void open(JsonNode record) {
    String subject =
        JournalJson.subject(
            JournalJson.text(record, "id")
                .orElseGet(() -> "new " + record.path("code").asString("")),
            record);
    Integer before = open.putLast(subject, records);
    if (before != null) subjects.remove(before);
    subjects.put(records, new Begun(subject, record.path("position").asInt(0)));
  }

  /// @return the place of its change in the plan
  private int close(int intent) {
    Begun begun = subjects.remove(intent);
    if (begun == null) return 0;
    open.remove(begun.subject());
    return begun.place();
  }

  private void told(String id, boolean isTaken) {
    Telling event = events.computeIfAbsent(id, key -> new Telling());
    event.told = records;
    event.isTaken = isTaken;
    event.wasEverTaken |= isTaken;
  }

  private void outcome(JsonNode record, int place) {
    tally.add(record);
    outcomes.add(ordered(place, records));
    String word = JournalJson.word(record);
    if (OutcomeCounter.isLanded(word)) landed.set(records);
    if (OutcomeCounter.isWrong(word)) wrong.set(records);
    if (!record.path("event").isString()) return;
    JournalJson.text(record, "webhookId")
        .ifPresent(id -> events.computeIfAbsent(id, key -> new Telling()).owed = records);
  }

  private static String type(JsonNode record) {
    return record.path("type").asString("");
  }

  int records() {
    return records;
  }

  /// Whether there is a record of that number.
  boolean isRecord(int number) {
    return number > 0 && number <= records;
  }

  /// The start offset of a record.
  long begin(int number) {
    return number == 1 ? 0 : ends[number - 2];
  }

  long end(int number) {
    return ends[number - 1];
  }

  Optional<Run> run() {
    return run;
  }

  String begun() {
    return begun;
  }

  Optional<JsonNode> last() {
    return Optional.ofNullable(last);
  }

  boolean isFinished() {
    return last().filter(record -> type(record).equals("run-finished")).isPresent();
  }

  boolean isRecovered() {
    return isRecovered;
  }

  boolean isAnyAltered() {
    return !altered.isEmpty();
  }

  /// What the change of a record was found to be after that was written.
  Optional<JsonNode> altered(JsonNode record) {
    return JournalJson.text(record, "codeId")
        .map(id -> altered.get(JournalJson.subject(id, record)));
  }

  OutcomeCounter tally() {
    return tally;
  }

  private static long ordered(int place, int record) {
    return (long) place << Integer.SIZE | record;
  }

  /// Whether a record of [#changes()] is not of what was wanted.
  boolean isWrong(int number) {
    return wrong.get(number) || subjects.containsKey(number);
  }

  /// The records of outcomes and of intents without one, in the plan's order.
  List<Integer> changes() {
    List<Long> changes = new ArrayList<>(outcomes);
    subjects.forEach((number, begun) -> changes.add(ordered(begun.place(), number)));
    return changes.stream().sorted().map(Long::intValue).toList();
  }

  /// The records of changes that landed, in order.
  List<Integer> landed() {
    return landed.stream().boxed().toList();
  }

  /// The records of intents without an outcome, in order.
  List<Integer> undecided() {
    return List.copyOf(open.values());
  }

  /// The records of events without a delivery.
  List<Integer> undelivered() {
    return owed(events.values().stream().filter(event -> event.told == 0).toList());
  }

  /// The records of events that were not accepted.
  List<Integer> unaccepted() {
    return owed(events.values().stream().filter(event -> !event.wasEverTaken).toList());
  }

  private static List<Integer> owed(List<Telling> events) {
    return events.stream().map(event -> event.owed).filter(owed -> owed > 0).sorted().toList();
  }

  Set<String> accepted() {
    return events.entrySet().stream()
        .filter(event -> event.getValue().wasEverTaken)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The last delivery record of an event; 0 if there is none.
  int told(String webhookId) {
    Telling event = events.get(webhookId);
    return event == null ? 0 : event.told;
  }

  /// The number of events that were `accepted`, `failed` or are `owed`.
  Map<String, Integer> told() {
    Map<String, Integer> counts = new HashMap<>();
    for (Telling event : events.values()) {
      String word = event.told == 0 ? "owed" : event.isTaken ? "accepted" : "failed";
      counts.merge(word, 1, Integer::sum);
    }
    return counts;
  }
}

package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Target;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How often live codes were picked: the busiest first, what nobody picked last.
///
/// @param before the same in the period before; empty if that wasn't asked for
/// @param queues names by id; empty if no queue is to be told
public record UsageReport(
    Target target,
    List<LiveCode> codes,
    Picks picks,
    Optional<Picks> before,
    Optional<Map<String, String>> queues) {
  public UsageReport {
    Comparator<LiveCode> busiest =
        Comparator.comparingLong(code -> -picks.of(code.id()).map(Picks.Code::contacts).orElse(0L));
    codes = codes.stream().sorted(busiest.thenComparing(LiveCode::code)).toList();
  }

  public Doc doc(String tool, Instant at) {
    List<Doc.Block> blocks = new ArrayList<>();
    picks.unknown().map(why -> unknown(picks, why)).ifPresent(blocks::add);
    before
        .flatMap(earlier -> earlier.unknown().map(why -> unknown(earlier, why)))
        .filter(note -> !blocks.contains(note))
        .ifPresent(blocks::add);
    boolean isKnown = picks.unknown().isEmpty() || !picks.codes().isEmpty();
    if (isKnown) blocks.add(Doc.Listing.of("code", Doc.lazily(codes, this::item)));
    Others others = others();
    if (others.contacts() > 0) blocks.add(PlanRemarks.note(others.sentence()));
    return Doc.of(
        Doc.Head.of("usage", PlanDoc.about(target), PlanDoc.subject(target), tool, at),
        Doc.Summary.of(headline(), picks.unknown().isEmpty() ? Tone.PLAIN : Tone.WARN, counts()),
        blocks);
  }

  /// Why something of a period is not known, for every report that tells picks.
  static Doc.Notice unknown(Picks picks, String why) {
    return new Doc.Notice(
        "usage", Phrase.ours(picks.isUnknown() + ": ").sentence().and(Phrase.theirs(why)));
  }

  /// What there is to know of the codes that are deleted or renamed.
  static List<Doc.Block> lost(Picks picks, List<Change> changes) {
    long used =
        changes.stream()
            .flatMap(change -> change.warnings().stream())
            .filter(warning -> warning.kind() == Warning.Kind.IN_USE)
            .count();
    return List.of(
        picks
            .unknown()
            .<Doc.Block>map(why -> unknown(picks, why))
            .orElseGet(
                () ->
                    PlanRemarks.note(
                        "Of the codes that are deleted or renamed %,d %s picked %s."
                            .formatted(used, Words.verb(used, "was", "were"), picks.period()))));
  }

  private String headline() {
    List<Picks.Code> known = codes.stream().flatMap(code -> picks.of(code.id()).stream()).toList();
    long picked = known.stream().filter(of -> of.contacts() > 0).count();
    long contacts = known.stream().mapToLong(Picks.Code::contacts).sum();
    return picks.unknown().isPresent() && picked == 0
        ? "Unknown"
        : "%,d of %s picked, for %s%s"
            .formatted(
                picked,
                Words.count(codes.size(), "code"),
                picks.unknown().isPresent() ? "at least " : "",
                Words.count(contacts, "contact"));
  }

  private String counts() {
    return "%s in %s, %s (UTC)."
        .formatted(headline(), Words.count(picks.days(), "day"), picks.period());
  }

  private Doc.Item item(LiveCode code) {
    Optional<Picks.Code> now = picks.of(code.id());
    Phrase told =
        now.map(
                of -> {
                  String least = picks.unknown().isPresent() ? "at least " : "";
                  return of.contacts() == 0
                      ? Phrase.ours("not picked")
                      : Phrase.ours(least + contacts(of) + queues(of));
                })
            .orElse(Phrase.ours("unknown"));
    Optional<String> earlier = before.map(one -> before(one.of(code.id())));
    return new Doc.Item(
        Tone.PLAIN,
        Phrase.theirs(code.code()),
        earlier.map(words -> told.and(words)).orElse(told),
        now.map(this::byQueue).orElse(List.of()),
        Optional.empty());
  }

  private static String before(Optional<Picks.Code> code) {
    return ", before: "
        + code.map(of -> of.contacts() == 0 ? "none" : "%,d".formatted(of.contacts()))
            .orElse("unknown");
  }

  /// `12,403 contacts, the last on 2026-01-01`.
  static String contacts(Picks.Code code) {
    String last = code.last().map(day -> ", last on " + day).orElse("");
    return Words.count(code.contacts(), "contact") + last;
  }

  private static String queues(Picks.Code code) {
    long count = code.queues().keySet().stream().filter(id -> !id.isEmpty()).count();
    return count == 0 ? "" : ", in " + Words.count(count, "queue");
  }

  private List<Phrase> byQueue(Picks.Code code) {
    if (queues.isEmpty()) return List.of();
    List<Map.Entry<String, Long>> all = byContacts(code);
    return QueueCards.listed(
        Doc.lazily(all, queue -> named(queue.getKey()).and(": %,d".formatted(queue.getValue()))));
  }

  private static List<Map.Entry<String, Long>> byContacts(Picks.Code code) {
    Comparator<Map.Entry<String, Long>> most =
        Map.Entry.comparingByValue(Comparator.reverseOrder());
    return code.queues().entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /// A queue's name, with its id where another has the same.
  private Phrase named(String id) {
    if (id.isEmpty()) return Phrase.ours("no queue");
    Optional<String> name = name(id);
    if (name.isEmpty()) return Phrase.ours("queue ").and(Phrase.theirs(id));
    boolean isAlone =
        queues.orElseThrow().values().stream().filter(name.get()::equals).count() == 1;
    Phrase named = Phrase.theirs(name.get());
    return isAlone ? named : named.and(" (id ").and(Phrase.theirs(id)).and(")");
  }

  private Optional<String> name(String id) {
    return queues.map(names -> names.get(id));
  }

  /// What was picked and is not live: codes that were deleted, and the system's own.
  private record Others(int codes, long contacts) {
    String sentence() {
      return "%s %s codes that are not live: deleted ones, other divisions' or the system's own."
          .formatted(Words.count(contacts, "contact"), Words.verb(contacts, "has", "have"));
    }
  }

  private Others others() {
    Set<String> live = codes.stream().map(LiveCode::id).collect(Collectors.toSet());
    List<Picks.Code> others =
        picks.codes().entrySet().stream()
            .filter(one -> !live.contains(one.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new Others(others.size(), others.stream().mapToLong(Picks.Code::contacts).sum());
  }

  public String json(OutputStyle look) {
    Others others = others();
    return JsonText.of(
        look,
        "wrapup.usage/1",
        json ->
            period(json, picks)
                .object("before", before, UsageReport::period)
                .array("codes", codes, this::code)
                .object(
                    "others",
                    of ->
                        of.number("codes", others.codes()).number("contacts", others.contacts())));
  }

  /// The period of picks, and why something of it is unknown.
  static Json period(Json json, Picks picks) {
    return json.text("first", picks.first().toString())
        .text("last", picks.last().toString())
        .number("days", picks.days())
        .text("unknown", picks.unknown());
  }

  private void code(Json json, LiveCode code) {
    Optional<Picks.Code> of = picks.of(code.id());
    json.text("id", code.id())
        .text("code", code.code())
        .number("contacts", of.map(Picks.Code::contacts))
        .text("lastPicked", of.flatMap(Picks.Code::last).map(LocalDate::toString))
        .number("before", before.flatMap(one -> one.of(code.id())).map(Picks.Code::contacts))
        .array(
            "queues",
            of.map(UsageReport::byContacts).orElse(List.of()),
            (item, queue) ->
                item.text("id", Optional.of(queue.getKey()).filter(id -> !id.isEmpty()))
                    .text("name", name(queue.getKey()))
                    .number("contacts", queue.getValue()));
  }
}

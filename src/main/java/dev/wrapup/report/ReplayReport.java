package dev.wrapup.report;

import dev.wrapup.journal.Event;
import dev.wrapup.journal.Outbox;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of a replay, as text and as `wrapup.replay/1`.
///
/// @param stale events that were left out, since live no longer equals them
/// @param journal where it is recorded; empty if nothing was sent
/// @param head the hash of the journal's last record
public record ReplayReport(
    Outbox.Told told, List<Stale> stale, Optional<String> journal, Optional<String> head) {
  public ReplayReport {
    stale = List.copyOf(stale);
  }

  /// An event that was left out.
  ///
  /// @param journal where it stands
  public record Stale(Event event, String journal) {}

  /// Nothing was to be sent.
  public static ReplayReport nothing(List<Stale> stale) {
    return new ReplayReport(Outbox.Told.NOTHING, stale, Optional.empty(), Optional.empty());
  }

  public Doc doc(String tool, Instant at) {
    boolean isNothing = told.accepted() + told.failed() == 0;
    String counts =
        isNothing
            ? "Nothing was owed that live still equals."
            : "%s accepted, %,d not."
                .formatted(Words.count(told.accepted(), "webhook"), told.failed());
    Phrase rest = Phrase.NONE.and(" ", told.why()).and(told.why().isPresent() ? "." : "");
    if (!stale.isEmpty()) {
      rest = rest.and(" %,d stale; --stale tells them too.".formatted(stale.size()));
    }
    List<Doc.Item> left =
        Doc.lazily(
            stale,
            one ->
                Doc.Item.of(
                    Phrase.ours("stale, left out: ").and(Phrase.theirs(one.event().body())),
                    Phrase.NONE));
    return new Doc(
        Doc.Head.of("webhook replay", Phrase.NONE, Phrase.ours("events that are owed"), tool, at),
        new Doc.Summary(
            counts, told.failed() > 0 ? Tone.BAD : Tone.PLAIN, counts, "", rest, "", List.of()),
        Optional.empty(),
        List.of(Doc.Listing.of("event", left)),
        Optional.empty(),
        journal.map(path -> new Doc.Journal(Phrase.theirs(path), "", head.orElse(""))),
        List.of());
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.replay/1",
        json ->
            json.number("accepted", told.accepted())
                .number("failed", told.failed())
                .text("reason", told.why())
                .array(
                    "stale",
                    stale,
                    (item, one) ->
                        item.text("webhookId", one.event().webhookId())
                            .text("journal", one.journal())
                            .text("body", one.event().body()))
                .text("journal", journal)
                .text("head", head));
  }
}

package dev.wrapup.report;

import dev.wrapup.audit.Event;
import dev.wrapup.audit.Outbox;
import dev.wrapup.model.Words;
import java.util.List;
import java.util.Optional;

/// What came of a replay, as text and as `wrapup.replay/1`.
///
/// @param stale events that were left out, since live no longer equals them
/// @param journal where it is recorded; empty if nothing was sent
/// @param head the hash of the journal's last record
public record Replayed(
    Outbox.Told told, List<Stale> stale, Optional<String> journal, Optional<String> head) {
  public Replayed {
    stale = List.copyOf(stale);
  }

  /// An event that was left out.
  ///
  /// @param journal where it stands
  public record Stale(Event event, String journal) {}

  /// Nothing was to be sent.
  public static Replayed nothing(List<Stale> stale) {
    return new Replayed(Outbox.Told.NOTHING, stale, Optional.empty(), Optional.empty());
  }

  public String text(Look look) {
    StringBuilder text = new StringBuilder();
    for (Stale one : stale) {
      text.append("  stale, left out: ")
          .append(Visible.text(one.event().body(), look))
          .append('\n');
    }
    int all = told.accepted() + told.failed();
    text.append(
        all == 0
            ? "Nothing was owed that live still equals."
            : "%s accepted, %,d not."
                .formatted(Words.count(told.accepted(), "webhook"), told.failed()));
    told.why().ifPresent(why -> text.append(" " + Visible.text(why, look) + "."));
    if (!stale.isEmpty())
      text.append(" %,d stale; --stale tells them too.".formatted(stale.size()));
    text.append('\n');
    journal.ifPresent(
        path ->
            text.append("Audit: ")
                .append(Visible.text(path, look))
                .append("\n  head sha256:")
                .append(head.orElse(""))
                .append('\n'));
    return text.toString();
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.replay/1");
          json.writeNumberProperty("accepted", told.accepted());
          json.writeNumberProperty("failed", told.failed());
          JsonText.optional(json, "reason", told.why());
          json.writeArrayPropertyStart("stale");
          for (Stale one : stale) {
            json.writeStartObject();
            json.writeStringProperty("webhookId", one.event().webhookId());
            json.writeStringProperty("journal", one.journal());
            json.writeStringProperty("body", one.event().body());
            json.writeEndObject();
          }
          json.writeEndArray();
          JsonText.optional(json, "journal", journal);
          JsonText.optional(json, "head", head);
        });
  }
}

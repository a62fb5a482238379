package dev.wrapup.report.audit;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What there is to tell of a rehearsal: what an audit would tell of the apply, and what receivers
/// would be told.
public final class RehearsalDoc {
  private static final String NOTHING =
      "A rehearsal, in an organization in memory: nothing was changed, nobody was told.";

  private RehearsalDoc() {}

  /// @param events bodies of webhooks
  /// @param taken when the snapshot was that it began as
  /// @param now at which it is told
  /// @param zone of the readers
  public static Doc of(
      AuditReport audit, List<String> events, Instant taken, Instant now, ZoneId zone) {
    Doc doc = AuditDoc.of(audit, zone, Optional.empty());
    List<Doc.Block> blocks = new ArrayList<>(doc.blocks());
    if (!events.isEmpty()) {
      Doc.Heading heading = new Doc.Heading("webhooks", "Webhooks, in order", Phrase.NONE);
      blocks.add(
          new Doc.Listing(
              "webhook",
              heading,
              IntStream.range(0, events.size())
                  .mapToObj(
                      i -> Doc.Item.of(Phrase.ours("" + (i + 1)), Phrase.theirs(events.get(i))))
                  .toList(),
              false));
    }
    blocks.add(new Doc.Note(Tone.WARN, Phrase.ours(NOTHING)));
    Doc.Head head = doc.head();
    return OnSnapshot.of(
        new Doc(
            new Doc.Head(
                "rehearse",
                head.about(),
                head.subject(),
                head.details(),
                head.catalog(),
                head.digest(),
                head.tool(),
                now),
            doc.summary(),
            doc.callout(),
            blocks,
            Optional.empty(),
            Optional.empty(),
            doc.foot()),
        Optional.of(taken));
  }
}

package dev.wrapup.report.doc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a document of a snapshot says of that, in its first line and beside everything else: it
/// shows what was live once, and decides nothing.
public final class OnSnapshot {
  private OnSnapshot() {}

  /// The same document of a snapshot.
  ///
  /// @param taken when that was; empty for a document of what is live, which stays as it is
  public static Doc of(Doc doc, Optional<Instant> taken) {
    return taken.map(at -> of(doc, at)).orElse(doc);
  }

  private static Doc of(Doc doc, Instant taken) {
    Doc.Head head = doc.head();
    Phrase on =
        Phrase.ours(
            "on a snapshot of %s, taken %s"
                .formatted(Time.minute(taken), Time.ago(taken, head.at())));
    Phrase about = head.about().isEmpty() ? head.subject() : head.about();
    Phrase details = head.details().isEmpty() ? on : head.details().and(", ").and(on);
    List<Doc.Block> blocks = new ArrayList<>();
    Phrase notice =
        Phrase.ours(
            "A preview: what is live may have changed since %s, %s."
                .formatted(Time.minute(taken), Time.ago(taken, head.at())));
    blocks.add(new Doc.Notice("snapshot", notice));
    blocks.addAll(doc.blocks());
    return new Doc(
        new Doc.Head(
            head.command(),
            about.and(", ").and(on),
            head.subject(),
            details,
            head.catalog(),
            head.digest(),
            head.tool(),
            head.at()),
        doc.summary(),
        doc.callout(),
        blocks,
        doc.next(),
        doc.journal(),
        doc.foot());
  }
}

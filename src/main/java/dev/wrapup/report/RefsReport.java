package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who refers to a code.
///
/// @param unread sources that could not be asked; with one, "nobody" means unknown
/// @param snapshot when what is told was read; empty if it is live
public record RefsReport(
    LiveCode live,
    List<CodeReference> references,
    List<Usage.Unread> unread,
    Optional<Instant> snapshot) {
  public RefsReport {
    references = List.copyOf(references);
    unread = List.copyOf(unread);
  }

  public Doc doc(String tool, Instant at) {
    List<Phrase> who = new ArrayList<>();
    for (CodeReference reference : references) {
      who.add(
          Phrase.ours(reference.referrer().kind().replace('-', ' ') + " \"")
              .and(Phrase.theirs(reference.referrer().name()))
              .and("\", by " + reference.by().word() + " (id ")
              .and(Phrase.theirs(reference.referrer().id()))
              .and(")"));
    }
    for (Usage.Unread source : unread) {
      who.add(
          Phrase.ours("unknown, not nobody: ")
              .and(Phrase.theirs(source.kind() + ": " + source.reason())));
    }
    boolean isNobody = who.isEmpty();
    if (isNobody) who.add(Phrase.ours("nobody refers to it"));
    Phrase code = Phrase.theirs(live.code());
    Phrase named = code.and("  id ").and(Phrase.theirs(live.id()));
    return OnSnapshot.of(
        Doc.of(
            Doc.Head.of("refs", Phrase.NONE, code, tool, at),
            Doc.Summary.of(
                isNobody ? "Nobody refers to it" : "%,d known".formatted(references.size()),
                unread.isEmpty() ? Tone.GOOD : Tone.WARN,
                ""),
            List.of(
                Doc.Listing.of(
                    "code",
                    List.of(new Doc.Item(Tone.PLAIN, named, Phrase.NONE, who, Optional.empty()))))),
        snapshot);
  }

  /// @param now at which it is told
  public String json(OutputStyle look, Instant now) {
    return JsonText.of(
        look,
        "wrapup.refs/1",
        json ->
            json.snapshot(snapshot, now)
                .text("code", live.code())
                .text("id", live.id())
                .references(references)
                .array(
                    "unread",
                    unread,
                    (item, source) ->
                        item.text("kind", source.kind()).text("reason", source.reason())));
  }
}

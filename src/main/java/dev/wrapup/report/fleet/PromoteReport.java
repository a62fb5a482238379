package dev.wrapup.report.fleet;

import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.report.AdoptReport;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was copied from the files of one target into those of others, also as `wrapup.promote/1`.
///
/// @param fleet the fleet file
/// @param from the name of a target
/// @param written the files that changed, as they are now
/// @param difference what shows how they changed; empty where Git doesn't know
public record PromoteReport(
    String fleet,
    String from,
    List<Part> parts,
    List<SourceFile> written,
    Optional<ShellCommand> difference) {
  /// What came of one target.
  public record Part(String target, Adoptions promoted) {}

  public PromoteReport {
    parts = List.copyOf(parts);
    written = List.copyOf(written);
  }

  /// What there is to tell of it.
  ///
  /// @param caller makes lines of commands
  public Doc doc(Caller caller, String tool, Instant at) {
    Phrase subject = Phrase.theirs(from).and(" → ");
    Phrase about =
        parts.size() == 1
            ? subject.and(Phrase.theirs(parts.getFirst().target()))
            : subject.and(Words.count(parts.size(), "target"));
    int codes = parts.stream().mapToInt(part -> part.promoted().adoptions().size()).sum();
    String counts =
        codes == 0
            ? "Nothing to promote. Nothing was written."
            : "%s promoted, %s written."
                .formatted(Words.count(codes, "declaration"), Words.count(written.size(), "file"));
    Next next =
        Next.of(
            "",
            "Read the difference before you commit it" + (difference.isPresent() ? ":" : "."),
            difference.map(caller::line));
    return new Doc(
        Doc.Head.of("promote", about, about, tool, at),
        Doc.Summary.of(counts, Tone.PLAIN, counts),
        Optional.empty(),
        blocks(),
        codes == 0 ? Optional.empty() : Optional.of(next),
        Optional.empty(),
        List.of());
  }

  private List<Doc.Block> blocks() {
    List<Doc.Card> cards = new ArrayList<>();
    List<Doc.Item> left = new ArrayList<>();
    for (Part part : parts) {
      Phrase target = Phrase.theirs(part.target());
      part.promoted()
          .adoptions()
          .forEach(adoption -> cards.add(AdoptReport.promoted(adoption, target)));
      part.promoted().left().forEach(code -> left.add(AdoptReport.left(code, target.and(": "))));
    }
    List<Doc.Block> blocks = new ArrayList<>();
    if (!cards.isEmpty()) {
      Doc.Heading heading = new Doc.Heading("promoted", "Promoted", Phrase.NONE);
      blocks.add(new Doc.Group(heading, cards, ""));
    }
    if (!left.isEmpty()) {
      Doc.Heading heading = new Doc.Heading("left", "Left as it is", Phrase.NONE);
      blocks.add(new Doc.Listing("code", heading, left, false));
    }
    return blocks;
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.promote/1",
        json ->
            json.text("fleet", fleet)
                .text("from", from)
                .files(written)
                .array(
                    "targets",
                    parts,
                    (item, part) ->
                        item.text("name", part.target())
                            .array("promoted", part.promoted().adoptions(), AdoptReport::adopted)
                            .array("left", part.promoted().left(), AdoptReport::left)));
  }
}

package dev.wrapup.report.audit;

import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether journals can be trusted, as text and as `wrapup.verify/1`.
public final class VerifyReport {
  private final List<ParsedJournal> journals;

  public VerifyReport(List<ParsedJournal> journals) {
    this.journals = List.copyOf(journals);
  }

  public Doc doc(String tool, Instant at) {
    Phrase subject = Phrase.ours(Words.count(journals.size(), "journal"));
    return Doc.of(
        Doc.Head.of("audit verify", Phrase.NONE, subject, tool, at),
        "journal",
        Doc.lazily(journals, VerifyReport::item));
  }

  private static Doc.Item item(ParsedJournal journal) {
    List<Phrase> told = new ArrayList<>(List.of(Phrase.ours(told(journal))));
    if (journal.broken().isEmpty()) told.add(Phrase.ours("head sha256:" + journal.head()));
    return new Doc.Item(
        journal.isClosed() ? Tone.GOOD : Tone.BAD,
        Phrase.theirs(journal.path().toString()),
        Phrase.NONE,
        told,
        Optional.empty());
  }

  private static String told(ParsedJournal journal) {
    if (journal.isClosed()) {
      return "intact: %s, closed".formatted(Words.count(journal.records(), "record"))
          + (journal.wasCutShort() ? " after its run was cut short: " + made(journal) : "");
    }
    return journal
        .broken()
        .map(broken -> "broken at record %,d: %s".formatted(broken.number(), broken.reason()))
        .orElseGet(
            () ->
                "open: crashed or cut after %s, %s behind them"
                    .formatted(
                        Words.count(journal.records(), "record"),
                        Words.count(journal.cut(), "byte")));
  }

  private static String made(ParsedJournal journal) {
    return Words.made(journal.made(), journal.run().planned());
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.verify/1",
        json ->
            json.array(
                "journals",
                journals,
                (item, journal) ->
                    item.text("path", journal.path().toString())
                        .text("state", state(journal))
                        .number("records", journal.records())
                        .number("cut", journal.cut())
                        .text("head", journal.head())
                        .object(
                            "broken",
                            journal.broken(),
                            (it, broken) ->
                                it.number("record", broken.number())
                                    .text("reason", broken.reason()))));
  }

  /// `intact`, `open` or `broken`.
  static String state(ParsedJournal journal) {
    if (journal.isClosed()) return "intact";
    return journal.isOpen() ? "open" : "broken";
  }
}

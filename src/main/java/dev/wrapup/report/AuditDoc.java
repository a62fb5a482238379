package dev.wrapup.report;

import dev.wrapup.journal.AuditCounts;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Run;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Tone;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What there is to tell of a run, by its journal: what went wrong first.
public final class AuditDoc {
  private static final String NOT_KNOWN = "not known";

  private AuditDoc() {}

  public static Doc of(AuditReport report) {
    List<Phrase> facts = facts(report);
    Phrase api = Phrase.theirs(report.run().target().api());
    String headline = headline(report);
    Doc.Head head =
        new Doc.Head(
            "apply",
            PlanDoc.about(report.run().target()),
            PlanDoc.subject(report.run().target()),
            api.and(" · ").and(Phrase.join(" · ", facts)),
            List.of(),
            Optional.empty(),
            Phrase.theirs(report.run().tool()),
            begun(report));
    Phrase rest = Phrase.ours(" · ").and(Phrase.join(" · ", facts));
    Doc.Summary summary =
        new Doc.Summary(headline, Tone.PLAIN, headline, "", rest, "", tallies(report));
    List<Doc.Point> alarms =
        alarms(report).stream()
            .map(alarm -> new Doc.Point(Phrase.ours(alarm), Optional.empty(), ""))
            .toList();
    return new Doc(
        head,
        summary,
        alarms.isEmpty()
            ? Optional.empty()
            : Optional.of(new Doc.Callout(Tone.BAD, "Look at this first", "", alarms)),
        blocks(report),
        Optional.empty(),
        Optional.of(journal(report.journal())),
        report.run().digest().map(plan -> Phrase.ours("plan ").and(Phrase.theirs(plan))).stream()
            .toList());
  }

  /// A journal that somebody else wrote may hold any text there.
  private static Instant begun(AuditReport report) {
    try {
      return Instant.parse(report.begun());
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static List<Doc.Block> blocks(AuditReport report) {
    List<Doc.Block> blocks = new ArrayList<>();
    List<Doc.Card> cards = Doc.lazily(report.rows(), OutcomeCard::of);
    if (!cards.isEmpty()) {
      List<String> columns = List.of("outcome", "code", "id", "fields", "note", "time");
      blocks.add(new Doc.Changes(List.of(), columns, cards));
    }
    blocks.add(new Doc.Figures("metric", figures(report)));
    return blocks;
  }

  private static Doc.Journal journal(ParsedJournal journal) {
    return new Doc.Journal(
        Phrase.theirs(journal.path().toString()),
        VerifyReport.state(journal) + ", " + Words.count(journal.records(), "record"),
        journal.head());
  }

  private static List<Tally> tallies(AuditReport report) {
    AuditCounts counts = report.counts();
    int altered = counts.outcome("altered");
    int conflicts = counts.outcome("conflict");
    return List.of(
        Tally.of(report.metrics().totalUpdates() - altered, "landed", Tone.GOOD),
        Tally.of(counts.outcome("already-applied"), "already as desired", Tone.PLAIN),
        Tally.of(altered, "altered", Tone.BAD),
        Tally.of(conflicts, conflicts == 1 ? "conflict" : "conflicts", Tone.BAD),
        Tally.of(counts.outcome("failed"), "failed", Tone.BAD),
        Tally.of(counts.outcome("unknown") + report.undecided(), "unknown", Tone.BAD),
        Tally.of(report.notBegun().orElse(0), "not begun", Tone.BAD),
        Tally.of(counts.told("accepted"), "events accepted", Tone.GOOD),
        Tally.of(counts.told("failed") + counts.told("owed"), "events not accepted", Tone.BAD));
  }

  /// `3 of 4 changes made`, as they were wanted, and whether the run got to its end.
  private static String headline(AuditReport report) {
    ParsedJournal journal = report.journal();
    int told = report.rows().size();
    Optional<Integer> all =
        journal.wasCutShort()
            ? report.run().planned()
            : Optional.of(told + report.notBegun().orElse(0));
    if (all.filter(none -> none == 0).isPresent()) return "No change was begun";
    int made = told - report.counts().wrong();
    boolean isWhole = journal.isClosed() && all.filter(n -> n == made).isPresent();
    String end = journal.broken().isPresent() ? ", as far as its journal holds" : ", cut short";
    return Words.made(made, all) + (isWhole || !journal.wasCutShort() ? "" : end);
  }

  /// What a reader must know before anything else; empty if all is well.
  private static List<String> alarms(AuditReport report) {
    List<String> alarms = new ArrayList<>();
    report
        .journal()
        .broken()
        .ifPresent(
            broken ->
                alarms.add(
                    "The journal is broken at record %,d: %s. What follows is not told here."
                        .formatted(broken.number(), broken.reason())));
    if (report.journal().isOpen()) {
      alarms.add("The run was cut short; its journal is still open.");
    }
    AuditCounts counts = report.counts();
    int altered = counts.outcome("altered");
    String stopped = report.journal().wasCutShort() ? "cut short." : "stopped.";
    alarm(alarms, "%s made, and not as wanted.", altered, "change");
    alarm(alarms, "%s not made, or nobody knows.", counts.wrong() - altered, "change");
    alarm(alarms, "Somebody else has changed %s since.", counts.changedSince(), "code");
    alarm(alarms, "%s begun, without an outcome in the journal.", report.undecided(), "change");
    alarm(
        alarms,
        "%s not begun, since the run was " + stopped,
        report.notBegun().orElse(0),
        "change");
    if (report.notBegun().isEmpty() && report.journal().broken().isEmpty()) {
      alarms.add("The run was cut short, and its journal doesn't tell how much it had to do.");
    }
    alarm(alarms, "%s not accepted.", counts.told("failed"), "event");
    return alarms;
  }

  private static void alarm(List<String> alarms, String text, int count, String noun) {
    if (count > 0) alarms.add(text.formatted(Words.count(count, noun)));
  }

  private static List<Doc.Figure> figures(AuditReport report) {
    List<Doc.Figure> figures = new ArrayList<>();
    report
        .metrics()
        .named()
        .forEach(
            (name, number) ->
                figures.add(new Doc.Figure(name, number.map(AuditDoc::number).orElse(NOT_KNOWN))));
    report.remaining().ifPresent(left -> figures.add(new Doc.Figure("remaining", number(left))));
    return figures;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Who ran it, from what: what was checked out, and what the CI ran for where that is another
  /// commit.
  private static List<Phrase> facts(AuditReport report) {
    Run run = report.run();
    boolean isDirty = run.commit().isPresent() && run.dirty().orElse(false);
    Optional<String> other =
        run.eventCommit().filter(one -> !run.commit().equals(Optional.of(one)));
    return Stream.of(
            Phrase.ours("by ").and(Phrase.theirs(run.initiatedBy())),
            Phrase.NONE
                .and("commit ", run.commit())
                .and(isDirty ? ", from which the files differed" : ""),
            Phrase.NONE.and("run for commit ", other),
            Phrase.NONE.and("pull request ", run.pullRequest()),
            Phrase.NONE.and("run ", run.url()),
            Phrase.theirs(report.begun())
                .and(" – ")
                .and(report.ended().map(Phrase::theirs).orElse(Phrase.ours("no end"))))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }
}

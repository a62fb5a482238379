package dev.wrapup.report.audit;

import dev.wrapup.journal.AuditCounts;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Run;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.OutcomeCard;
import dev.wrapup.report.PlanDoc;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.doc.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What there is to tell of a run, by its journal: what went wrong first.
public final class AuditDoc {
  private static final String NOT_KNOWN = "not known";
  private static final String NOTHING =
      "A rehearsal, in an organization in memory: nothing was changed, nobody was told.";

  private AuditDoc() {}

  /// @param zone of the readers
  /// @param next what a reader does now
  public static Doc of(AuditReport report, ZoneId zone, Optional<Next> next) {
    Instant begun = Time.parse(report.begun()).orElse(Instant.EPOCH);
    Optional<Doc.Journal> journal = Optional.of(journal(report.journal()));
    return of("apply", begun, report, zone, blocks(report), next, journal);
  }

  /// The same of a rehearsal, with what receivers would be told.
  ///
  /// @param events bodies of webhooks
  /// @param taken when the snapshot was that it began as
  /// @param now at which it is told
  public static Doc rehearsal(
      AuditReport report, List<String> events, Instant taken, Instant now, ZoneId zone) {
    List<Doc.Block> blocks = blocks(report);
    List<Doc.Item> items = new ArrayList<>();
    for (String event : events) {
      items.add(Doc.Item.of(Phrase.ours("" + (items.size() + 1)), Phrase.theirs(event)));
    }
    Doc.Heading heading = new Doc.Heading("webhooks", "Webhooks, in order", Phrase.NONE);
    if (!items.isEmpty()) blocks.add(new Doc.Listing("webhook", heading, items, false));
    blocks.add(new Doc.Note(Tone.WARN, Phrase.ours(NOTHING)));
    return OnSnapshot.of(
        of("rehearse", now, report, zone, blocks, Optional.empty(), Optional.empty()),
        Optional.of(taken));
  }

  private static Doc of(
      String command,
      Instant at,
      AuditReport report,
      ZoneId zone,
      List<Doc.Block> blocks,
      Optional<Next> next,
      Optional<Doc.Journal> journal) {
    List<AuditGap> gaps = AuditGap.of(report);
    List<Phrase> facts = facts(report, zone);
    Phrase api = Phrase.theirs(report.run().target().api());
    String headline = headline(report, gaps);
    Doc.Head head =
        new Doc.Head(
            command,
            PlanDoc.about(report.run().target()),
            PlanDoc.subject(report.run().target()),
            api.and(" · ").and(Phrase.join(" · ", facts)),
            List.of(),
            Optional.empty(),
            Phrase.theirs(report.run().tool()),
            at);
    Phrase rest = Phrase.ours(" · ").and(Phrase.join(" · ", facts));
    Tone tone = gaps.isEmpty() ? Tone.GOOD : Tone.BAD;
    Doc.Summary summary = new Doc.Summary(headline, tone, headline, "", rest, "", tallies(report));
    List<Doc.Point> alarms =
        gaps.stream()
            .map(gap -> new Doc.Point(Phrase.ours(gap.sentence()), Optional.empty(), ""))
            .toList();
    return new Doc(
        head,
        summary,
        alarms.isEmpty()
            ? Optional.empty()
            : Optional.of(new Doc.Callout(Tone.BAD, "Look at this first", "", alarms)),
        blocks,
        next,
        journal,
        report.run().digest().map(plan -> Phrase.ours("plan ").and(Phrase.theirs(plan))).stream()
            .toList());
  }

  private static List<Doc.Block> blocks(AuditReport report) {
    List<Doc.Block> blocks = new ArrayList<>();
    List<Doc.Card> cards = OutcomeCard.of(report.rows());
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

  /// `2 of 3 changes made · 1 failed · 1 event undelivered`: what was made as it was wanted, and
  /// all that is missing.
  static String headline(AuditReport report, List<AuditGap> gaps) {
    ParsedJournal journal = report.journal();
    Optional<Integer> all =
        journal.wasCutShort()
            ? report.run().planned()
            : Optional.of(report.counts().all() + report.notBegun().orElse(0));
    int made = report.counts().all() - report.counts().wrong();
    String first =
        all.filter(none -> none == 0).isPresent() ? "No change was begun" : Words.made(made, all);
    return Stream.concat(Stream.of(first), gaps.stream().map(AuditGap::brief))
        .collect(Collectors.joining(" · "));
  }

  private static List<Doc.Figure> figures(AuditReport report) {
    List<Doc.Figure> figures = new ArrayList<>();
    report
        .metrics()
        .named()
        .forEach(
            (name, number) ->
                figures.add(
                    new Doc.Figure(name, number.map(n -> words(name, n)).orElse(NOT_KNOWN))));
    report
        .remaining()
        .ifPresent(left -> figures.add(new Doc.Figure("remaining", words("remaining", left))));
    return figures;
  }

  /// A metric with its unit.
  private static String words(String name, long number) {
    return switch (name) {
      case "totalUpdates", "remaining" -> Words.count(number, "change");
      case "validationErrors" -> Words.count(number, "refusal");
      case "retries" -> Words.count(number, "retry");
      case "conflicts" -> Words.count(number, "conflict");
      case "requests" -> Words.count(number, "request");
      default -> Words.duration(Duration.ofMillis(number));
    };
  }

  /// Who ran it, from what: what was checked out, and what the CI ran for where that is another
  /// commit.
  private static List<Phrase> facts(AuditReport report, ZoneId zone) {
    Run run = report.run();
    boolean isDirty = run.commit().isPresent() && run.dirty().orElse(false);
    Optional<String> other =
        run.eventCommit().filter(one -> !run.commit().equals(Optional.of(one)));
    return Stream.of(
            Phrase.ours("by ").and(Phrase.theirs(run.initiatedBy())),
            Phrase.NONE.and("undoes the run ", run.undoes()),
            run.digest().isPresent() ? approver(run) : Phrase.NONE,
            run.digest().isEmpty() || run.commit().or(() -> other).isPresent()
                ? Phrase.NONE
                    .and("commit ", run.commit())
                    .and(isDirty ? ", from which the files differed" : "")
                : Phrase.ours("commit not recorded"),
            Phrase.NONE.and("run for commit ", other),
            Phrase.NONE.and("pull request ", run.pullRequest()),
            Phrase.NONE.and("run ", run.url()),
            times(report, zone))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }

  private static Phrase approver(Run run) {
    Phrase who =
        run.approvedBy()
            .map(name -> Phrase.ours("approved by ").and(Phrase.theirs(name)))
            .orElse(Phrase.ours("approver not recorded"));
    return who.and(", refusals overridden by token ", run.approval());
  }

  private static Phrase times(AuditReport report, ZoneId zone) {
    Optional<Instant> begun = Time.parse(report.begun());
    Optional<Instant> ended = report.ended().flatMap(Time::parse);
    Phrase span =
        time(report.begun(), zone)
            .and(" – ")
            .and(report.ended().map(at -> time(at, zone)).orElse(Phrase.ours("no end")));
    if (begun.isEmpty() || ended.isEmpty() || report.journal().wasCutShort()) return span;
    return span.and(", " + Words.duration(Duration.between(begun.get(), ended.get())));
  }

  private static Phrase time(String at, ZoneId zone) {
    return Phrase.theirs(Time.parse(at).map(time -> Time.second(time, zone)).orElse(at));
  }
}

package dev.wrapup.report;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.audit.Metrics;
import dev.wrapup.audit.Recorded;
import dev.wrapup.audit.Run;
import dev.wrapup.model.Value;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What every picture of an audit report says in the same words.
final class AuditWords {
  private static final String NOBODY = "not known";

  private AuditWords() {}

  /// One figure with its name.
  record Figure(String name, String value) {}

  /// `3 of 4 changes made`, as they were wanted, and whether the run got to its end.
  static String headline(AuditReport report) {
    Recorded journal = report.journal();
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
  static List<String> alarms(AuditReport report) {
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
      alarms.add(
          "The run was cut short; its journal is still open (wrapup audit resume, with its file).");
    }
    int altered = report.counts().outcome("altered");
    int wrong = report.counts().wrong() - altered;
    if (altered > 0) {
      alarms.add("%s made, and not as wanted.".formatted(Words.count(altered, "change")));
    }
    if (wrong > 0)
      alarms.add("%s not made, or nobody knows.".formatted(Words.count(wrong, "change")));
    if (report.counts().changedSince() > 0) {
      alarms.add(
          "Somebody else has changed %s since."
              .formatted(Words.count(report.counts().changedSince(), "code")));
    }
    if (report.undecided() > 0) {
      alarms.add(
          "%s begun, without an outcome in the journal."
              .formatted(Words.count(report.undecided(), "change")));
    }
    int left = report.notBegun().orElse(0);
    if (left > 0) {
      alarms.add(
          "%s not begun, since the run was %s."
              .formatted(
                  Words.count(left, "change"),
                  report.journal().wasCutShort() ? "cut short" : "stopped"));
    }
    if (report.notBegun().isEmpty() && report.journal().broken().isEmpty()) {
      alarms.add("The run was cut short, and its journal doesn't tell how much it had to do.");
    }
    int missed = report.counts().told("failed");
    if (missed > 0) {
      alarms.add(
          "%s not accepted (wrapup webhook replay).".formatted(Words.count(missed, "event")));
    }
    return alarms;
  }

  /// `updated`, `renamed` and so on, or what went wrong.
  static String outcome(AuditReport.Row row) {
    return switch (row.outcome()) {
      case "applied" -> verb(row);
      case "already-applied" -> "already as desired";
      default -> row.outcome();
    };
  }

  private static String verb(AuditReport.Row row) {
    boolean isRename = row.previousCode().filter(code -> !code.equals(row.code())).isPresent();
    return switch (row.action()) {
      case CREATE -> "created";
      case UPDATE -> isRename ? "renamed" : "updated";
      case DELETE -> "deleted";
    };
  }

  /// What there is to say of a change beside its fields.
  static Phrase note(AuditReport.Row row) {
    List<Phrase> notes = new ArrayList<>();
    row.reason().ifPresent(reason -> notes.add(Phrase.theirs(reason)));
    for (AuditReport.Clash clash : row.clashes()) {
      Difference.unseen(clash.wanted(), clash.live())
          .ifPresent(
              what ->
                  notes.add(
                      Phrase.theirs(clash.field()).and(" differs in: ").and(Phrase.theirs(what))));
    }
    if (!row.theirs().isEmpty()) {
      notes.add(
          Phrase.ours("somebody else changed ")
              .and(Phrase.join(", ", row.theirs().stream().map(Phrase::theirs).toList()))
              .and(" meanwhile; both kept"));
    }
    row.since()
        .ifPresent(
            word ->
                notes.add(
                    Phrase.ours("somebody else has ").and(Phrase.theirs(word)).and(" it since")));
    row.told()
        .filter(told -> !told.word().equals("accepted"))
        .ifPresent(told -> notes.add(undelivered(told)));
    return Phrase.join("; ", notes);
  }

  private static Phrase undelivered(AuditReport.Told told) {
    Phrase event =
        Phrase.ours("its event is " + (told.word().equals("owed") ? "still owed" : "undelivered"));
    return told.reason().map(reason -> event.and(": ").and(Phrase.theirs(reason))).orElse(event);
  }

  /// The names of what was to change.
  static String fields(AuditReport.Row row) {
    return String.join(", ", row.parts().stream().map(Effect.Part::field).toList());
  }

  /// What a field was and what it was to be; nothing is told of one that stays empty.
  static Optional<Difference> difference(Effect.Part part) {
    Optional<Value> from = part.from().filter(value -> !value.isEmpty());
    Optional<Value> to = part.to().filter(value -> !value.isEmpty());
    boolean isNothing = from.isEmpty() && to.isEmpty();
    return isNothing ? Optional.empty() : Optional.of(Difference.of(part.from(), part.to()));
  }

  static List<Figure> figures(AuditReport report) {
    Metrics metrics = report.metrics();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("totalUpdates", number(metrics.totalUpdates())));
    figures.add(new Figure("validationErrors", number(metrics.validationErrors())));
    figures.add(new Figure("averageLatencyMs", number(metrics.averageLatencyMs())));
    figures.add(new Figure("p50LatencyMs", number(metrics.p50LatencyMs())));
    figures.add(new Figure("p95LatencyMs", number(metrics.p95LatencyMs())));
    figures.add(new Figure("retries", number(metrics.retries())));
    figures.add(new Figure("conflicts", number(metrics.conflicts())));
    figures.add(
        new Figure(
            "rateLimitWaitMs", metrics.rateLimitWaitMs().map(AuditWords::number).orElse(NOBODY)));
    figures.add(new Figure("requests", metrics.requests().map(AuditWords::number).orElse(NOBODY)));
    report.remaining().ifPresent(left -> figures.add(new Figure("remaining", number(left))));
    return figures;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// What was checked out, and what the CI ran for where that is another commit.
  private static void commits(Run run, List<Phrase> facts) {
    boolean isDirty = run.dirty().orElse(false);
    run.commit()
        .ifPresent(
            commit ->
                facts.add(
                    Phrase.ours("commit ")
                        .and(Phrase.theirs(commit))
                        .and(isDirty ? ", from which the files differed" : "")));
    run.eventCommit()
        .filter(event -> !run.commit().equals(run.eventCommit()))
        .ifPresent(event -> facts.add(Phrase.ours("run for commit ").and(Phrase.theirs(event))));
  }

  /// Who ran it, from what.
  static List<Phrase> facts(AuditReport report) {
    List<Phrase> facts = new ArrayList<>();
    facts.add(Phrase.ours("by ").and(Phrase.theirs(report.run().initiatedBy())));
    commits(report.run(), facts);
    report
        .run()
        .pullRequest()
        .ifPresent(n -> facts.add(Phrase.ours("pull request ").and(Phrase.theirs(n))));
    report.run().url().ifPresent(url -> facts.add(Phrase.ours("run ").and(Phrase.theirs(url))));
    facts.add(
        Phrase.theirs(report.begun())
            .and(" – ")
            .and(report.ended().map(Phrase::theirs).orElse(Phrase.ours("no end"))));
    return facts;
  }
}

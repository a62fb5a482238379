package dev.wrapup.report.audit;

import dev.wrapup.journal.AuditCounts;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.text.Words;
import java.util.ArrayList;
import java.util.List;

/// Something that keeps a run from being all that was wanted and is known for sure.
///
/// @param brief such as `1 failed`
/// @param sentence the same, for a reader who sees nothing else
record AuditGap(String brief, String sentence) {
  /// What is missing, the worst first; empty if nothing is.
  static List<AuditGap> of(AuditReport report) {
    List<AuditGap> gaps = new ArrayList<>();
    ofJournal(report.journal(), gaps);
    ofChanges(report, gaps);
    ofEvents(report.counts(), gaps);
    ofCheck(report, gaps);
    return gaps;
  }

  private static void ofJournal(ParsedJournal journal, List<AuditGap> gaps) {
    journal
        .broken()
        .ifPresent(
            broken ->
                gaps.add(
                    new AuditGap(
                        "journal broken",
                        "The journal is broken at record %,d: %s. What follows is not told here."
                            .formatted(broken.number(), broken.reason()))));
    if (journal.isOpen()) {
      gaps.add(new AuditGap("cut short", "The run was cut short; its journal is still open."));
    } else if (journal.isClosed() && journal.wasCutShort()) {
      gaps.add(
          new AuditGap(
              "cut short",
              "The run was cut short; what it had begun was looked up later, and its journal closed."));
    }
    int unverified = journal.unverified();
    if (unverified == 0) return;
    gaps.add(
        unverified == journal.records()
            ? new AuditGap(
                "signature not checked",
                "The journal is signed, and its signature was not checked: WRAPUP_JOURNAL_KEY isn't set.")
            : new AuditGap(
                "signed in part",
                "Only %,d of %s carry a signature: somebody without the key may have written the others."
                    .formatted(unverified, Words.count(journal.records(), "record"))));
  }

  private static void ofChanges(AuditReport report, List<AuditGap> gaps) {
    AuditCounts counts = report.counts();
    add(gaps, counts.outcome("altered"), "change", " altered", "%s made, and not as wanted.");
    add(gaps, counts.outcome("failed"), "change", " failed", "%s failed.");
    int conflicts = counts.outcome("conflict");
    add(
        gaps,
        conflicts,
        "change",
        Words.verb(conflicts, " conflict", " conflicts"),
        "%s not made: somebody else has edited the same.");
    int unknown = counts.outcome("unknown") + report.undecided();
    add(
        gaps,
        unknown,
        "change",
        " unknown",
        "%s begun, of which nobody knows whether it was made.");
    boolean isCut = report.journal().wasCutShort();
    add(
        gaps,
        report.notBegun().orElse(0),
        "change",
        " not begun",
        "%s not begun, since the run was " + (isCut ? "cut short." : "stopped."));
    if (report.notBegun().isEmpty() && report.journal().broken().isEmpty()) {
      gaps.add(
          new AuditGap(
              "unknown how many were planned",
              "The run was cut short, and its journal doesn't tell how much it had to do."));
    }
  }

  private static void ofEvents(AuditCounts counts, List<AuditGap> gaps) {
    int untold = counts.told("failed") + counts.told("owed");
    add(
        gaps,
        untold,
        "event",
        Words.verb(untold, " event undelivered", " events undelivered"),
        "%s not accepted by the receiver.");
  }

  /// What a check of the catalog after the run found, or that there was none.
  private static void ofCheck(AuditReport report, List<AuditGap> gaps) {
    add(
        gaps,
        report.counts().changedSince(),
        "code",
        " changed since",
        "Somebody else has changed %s since.");
    boolean isApply = report.run().digest().isPresent();
    if (report.remaining().isEmpty() && report.journal().isClosed() && isApply) {
      gaps.add(
          new AuditGap(
              "not checked afterwards",
              "The catalog was not read again after the run, to see that all is as it was answered."));
    }
    int told = report.counts().wrong() + report.notBegun().orElse(0);
    int left = report.remaining().orElse(0);
    add(
        gaps,
        left > told ? left : 0,
        "change",
        " left",
        "A new plan after the run still showed %s.");
  }

  private static void add(
      List<AuditGap> gaps, int count, String noun, String brief, String sentence) {
    if (count == 0) return;
    gaps.add(
        new AuditGap("%,d".formatted(count) + brief, sentence.formatted(Words.count(count, noun))));
  }
}

package dev.wrapup.report.audit;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Run;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a run did, as `wrapup.audit/1`. The names of the audit entries and of the metrics are a
/// promise.
public final class AuditJson {
  private AuditJson() {}

  /// Writes the document as its rows are read.
  public static void write(AuditReport report, Optional<Next> next, OutputStyle look, Writer out)
      throws IOException {
    write(report, next, json -> {}, look, out);
  }

  /// The same of a rehearsal.
  ///
  /// @param events bodies of webhooks
  /// @param taken when the snapshot was that it began as
  public static void rehearsal(
      AuditReport report,
      List<String> events,
      Instant taken,
      Instant now,
      OutputStyle look,
      Writer out)
      throws IOException {
    write(
        report,
        Optional.empty(),
        json -> json.snapshot(Optional.of(taken), now).texts("events", events),
        look,
        out);
  }

  private static void write(
      AuditReport report, Optional<Next> next, Consumer<Json> first, OutputStyle look, Writer out)
      throws IOException {
    List<AuditGap> gaps = AuditGap.of(report);
    JsonText.write(
        look,
        out,
        "wrapup.audit/1",
        json -> {
          first.accept(json);
          json.text("headline", AuditDoc.headline(report, gaps))
              .texts("missing", gaps.stream().map(AuditGap::brief).toList())
              .text("next", next.flatMap(one -> one.steps().getFirst().command()))
              .object("run", run -> run(run, report))
              .object("journal", journal -> journal(journal, report.journal()))
              .object("metrics", metrics -> metrics(metrics, report))
              .number("remaining", report.remaining())
              .number("changedSince", report.counts().changedSince())
              .number("undecided", report.undecided())
              .number("notBegun", report.notBegun())
              .array("changes", report.rows(), AuditJson::change);
        });
  }

  private static void run(Json json, AuditReport report) {
    Run run = report.run();
    json.text("id", run.id())
        .target(run.target())
        .text("begun", report.begun())
        .text("ended", report.ended())
        .text("initiatedBy", run.initiatedBy())
        .text("approvedBy", run.approvedBy())
        .text("approval", run.approval())
        .text("commit", run.commit())
        .flag("dirty", run.dirty())
        .text("eventCommit", run.eventCommit())
        .text("url", run.url())
        .text("pullRequest", run.pullRequest())
        .text("digest", run.digest())
        .number("planned", run.planned())
        .text("tool", run.tool())
        .text("webhook", run.webhook());
    run.undoes().ifPresent(undone -> json.text("undoes", undone));
  }

  private static void journal(Json json, ParsedJournal journal) {
    json.text("path", journal.path().toString())
        .text("state", VerifyReport.state(journal))
        .number("records", journal.records())
        .text("head", journal.head());
  }

  private static void metrics(Json json, AuditReport report) {
    report.metrics().write(json.out());
    json.array(
        "auditTrail",
        () -> report.rows().stream().filter(row -> row.audited().isPresent()).iterator(),
        AuditJson::audited);
  }

  private static void audited(Json json, AuditReport.Row row) {
    AuditReport.Audited entry = row.audited().orElseThrow();
    json.text("timestamp", entry.timestamp())
        .text("action", entry.action())
        .queue(row.queue())
        .text("codeId", entry.codeId())
        .text("previousCode", entry.previousCode())
        .text("newCode", entry.newCode())
        .text("previousDisplayName", entry.previousDisplayName())
        .text("newDisplayName", entry.newDisplayName())
        .text("routingType", entry.routingType())
        .text("initiatedBy", entry.initiatedBy())
        .number("latencyMs", entry.latencyMs());
    if (row.isAltered()) json.clashes("wanted", row.clashes());
  }

  private static void change(Json json, AuditReport.Row row) {
    Optional<AuditReport.Audited> entry = row.audited();
    json.text("at", row.at())
        .text("action", row.action().word())
        .text("outcome", row.outcome())
        .text("id", row.id())
        .text("code", row.code())
        .queue(row.queue())
        .text("previousCode", row.previousCode())
        .text("reason", row.reason())
        .array(
            "fields",
            row.parts(),
            (item, part) ->
                item.text("field", part.field()).value("from", part.from()).value("to", part.to()))
        .text("since", row.since())
        .clashes("clashes", row.clashes())
        .texts("theirs", row.theirs())
        .text("revisionBefore", entry.flatMap(AuditReport.Audited::revisionBefore))
        .text("revisionAfter", entry.flatMap(AuditReport.Audited::revisionAfter))
        .number("retryCount", entry.map(AuditReport.Audited::retryCount))
        .text("requestId", entry.flatMap(AuditReport.Audited::requestId))
        .object(
            "webhook",
            row.told(),
            (item, told) ->
                item.text("id", told.webhookId())
                    .text("state", told.word())
                    .text("reason", told.reason()));
  }
}

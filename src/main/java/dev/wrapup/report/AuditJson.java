package dev.wrapup.report;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.audit.Run;
import dev.wrapup.plan.Effect;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What a run did, as `wrapup.audit/1`. The names of the audit entries and of the metrics are a
/// promise.
public final class AuditJson {
  private AuditJson() {}

  /// Writes the document as its rows are read.
  public static void write(AuditReport report, Look look, Writer out) throws IOException {
    JsonText.write(
        look,
        out,
        json -> {
          json.writeStringProperty("format", "wrapup.audit/1");
          run(json, report);
          journal(json, report);
          metrics(json, report);
          number(json, "remaining", report.remaining().map(Integer::longValue));
          json.writeNumberProperty("changedSince", report.counts().changedSince());
          json.writeNumberProperty("undecided", report.undecided());
          number(json, "notBegun", report.notBegun().map(Integer::longValue));
          json.writeArrayPropertyStart("changes");
          report.rows().forEach(row -> change(json, row));
          json.writeEndArray();
        });
  }

  private static void run(JsonGenerator json, AuditReport report) {
    Run run = report.run();
    json.writeObjectPropertyStart("run");
    json.writeStringProperty("id", run.id());
    PlanJson.target(json, run.target());
    json.writeStringProperty("begun", report.begun());
    JsonText.optional(json, "ended", report.ended());
    json.writeStringProperty("initiatedBy", run.initiatedBy());
    JsonText.optional(json, "commit", run.commit());
    if (run.dirty().isPresent()) json.writeBooleanProperty("dirty", run.dirty().get());
    else json.writeNullProperty("dirty");
    JsonText.optional(json, "eventCommit", run.eventCommit());
    JsonText.optional(json, "url", run.url());
    JsonText.optional(json, "pullRequest", run.pullRequest());
    JsonText.optional(json, "digest", run.digest());
    number(json, "planned", run.planned().map(Integer::longValue));
    json.writeStringProperty("tool", run.tool());
    JsonText.optional(json, "webhook", run.webhook());
    json.writeEndObject();
  }

  private static void journal(JsonGenerator json, AuditReport report) {
    json.writeObjectPropertyStart("journal");
    json.writeStringProperty("path", report.journal().path().toString());
    json.writeStringProperty("state", VerifyReport.state(report.journal()));
    json.writeNumberProperty("records", report.journal().records());
    json.writeStringProperty("head", report.journal().head());
    json.writeEndObject();
  }

  private static void metrics(JsonGenerator json, AuditReport report) {
    json.writeObjectPropertyStart("metrics");
    report.metrics().write(json);
    json.writeArrayPropertyStart("auditTrail");
    for (AuditReport.Row row : report.rows()) {
      row.audited().ifPresent(audited -> audited(json, audited, row));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void audited(JsonGenerator json, AuditReport.Audited entry, AuditReport.Row row) {
    json.writeStartObject();
    json.writeStringProperty("timestamp", entry.timestamp());
    json.writeStringProperty("action", entry.action());
    JsonText.optional(json, "codeId", entry.codeId());
    JsonText.optional(json, "previousCode", entry.previousCode());
    JsonText.optional(json, "newCode", entry.newCode());
    JsonText.optional(json, "previousDisplayName", entry.previousDisplayName());
    JsonText.optional(json, "newDisplayName", entry.newDisplayName());
    JsonText.optional(json, "routingType", entry.routingType());
    json.writeStringProperty("initiatedBy", entry.initiatedBy());
    number(json, "latencyMs", entry.latencyMs());
    if (row.isAltered()) clashes(json, "wanted", row.clashes());
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, AuditReport.Row row) {
    json.writeStartObject();
    json.writeStringProperty("at", row.at());
    json.writeStringProperty("action", row.action().word());
    json.writeStringProperty("outcome", row.outcome());
    JsonText.optional(json, "id", row.id());
    json.writeStringProperty("code", row.code());
    JsonText.optional(json, "previousCode", row.previousCode());
    JsonText.optional(json, "reason", row.reason());
    json.writeArrayPropertyStart("fields");
    for (Effect.Part part : row.parts()) {
      json.writeStartObject();
      json.writeStringProperty("field", part.field());
      JsonText.value(json, "from", part.from());
      JsonText.value(json, "to", part.to());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonText.optional(json, "since", row.since());
    clashes(json, "clashes", row.clashes());
    strings(json, "theirs", row.theirs());
    JsonText.optional(
        json, "revisionBefore", row.audited().flatMap(AuditReport.Audited::revisionBefore));
    JsonText.optional(
        json, "revisionAfter", row.audited().flatMap(AuditReport.Audited::revisionAfter));
    number(json, "retryCount", row.audited().map(entry -> (long) entry.retryCount()));
    JsonText.optional(json, "requestId", row.audited().flatMap(AuditReport.Audited::requestId));
    webhook(json, row.told());
    json.writeEndObject();
  }

  private static void clashes(JsonGenerator json, String name, List<AuditReport.Clash> clashes) {
    json.writeArrayPropertyStart(name);
    for (AuditReport.Clash clash : clashes) {
      json.writeStartObject();
      json.writeStringProperty("field", clash.field());
      JsonText.value(json, "wanted", Optional.of(clash.wanted()));
      JsonText.value(json, "live", Optional.of(clash.live()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void webhook(JsonGenerator json, Optional<AuditReport.Told> told) {
    if (told.isEmpty()) {
      json.writeNullProperty("webhook");
      return;
    }
    json.writeObjectPropertyStart("webhook");
    json.writeStringProperty("id", told.get().webhookId());
    json.writeStringProperty("state", told.get().word());
    JsonText.optional(json, "reason", told.get().reason());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, Optional<Long> number) {
    if (number.isPresent()) json.writeNumberProperty(name, number.get());
    else json.writeNullProperty(name);
  }
}

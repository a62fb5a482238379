package dev.wrapup.report;

import dev.wrapup.audit.JournalFailure;
import dev.wrapup.audit.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What came of an apply, as `wrapup.apply/1`.
public final class ApplyJson {
  private ApplyJson() {}

  public static String render(ApplyFacts facts, Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.apply/1");
          json.writeStringProperty("tool", facts.tool());
          json.writeStringProperty("digest", facts.digest());
          PlanJson.target(json, facts.target());
          json.writeObjectPropertyStart("summary");
          json.writeNumberProperty("changes", facts.results().size());
          json.writeNumberProperty("done", facts.done());
          json.writeNumberProperty("notBegun", facts.notBegun());
          json.writeEndObject();
          if (facts.remaining().isPresent()) {
            json.writeNumberProperty("remaining", facts.remaining().get());
          } else {
            json.writeNullProperty("remaining");
          }
          json.writeNumberProperty("changedSince", facts.changedSince());
          json.writeNumberProperty("requests", facts.requests());
          json.writeObjectPropertyStart("webhooks");
          json.writeNumberProperty("accepted", facts.told().accepted());
          json.writeNumberProperty("failed", facts.told().failed());
          json.writeNumberProperty("owed", facts.told().owed());
          JsonText.optional(json, "reason", facts.told().why());
          json.writeEndObject();
          JsonText.optional(json, "journal", facts.journal());
          JsonText.optional(json, "head", facts.head());
          JsonText.optional(json, "journalError", facts.lost().map(JournalFailure::message));
          json.writeArrayPropertyStart("results");
          facts.results().forEach(result -> result(json, result));
          json.writeEndArray();
        });
  }

  private static void result(JsonGenerator json, Result result) {
    json.writeStartObject();
    json.writeStringProperty("action", result.change().effect().action().word());
    json.writeStringProperty("outcome", result.outcome().word());
    Optional<LiveCode> now = result.outcome().now();
    JsonText.optional(json, "id", now.or(() -> result.change().live()).map(LiveCode::id));
    json.writeStringProperty("code", result.change().code());
    JsonText.optional(json, "previousCode", result.change().live().map(LiveCode::code));
    JsonText.optional(json, "revisionBefore", result.over().map(LiveCode::revision));
    JsonText.optional(json, "revisionAfter", now.map(LiveCode::revision));
    JsonText.optional(json, "reason", result.outcome().why());
    json.writeArrayPropertyStart("theirs");
    if (result.outcome() instanceof Outcome.Merged merged) {
      merged.theirs().forEach(field -> json.writeString(field.name()));
    }
    json.writeEndArray();
    JsonText.optional(json, "since", result.outcome().since().word());
    json.writeArrayPropertyStart("clashes");
    for (Outcome.Clash clash : result.outcome().clashes()) {
      json.writeStartObject();
      json.writeStringProperty("field", clash.field().name());
      JsonText.value(json, "wanted", Optional.of(clash.wanted()));
      JsonText.value(json, "live", Optional.of(clash.live()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("retries", result.retries());
    json.writeNumberProperty("latencyMs", result.latency().toMillis());
    JsonText.optional(json, "requestId", result.requestId());
    JsonText.source(json, Optional.of(result.change().source()));
    PlanJson.warnings(json, result.change());
    json.writeEndObject();
  }
}

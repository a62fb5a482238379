package dev.wrapup.report;

import dev.wrapup.model.Target;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Reference;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.Warning;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// A plan as `wrapup.plan/1`.
public final class PlanJson {
  private PlanJson() {}

  public static String render(Verdict verdict, PlanFacts facts, Look look) {
    Plan plan = verdict.plan();
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.plan/1");
          json.writeStringProperty("tool", facts.tool());
          json.writeStringProperty("createdAt", JsonText.time(facts.createdAt()));
          json.writeStringProperty("digest", plan.digest());
          target(json, plan.target());
          FindingsJson.files(json, plan.desired().files());
          summary(json, plan);
          json.writeObjectPropertyStart("requests");
          json.writeNumberProperty("spent", facts.spent());
          json.writeNumberProperty("needed", plan.requests());
          json.writeEndObject();
          changes(json, "changes", plan.changes());
          changes(json, "drift", plan.drift());
          released(json, plan.released());
          JsonText.findings(json, plan.findings());
          verdict(json, verdict);
        });
  }

  static void target(JsonGenerator json, Target target) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("api", target.api());
    json.writeStringProperty("environment", target.environment());
    JsonText.optional(json, "organization", target.organization());
    json.writeStringProperty("baseUrl", target.baseUrl());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, Plan plan) {
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("create", plan.creates());
    json.writeNumberProperty("update", plan.updates());
    json.writeNumberProperty("delete", plan.deletes());
    json.writeNumberProperty("unchanged", plan.unchanged());
    json.writeNumberProperty("drifted", plan.drifted());
    json.writeNumberProperty("undeclared", plan.undeclared().size());
    json.writeNumberProperty("released", plan.released().size());
    json.writeNumberProperty("drift", plan.drift().size());
    json.writeNumberProperty("collision", plan.collisions());
    json.writeNumberProperty("warnings", plan.warnings());
    json.writeNumberProperty("live", plan.live());
    json.writeEndObject();
  }

  private static void changes(JsonGenerator json, String name, List<Change> changes) {
    json.writeArrayPropertyStart(name);
    for (Change change : changes) change(json, change);
    json.writeEndArray();
  }

  private static void change(JsonGenerator json, Change change) {
    json.writeStartObject();
    json.writeStringProperty("action", Signs.action(change));
    JsonText.optional(json, "id", change.live().map(live -> live.id()));
    json.writeStringProperty("code", change.code());
    JsonText.optional(json, "previousCode", change.previousCode());
    JsonText.optional(json, "revision", change.live().map(live -> live.revision()));
    json.writeStringProperty("origin", change.origin().word());
    json.writeStringProperty("risk", Plan.risk(change).word());
    JsonText.source(json, Optional.of(change.source()));
    fields(json, change.fields());
    warnings(json, change);
    references(json, change.impact().references());
    json.writeEndObject();
  }

  /// What a change may break.
  static void warnings(JsonGenerator json, Change change) {
    json.writeArrayPropertyStart("warnings");
    for (Warning warning : change.warnings()) {
      json.writeStartObject();
      json.writeStringProperty("code", warning.kind().word());
      json.writeStringProperty("message", warning.message());
      references(json, warning.references());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void fields(JsonGenerator json, List<FieldChange> fields) {
    json.writeArrayPropertyStart("fields");
    for (FieldChange field : fields) {
      json.writeStartObject();
      json.writeStringProperty("field", field.field().name());
      JsonText.value(json, "from", field.from());
      JsonText.value(json, "to", field.to());
      json.writeStringProperty("origin", field.origin().word());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void references(JsonGenerator json, List<Reference> references) {
    json.writeArrayPropertyStart("references");
    for (Reference reference : references) {
      json.writeStartObject();
      json.writeStringProperty("kind", reference.referrer().kind());
      json.writeStringProperty("id", reference.referrer().id());
      json.writeStringProperty("name", reference.referrer().name());
      json.writeStringProperty("by", reference.by().word());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void released(JsonGenerator json, List<Released> released) {
    json.writeArrayPropertyStart("released");
    for (Released one : released) {
      json.writeStartObject();
      json.writeStringProperty("id", one.live().id());
      json.writeStringProperty("code", one.live().code());
      switch (one) {
        case Released.Code ignored -> {
          json.writeNullProperty("field");
          json.writeNullProperty("value");
        }
        case Released.OneField field -> {
          json.writeStringProperty("field", field.field().name());
          JsonText.value(json, "value", Optional.of(field.value()));
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void verdict(JsonGenerator json, Verdict verdict) {
    List<Refusal> refusals =
        switch (verdict) {
          case Verdict.Approved approved -> approved.overridden();
          case Verdict.Refused refused -> refused.refusals();
        };
    Optional<String> token =
        verdict instanceof Verdict.Refused refused ? refused.token() : Optional.empty();
    json.writeObjectPropertyStart("verdict");
    json.writeBooleanProperty("approved", verdict instanceof Verdict.Approved);
    json.writeArrayPropertyStart("refusals");
    for (Refusal refusal : refusals) {
      json.writeStartObject();
      json.writeStringProperty("code", refusal.code());
      json.writeStringProperty("message", refusal.message());
      JsonText.source(json, refusal.rule());
      json.writeBooleanProperty("overridable", refusal.overridable());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonText.optional(json, "approvalToken", token);
    json.writeEndObject();
  }
}

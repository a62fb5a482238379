package dev.wrapup.report;

import dev.wrapup.model.Editor;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Sourced;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Plan;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Drift as `wrapup.drift/1`.
public final class DriftJson {
  private DriftJson() {}

  public static String render(Drift drift, PlanFacts facts, Look look) {
    LocalDate today = LocalDate.ofInstant(facts.createdAt(), ZoneOffset.UTC);
    List<Drift.Ending> ending = drift.ending(today);
    Plan plan = drift.plan();
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.drift/1");
          json.writeStringProperty("tool", facts.tool());
          json.writeStringProperty("createdAt", JsonText.time(facts.createdAt()));
          json.writeStringProperty("fingerprint", drift.fingerprint());
          PlanJson.target(json, plan.target());
          FindingsJson.files(json, plan.desired().files());
          json.writeBooleanProperty("base", plan.base().isPresent());
          JsonText.optional(json, "unseen", plan.unseen());
          summary(json, drift, ending);
          json.writeObjectPropertyStart("requests");
          json.writeNumberProperty("spent", facts.spent());
          json.writeEndObject();
          json.writeArrayPropertyStart("drift");
          drift.strays().forEach(stray -> stray(json, drift, stray));
          json.writeEndArray();
          undeclared(json, drift);
          pending(json, drift.pending());
          PlanJson.released(json, plan.released());
          json.writeArrayPropertyStart("ending");
          ending.forEach(one -> ending(json, one));
          json.writeEndArray();
        });
  }

  private static void summary(JsonGenerator json, Drift drift, List<Drift.Ending> ending) {
    json.writeObjectPropertyStart("summary");
    for (Drift.Kind kind : Drift.Kind.values()) {
      json.writeNumberProperty(kind.word(), drift.count(kind));
    }
    json.writeNumberProperty("undeclared", drift.plan().undeclared().size());
    json.writeNumberProperty("pending", drift.pending().size());
    json.writeNumberProperty("released", drift.plan().released().size());
    json.writeNumberProperty("ending", ending.size());
    json.writeNumberProperty("live", drift.plan().live());
    json.writeEndObject();
  }

  private static void stray(JsonGenerator json, Drift drift, Drift.Stray stray) {
    Change undoing = stray.undoing();
    json.writeStartObject();
    json.writeStringProperty("kind", stray.kind().word());
    JsonText.optional(json, "id", undoing.live().map(LiveCode::id).or(() -> pinned(undoing)));
    json.writeStringProperty("code", undoing.code());
    JsonText.optional(json, "liveCode", undoing.live().map(LiveCode::code));
    JsonText.optional(json, "revision", undoing.live().map(LiveCode::revision));
    lastEdit(json, drift, undoing.live());
    JsonText.source(json, Optional.of(undoing.source()));
    json.writeArrayPropertyStart("fields");
    for (FieldChange field : undoing.fields()) {
      json.writeStartObject();
      json.writeStringProperty("field", field.field().name());
      JsonText.value(json, "declared", field.to());
      JsonText.value(json, "live", field.from());
      json.writeStringProperty("origin", field.origin().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// What the file pins a code to that isn't live.
  private static Optional<String> pinned(Change undoing) {
    return undoing instanceof Change.Create create
        ? create.desired().id().map(Sourced::value)
        : Optional.empty();
  }

  private static void undeclared(JsonGenerator json, Drift drift) {
    json.writeObjectPropertyStart("undeclared");
    json.writeStringProperty("policy", drift.undeclaredRule().word());
    json.writeArrayPropertyStart("codes");
    for (LiveCode code : drift.undeclared()) {
      json.writeStartObject();
      json.writeStringProperty("id", code.id());
      json.writeStringProperty("code", code.code());
      lastEdit(json, drift, Optional.of(code));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void lastEdit(JsonGenerator json, Drift drift, Optional<LiveCode> live) {
    Optional<LastEdit> edit = live.flatMap(LiveCode::lastEdit);
    if (edit.isEmpty()) {
      json.writeNullProperty("lastEdit");
      return;
    }
    Optional<Editor> editor = edit.get().by().map(drift.editors()::get);
    json.writeObjectPropertyStart("lastEdit");
    JsonText.optional(json, "at", edit.get().at().map(JsonText::time));
    JsonText.optional(json, "by", edit.get().by());
    JsonText.optional(
        json,
        "name",
        editor.flatMap(
            who ->
                who instanceof Editor.Person(String name) ? Optional.of(name) : Optional.empty()));
    json.writeBooleanProperty("own", editor.filter(Editor.Ourselves.class::isInstance).isPresent());
    json.writeEndObject();
  }

  private static void pending(JsonGenerator json, List<Change> pending) {
    json.writeArrayPropertyStart("pending");
    for (Change change : pending) {
      json.writeStartObject();
      json.writeStringProperty("action", Signs.action(change));
      JsonText.optional(json, "id", change.live().map(LiveCode::id));
      json.writeStringProperty("code", change.code());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void ending(JsonGenerator json, Drift.Ending ending) {
    json.writeStartObject();
    json.writeStringProperty("code", ending.code().key());
    json.writeStringProperty("field", ending.ignore().field().name());
    json.writeStringProperty("until", ending.until().toString());
    JsonText.optional(json, "owner", ending.ignore().owner());
    JsonText.optional(json, "reason", ending.ignore().reason());
    JsonText.source(json, Optional.of(ending.ignore().at()));
    json.writeEndObject();
  }
}

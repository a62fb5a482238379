package dev.wrapup.report.json;

import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.plan.diff.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads a `wrapup.plan/1` back, as far as it binds a later plan.
public final class PlanFile {
  private PlanFile() {}

  /// Reads.
  ///
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people; also if the digest in the
  ///   file is not that of its changes
  public static ReviewedPlan read(Path path, Duration patience) {
    JsonNode json = JsonFile.read(path, "wrapup.plan/1", "plan", patience);
    List<Effect> effects = new ArrayList<>();
    for (JsonNode change : list(json, "changes")) effects.add(effect(change));
    List<Refusal> refusals = new ArrayList<>();
    for (JsonNode refusal : list(json.path("verdict"), "refusals")) refusals.add(refusal(refusal));
    Optional<String> undoes =
        json.has("undoes") ? Optional.of(text(json, "undoes")) : Optional.empty();
    ReviewedPlan reviewed =
        new ReviewedPlan(
            target(json.path("target")), effects, refusals, undoes, json.has("snapshot"));
    if (!reviewed.digest().equals(text(json, "digest"))) {
      throw new IllegalArgumentException("its digest is not that of its changes: it was edited");
    }
    return reviewed;
  }

  public static Target target(JsonNode json) {
    return new Target(
        text(json, "api"),
        text(json, "environment"),
        optional(json, "organization"),
        text(json, "baseUrl"));
  }

  private static Effect effect(JsonNode json) {
    List<Effect.Part> parts = new ArrayList<>();
    for (JsonNode field : list(json, "fields")) {
      parts.add(
          new Effect.Part(
              text(field, "field"), value(field.path("from")), value(field.path("to"))));
    }
    return new Effect(
        action(text(json, "action")), optional(json, "id"), text(json, "code"), parts);
  }

  /// As far as an approval token depends on it.
  private static Refusal refusal(JsonNode json) {
    return new Refusal(
        text(json, "code"),
        text(json, "message"),
        Optional.empty(),
        json.path("overridable").asBoolean(false));
  }

  private static Effect.Action action(String word) {
    for (Effect.Action action : Effect.Action.values()) {
      if (action.word().equals(word)) return action;
    }
    throw new IllegalArgumentException("it has an unknown action '%s'".formatted(word));
  }

  static Optional<Value> value(JsonNode json) {
    if (json.isNull()) return Optional.empty();
    if (json.isString()) return Optional.of(new Value.Text(json.stringValue()));
    if (!json.isArray()) throw new IllegalArgumentException("a value is neither text nor list");
    List<Value.Outcome> outcomes = new ArrayList<>();
    for (JsonNode outcome : json) {
      outcomes.add(new Value.Outcome(text(outcome, "id"), text(outcome, "name")));
    }
    return Optional.of(new Value.Outcomes(outcomes));
  }

  public static JsonNode list(JsonNode json, String name) {
    if (json.path(name).isArray()) return json.path(name);
    throw new IllegalArgumentException("'%s' is no list".formatted(name));
  }

  public static String text(JsonNode json, String name) {
    if (json.path(name).isString()) return json.path(name).stringValue();
    throw new IllegalArgumentException("'%s' is no text".formatted(name));
  }

  /// A text, or null for none.
  static Optional<String> optional(JsonNode json, String name) {
    return json.path(name).isNull() ? Optional.empty() : Optional.of(text(json, name));
  }
}

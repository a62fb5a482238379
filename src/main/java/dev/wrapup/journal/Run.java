package dev.wrapup.journal;

import dev.wrapup.model.Target;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The metadata of one apply, in the first record.
///
/// @param id unique
/// @param initiatedBy the person or job that started it
/// @param approvedBy the person who approved the plan, as the run was told; empty if it wasn't
/// @param approval the token by which the policy's refusals were overridden; empty if there were
///   none
/// @param commit of the files; empty outside of a repository
/// @param dirty whether the files differ from it
/// @param eventCommit that the CI ran for, which may be another one; all that is known where only
///   this was recorded
/// @param url of the CI job that runs it
/// @param pullRequest that was merged for it
/// @param digest of the plan; empty for a replay
/// @param tool the program's version
/// @param planned how many changes were to be made; empty in journals of versions before this was
///   recorded
/// @param webhook the origin of the receiver; empty if there is none
/// @param undoes the id of the run that it undoes; empty if it applies the files
public record Run(
    String id,
    Target target,
    String initiatedBy,
    Optional<String> approvedBy,
    Optional<String> approval,
    Optional<String> commit,
    Optional<Boolean> dirty,
    Optional<String> eventCommit,
    Optional<String> url,
    Optional<String> pullRequest,
    Optional<String> digest,
    Optional<Integer> planned,
    String tool,
    Optional<String> webhook,
    Optional<String> undoes) {
  void write(JsonGenerator json) {
    json.writeStringProperty("run", id);
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("api", target.api());
    json.writeStringProperty("environment", target.environment());
    JournalJson.optional(json, "organization", target.organization());
    json.writeStringProperty("baseUrl", target.baseUrl());
    json.writeEndObject();
    json.writeStringProperty("initiatedBy", initiatedBy);
    JournalJson.optional(json, "approvedBy", approvedBy);
    JournalJson.optional(json, "approval", approval);
    JournalJson.optional(json, "commit", commit);
    if (dirty.isPresent()) json.writeBooleanProperty("dirty", dirty.get());
    else json.writeNullProperty("dirty");
    JournalJson.optional(json, "eventCommit", eventCommit);
    JournalJson.optional(json, "url", url);
    JournalJson.optional(json, "pullRequest", pullRequest);
    JournalJson.optional(json, "digest", digest);
    JournalJson.number(json, "planned", planned.map(Integer::longValue));
    json.writeStringProperty("tool", tool);
    JournalJson.optional(json, "webhook", webhook);
    undoes.ifPresent(run -> json.writeStringProperty("undoes", run));
  }

  static Run of(JsonNode started) {
    JsonNode target = started.path("target");
    Optional<String> commit = JournalJson.text(started, "commit");
    // earlier versions wrote the event's as the commit
    boolean isEarlier = !started.has("eventCommit");
    return new Run(
        started.path("run").asString(""),
        new Target(
            target.path("api").asString(""),
            target.path("environment").asString(""),
            JournalJson.text(target, "organization"),
            target.path("baseUrl").asString("")),
        started.path("initiatedBy").asString(""),
        JournalJson.text(started, "approvedBy"),
        JournalJson.text(started, "approval"),
        isEarlier ? Optional.empty() : commit,
        Optional.of(started.path("dirty")).filter(JsonNode::isBoolean).map(JsonNode::booleanValue),
        isEarlier ? commit : JournalJson.text(started, "eventCommit"),
        JournalJson.text(started, "url"),
        JournalJson.text(started, "pullRequest"),
        JournalJson.text(started, "digest"),
        Optional.of(started.path("planned"))
            .filter(JsonNode::isInt)
            .map(JsonNode::intValue)
            .filter(planned -> planned >= 0),
        started.path("tool").asString(""),
        JournalJson.text(started, "webhook"),
        JournalJson.text(started, "undoes"));
  }
}

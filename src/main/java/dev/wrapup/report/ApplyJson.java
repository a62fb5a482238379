package dev.wrapup.report;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.util.List;
import java.util.Optional;

/// What came of an apply, as `wrapup.apply/1`.
public final class ApplyJson {
  private ApplyJson() {}

  public static String render(ApplyReport facts, OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.apply/1",
        json ->
            json.text("tool", facts.tool())
                .text("digest", facts.digest())
                .target(facts.target())
                .object(
                    "summary",
                    summary ->
                        summary
                            .number("changes", facts.results().size())
                            .number("done", facts.done())
                            .number("notBegun", facts.notBegun()))
                .object("baseCommit", facts.base(), BaseCommit.json(facts.drift()))
                .number("remaining", facts.remaining())
                .number("changedSince", facts.changedSince())
                .array("unread", facts.unread(), ApplyJson::unread)
                .number("requests", facts.requests())
                .object(
                    "webhooks",
                    webhooks ->
                        webhooks
                            .number("accepted", facts.told().accepted())
                            .number("failed", facts.told().failed())
                            .number("owed", facts.told().owed())
                            .text("reason", facts.told().why()))
                .text("journal", facts.journal())
                .text("head", facts.head())
                .text("journalError", facts.lost().map(JournalFailure::message))
                .array("results", facts.results(), ApplyJson::result));
  }

  private static void unread(Json json, UnreadWrite what) {
    json.text("kind", what.isQueue() ? "queue" : "code")
        .text("id", what.id())
        .text("name", what.name());
  }

  private static void result(Json json, Result result) {
    Optional<LiveCode> now = result.outcome().now();
    List<AuditReport.Clash> clashes =
        result.outcome().clashes().stream()
            .map(one -> new AuditReport.Clash(one.field().name(), one.wanted(), one.live()))
            .toList();
    List<String> theirs = result.outcome().theirs().stream().map(Field::name).toList();
    json.text("action", ChangeSummary.action(result.change()))
        .text("outcome", result.outcome().word())
        .text("id", now.or(() -> result.change().live()).map(LiveCode::id))
        .text("code", result.change().code())
        .queue(result.change().effect().queue())
        .text("previousCode", result.change().live().map(LiveCode::code))
        .text("revisionBefore", result.over().map(LiveCode::revision))
        .text("revisionAfter", now.map(LiveCode::revision))
        .text("reason", result.outcome().reason())
        .texts("theirs", theirs)
        .text("since", result.outcome().since().word())
        .clashes("clashes", clashes)
        .number("retries", result.retries())
        .number("latencyMs", result.latency().toMillis())
        .text("requestId", result.requestId())
        .source(Optional.of(result.change().source()))
        .warnings(result.change().warnings());
  }
}

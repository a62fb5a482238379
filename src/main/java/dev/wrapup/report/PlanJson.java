package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A plan as `wrapup.plan/1`.
public final class PlanJson {
  private PlanJson() {}

  public static String render(Verdict verdict, PlanMetadata facts, OutputStyle look) {
    Plan plan = verdict.plan();
    return JsonText.of(
        look,
        "wrapup.plan/1",
        json -> {
          json.text("tool", facts.tool())
              .text("createdAt", JsonText.time(facts.createdAt()))
              .snapshot(facts.snapshot(), facts.createdAt())
              .text("digest", plan.digest())
              .target(plan.target())
              .files(plan.desired().files())
              .object("summary", summary -> summary(summary, plan))
              .object(
                  "requests",
                  requests ->
                      requests
                          .number("spent", facts.spent())
                          .number("needed", plan.requests())
                          .number("reread", plan.reread()))
              .array("changes", plan.changes(), (one, change) -> change(one, change, plan.picks()))
              .array("drift", plan.drift(), (one, change) -> change(one, change, plan.picks()))
              .released(plan.released())
              .object("baseCommit", facts.base(), BaseCommit.json(PlanRemarks.kept(plan)))
              .findings(plan.findings())
              .object("verdict", told -> verdict(told, verdict));
          plan.undo().ifPresent(run -> json.text("undoes", run.run()));
          plan.picks()
              .ifPresent(picks -> json.object("usage", of -> UsageReport.period(of, picks)));
        });
  }

  private static void summary(Json json, Plan plan) {
    json.number("create", plan.creates())
        .number("update", plan.updates())
        .number("delete", plan.deletes());
    if (plan.namesQueues()) {
      json.number("add-to-queue", plan.queueAdds())
          .number("remove-from-queue", plan.queueRemovals());
    }
    json.number("unchanged", plan.unchanged())
        .number("drifted", plan.drifted())
        .number("undeclared", plan.undeclared().size())
        .number("released", plan.released().size())
        .number("drift", plan.drift().size())
        .number("collision", plan.collisions())
        .number("warnings", plan.warnings())
        .number("live", plan.live());
  }

  private static void change(Json json, Change change, Optional<Picks> picks) {
    json.text("action", ChangeSummary.action(change))
        .text("id", change.live().map(LiveCode::id))
        .text("code", change.code())
        .queue(change.effect().queue())
        .text("previousCode", change.previousCode())
        .text("revision", change.live().map(LiveCode::revision))
        .text("origin", change.origin().word())
        .text("risk", change.risk().word())
        .source(Optional.of(change.source()))
        .fields(change.fields(), "from", "to")
        .warnings(change.warnings())
        .references(change.impact().references());
    if (picks.isEmpty()) return;
    Optional<Picks.Code> picked = change.live().flatMap(live -> picks.get().of(live.id()));
    json.object(
        "usage",
        usage ->
            usage
                .number("contacts", picked.map(Picks.Code::contacts))
                .text("lastPicked", picked.flatMap(Picks.Code::last).map(LocalDate::toString)));
  }

  private static void verdict(Json json, Verdict verdict) {
    List<Refusal> refusals =
        switch (verdict) {
          case Verdict.Approved approved -> approved.overridden();
          case Verdict.Refused refused -> refused.refusals();
        };
    Optional<String> token =
        verdict instanceof Verdict.Refused refused ? refused.token() : Optional.empty();
    json.flag("approved", verdict instanceof Verdict.Approved)
        .array(
            "refusals",
            refusals,
            (item, refusal) ->
                item.text("code", refusal.code())
                    .text("message", refusal.message())
                    .source(refusal.rule())
                    .flag("overridable", refusal.overridable()))
        .text("approvalToken", token);
  }
}

package dev.wrapup.report;

import dev.wrapup.model.Editor;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Drift as `wrapup.drift/1`.
public final class DriftJson {
  private DriftJson() {}

  public static String render(Drift drift, PlanMetadata facts, OutputStyle look) {
    List<Drift.Ending> ending =
        drift.ending(LocalDate.ofInstant(facts.createdAt(), ZoneOffset.UTC));
    Plan plan = drift.plan();
    return JsonText.of(
        look,
        "wrapup.drift/1",
        json ->
            json.text("tool", facts.tool())
                .text("createdAt", JsonText.time(facts.createdAt()))
                .snapshot(facts.snapshot(), facts.createdAt())
                .text("fingerprint", drift.fingerprint())
                .target(plan.target())
                .files(plan.desired().files())
                .flag("base", plan.base().isPresent())
                .object("baseCommit", facts.base(), BaseCommit.json(DriftDoc.kept(drift)))
                .text("unseen", plan.unseen())
                .object("summary", summary -> summary(summary, drift, ending))
                .object("requests", requests -> requests.number("spent", facts.spent()))
                .array("drift", drift.drifted(), (item, stray) -> stray(item, drift, stray))
                .object("undeclared", undeclared -> undeclared(undeclared, drift))
                .array(
                    "pending",
                    drift.pending(),
                    (item, change) ->
                        item.text("action", ChangeSummary.action(change))
                            .text("id", change.live().map(LiveCode::id))
                            .text("code", change.code())
                            .queue(change.effect().queue()))
                .released(plan.released())
                .array("ending", ending, DriftJson::ending));
  }

  private static void summary(Json json, Drift drift, List<Drift.Ending> ending) {
    for (Drift.Kind kind : Drift.Kind.values()) {
      boolean isTold = kind != Drift.Kind.UNOFFERED || drift.plan().namesQueues();
      if (isTold) json.number(kind.word(), drift.count(kind));
    }
    json.number("undeclared", drift.plan().undeclared().size())
        .number("pending", drift.pending().size())
        .number("released", drift.plan().released().size())
        .number("ending", ending.size())
        .number("live", drift.plan().live());
  }

  private static void stray(Json json, Drift drift, Drift.DriftedCode stray) {
    Change undoing = stray.undoing();
    json.text("kind", stray.kind().word())
        .text("id", undoing.live().map(LiveCode::id).or(() -> pinned(undoing)))
        .text("code", undoing.code())
        .queue(undoing.effect().queue())
        .text("liveCode", undoing.live().map(LiveCode::code))
        .text("revision", undoing.live().map(LiveCode::revision));
    lastEdit(json, drift, stray.edited());
    List<FieldChange> fields = undoing.fields().stream().map(ChangeCard::asItCame).toList();
    json.source(Optional.of(undoing.source())).fields(fields, "declared", "live");
  }

  /// What the file pins a code to that isn't live.
  private static Optional<String> pinned(Change undoing) {
    return undoing instanceof Change.Create create
        ? create.desired().id().map(Sourced::value)
        : Optional.empty();
  }

  private static void undeclared(Json json, Drift drift) {
    json.text("policy", drift.undeclaredRule().word())
        .array(
            "codes",
            drift.undeclared(),
            (item, code) ->
                lastEdit(
                    item.text("id", code.id()).text("code", code.code()),
                    drift,
                    Optional.of(code)));
  }

  private static void lastEdit(Json json, Drift drift, Optional<LiveCode> live) {
    json.object(
        "lastEdit",
        live.flatMap(LiveCode::lastEdit),
        (item, edit) -> {
          Optional<Editor> editor = edit.by().map(drift.editors()::get);
          Optional<String> name =
              editor.flatMap(
                  who ->
                      who instanceof Editor.Person(String n) ? Optional.of(n) : Optional.empty());
          item.text("at", edit.at().map(JsonText::time))
              .text("by", edit.by())
              .text("name", name)
              .flag("own", editor.filter(Editor.Ourselves.class::isInstance).isPresent());
        });
  }

  private static void ending(Json json, Drift.Ending ending) {
    json.text("code", ending.code().key())
        .text("field", ending.ignore().field().name())
        .text("until", ending.until().toString())
        .text("owner", ending.ignore().owner())
        .text("reason", ending.ignore().reason())
        .source(Optional.of(ending.ignore().at()));
  }
}

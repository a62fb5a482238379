package dev.wrapup.plan;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Words to say what is live and what the files declare, for tests of the planner.
final class Worlds {
  static final Target TARGET =
      new Target("versioned", "us-east-1", Optional.empty(), "https://us-east-1.mygen.com");
  static final Field NAME = Dialect.VERSIONED.field("displayName").orElseThrow();
  static final Field DESCRIPTION = Dialect.VERSIONED.field("description").orElseThrow();
  static final Field ROUTING = Dialect.VERSIONED.field("routingType").orElseThrow();

  private Worlds() {}

  static LiveCode live(String id, String code) {
    return live(id, code, code + " name");
  }

  static LiveCode live(String id, String code, String name) {
    return live(id, code, name, "", "manual");
  }

  static LiveCode live(String id, String code, String name, String description, String routing) {
    Map<Field, Value> values = new HashMap<>();
    values.put(NAME, new Value.Text(name));
    values.put(DESCRIPTION, new Value.Text(description));
    values.put(ROUTING, new Value.Text(routing));
    return new LiveCode(id, "1", code, values);
  }

  static Catalog catalog(LiveCode... codes) {
    return new Catalog(Arrays.asList(codes), new Usage(List.of(), List.of()));
  }

  static Catalog catalog(List<Referrer> referrers, LiveCode... codes) {
    return new Catalog(Arrays.asList(codes), new Usage(referrers, List.of()));
  }

  static Referrer ruleById(String name, String codeId) {
    return new Referrer(
        "routing-rule", "rule " + name, name, Optional.of(codeId), Optional.empty());
  }

  static Referrer ruleByName(String name, String codeName) {
    return new Referrer(
        "routing-rule", "rule " + name, name, Optional.empty(), Optional.of(codeName));
  }

  /// A state whose file has these lines after `format: 1`.
  static DesiredState yaml(String text) {
    return read("wrapupcodes.yaml", text);
  }

  static Optional<DesiredState> base(String text) {
    return Optional.of(read("base.yaml", text));
  }

  private static DesiredState read(String path, String text) {
    byte[] bytes = ("format: 1\n" + text).getBytes(StandardCharsets.UTF_8);
    Checked<DesiredState> read =
        DesiredFiles.readSources(List.of(new SourceFile(path, bytes)), LocalDate.of(2026, 1, 1));
    return switch (read) {
      case Checked.Valid<DesiredState> valid -> valid.value();
      case Checked.Invalid<DesiredState> invalid ->
          throw new AssertionError(invalid.findings() + "\n" + text);
    };
  }

  static Plan plan(DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return switch (Planner.plan(TARGET, Comparison.of(desired, base, catalog), false)) {
      case Checked.Valid<Plan> valid -> valid.value();
      case Checked.Invalid<Plan> invalid -> throw new AssertionError(invalid.findings().toString());
    };
  }

  /// The findings that keep a plan from being made, each as `line:column code`.
  static List<String> refusedBecause(
      DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return switch (Planner.plan(TARGET, Comparison.of(desired, base, catalog), false)) {
      case Checked.Valid<Plan> valid -> throw new AssertionError(show(valid.value()).toString());
      case Checked.Invalid<Plan> invalid ->
          invalid.findings().stream()
              .map(f -> f.at().map(at -> at.line() + ":" + at.column() + " ").orElse("") + f.code())
              .toList();
    };
  }

  /// Each change as one line: `~ id OLD → NEW: field a → b (origin)`.
  static List<String> show(Plan plan) {
    return plan.changes().stream().map(Worlds::show).toList();
  }

  static List<String> showDrift(Plan plan) {
    return plan.drift().stream().map(Worlds::show).toList();
  }

  static String show(Change change) {
    return switch (change) {
      case Change.QueuePair pair ->
          "%s %s %s (%s)"
              .formatted(
                  pair.effect().action().word(),
                  pair.code(),
                  pair.queue().name(),
                  pair.origin().word());
      case Change.Create create -> "+ " + create.code() + " (" + create.origin().word() + ")";
      case Change.Delete delete ->
          "- " + delete.before().id() + " " + delete.code() + " (" + delete.origin().word() + ")";
      case Change.Update update -> {
        StringBuilder line = new StringBuilder("~ " + update.before().id() + " " + update.code());
        for (FieldChange field : update.fields()) {
          line.append(
              "; %s %s → %s (%s)"
                  .formatted(
                      field.field(), text(field.from()), text(field.to()), field.origin().word()));
        }
        yield line.toString();
      }
    };
  }

  static String text(Optional<Value> value) {
    return value.map(v -> v instanceof Value.Text ? v.text() : v.toString()).orElse("nothing");
  }
}

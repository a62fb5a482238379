package dev.wrapup.report.json;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Writes the properties of JSON objects as they come, each sort of fact in the same way in all
/// documents. What is empty is null.
public record Json(JsonGenerator out) {
  public Json text(String name, String text) {
    out.writeStringProperty(name, text);
    return this;
  }

  public Json text(String name, Optional<String> text) {
    if (text.isPresent()) out.writeStringProperty(name, text.get());
    else out.writeNullProperty(name);
    return this;
  }

  public Json number(String name, long number) {
    out.writeNumberProperty(name, number);
    return this;
  }

  public Json number(String name, Optional<? extends Number> number) {
    if (number.isPresent()) out.writeNumberProperty(name, number.get().longValue());
    else out.writeNullProperty(name);
    return this;
  }

  public Json flag(String name, boolean flag) {
    out.writeBooleanProperty(name, flag);
    return this;
  }

  public Json flag(String name, Optional<Boolean> flag) {
    if (flag.isPresent()) out.writeBooleanProperty(name, flag.get());
    else out.writeNullProperty(name);
    return this;
  }

  public Json value(String name, Optional<Value> value) {
    if (value.isEmpty()) return text(name, Optional.empty());
    return switch (value.get()) {
      case Value.Text text -> text(name, text.text());
      case Value.Outcomes outcomes ->
          array(
              name,
              outcomes.outcomes(),
              (json, outcome) -> json.text("id", outcome.id()).text("name", outcome.name()));
    };
  }

  /// The queue that a code is added to or removed from; nothing where there is none.
  public Json queue(Optional<Value.Outcome> queue) {
    return queue.isEmpty()
        ? this
        : object(
            "queue", json -> json.text("id", queue.get().id()).text("name", queue.get().name()));
  }

  public Json object(String name, Consumer<Json> properties) {
    out.writeObjectPropertyStart(name);
    properties.accept(this);
    out.writeEndObject();
    return this;
  }

  public <T> Json object(String name, Optional<T> value, BiConsumer<Json, T> properties) {
    return value.isEmpty()
        ? text(name, Optional.empty())
        : object(name, json -> properties.accept(json, value.get()));
  }

  /// An object for each item.
  public <T> Json array(String name, Iterable<T> items, BiConsumer<Json, T> properties) {
    out.writeArrayPropertyStart(name);
    for (T item : items) {
      out.writeStartObject();
      properties.accept(this, item);
      out.writeEndObject();
    }
    out.writeEndArray();
    return this;
  }

  public Json texts(String name, List<String> texts) {
    out.writeArrayPropertyStart(name);
    texts.forEach(out::writeString);
    out.writeEndArray();
    return this;
  }

  public Json target(Target target) {
    return object(
        "target",
        json ->
            json.text("api", target.api())
                .text("environment", target.environment())
                .text("organization", target.organization())
                .text("baseUrl", target.baseUrl()));
  }

  /// That the document is of a snapshot; nothing where it is of what is live.
  public Json snapshot(Optional<Instant> taken, Instant now) {
    return taken.isEmpty()
        ? this
        : object(
            "snapshot",
            json ->
                json.text("takenAt", JsonText.time(taken.get()))
                    .number("ageSeconds", Duration.between(taken.get(), now).toSeconds()));
  }

  public Json files(List<SourceFile> files) {
    return array(
        "files",
        files,
        (json, file) -> json.text("path", file.path()).text("sha256", file.sha256()));
  }

  public Json source(Optional<SourcePosition> source) {
    return object(
        "source",
        source,
        (json, at) -> {
          Optional<SourcePosition> line = Optional.of(at).filter(one -> !one.isWholeFile());
          json.text("file", at.file().path())
              .number("line", line.map(SourcePosition::line))
              .number("column", line.map(SourcePosition::column));
        });
  }

  public Json findings(List<Finding> findings) {
    return array(
        "findings",
        findings,
        (json, finding) ->
            json.text("severity", finding.isError() ? "error" : "warning")
                .text("code", finding.code())
                .text("message", finding.message())
                .source(finding.at())
                .text("hint", finding.hint()));
  }

  /// What changes in a code.
  ///
  /// @param from what the one value is called, and `to` the other
  public Json fields(List<FieldChange> fields, String from, String to) {
    return array(
        "fields",
        fields,
        (json, field) -> {
          json.text("field", field.field().name())
              .value(from, field.from())
              .value(to, field.to())
              .text("origin", field.origin().word());
          if (field.base().isPresent()) json.value("base", field.base());
        });
  }

  public Json warnings(List<Warning> warnings) {
    return array(
        "warnings",
        warnings,
        (json, warning) ->
            json.text("code", warning.kind().word())
                .text("message", warning.message())
                .references(warning.references()));
  }

  public Json references(List<CodeReference> references) {
    return array(
        "references",
        references,
        (json, reference) ->
            json.text("kind", reference.referrer().kind())
                .text("id", reference.referrer().id())
                .text("name", reference.referrer().name())
                .text("by", reference.by().word()));
  }

  public Json released(List<Released> released) {
    return array(
        "released",
        released,
        (json, one) -> {
          Optional<Released.OneField> field =
              one instanceof Released.OneField only ? Optional.of(only) : Optional.empty();
          json.text("id", one.live().id())
              .text("code", one.live().code())
              .text("field", field.map(only -> only.field().name()))
              .value("value", field.map(Released.OneField::value));
        });
  }

  public Json clashes(String name, List<AuditReport.Clash> clashes) {
    return array(
        name,
        clashes,
        (json, clash) ->
            json.text("field", clash.field())
                .value("wanted", Optional.of(clash.wanted()))
                .value("live", Optional.of(clash.live())));
  }
}

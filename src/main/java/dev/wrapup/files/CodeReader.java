package dev.wrapup.files;

import static dev.wrapup.files.Cursor.KEEP_ONE;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.MappingStartEvent;

/// Reads the map under `codes`, entry by entry.
final class CodeReader {
  private static final int LONGEST_BLANK = 1_024;

  private final FieldReader in;
  private final Keys entry;
  private final LocalDate today;

  CodeReader(FieldReader in, Keys entry, LocalDate today) {
    this.in = in;
    this.entry = entry;
    this.today = today;
  }

  /// All entries that could be read; their defaults are still to come.
  List<DesiredCode> read() {
    List<DesiredCode> codes = new ArrayList<>();
    in.map("'codes'", key -> entry(key, codes));
    return codes;
  }

  private void entry(Sourced<String> key, List<DesiredCode> codes) {
    in.checkCode(key);
    Draft draft = new Draft();
    boolean isMap = in.map("the code " + Quote.of(key.value()), part -> part(part, draft));
    if (!isMap) return;
    for (Sourced<String> earlier : draft.previously) {
      if (earlier.value().equals(key.value())) {
        String hint = "list only codes that it had before";
        in.findings.error("previously-itself", earlier, "%s lists itself under 'previously'", hint);
      }
    }
    for (Ignore ignore : draft.ignores) {
      if (draft.values.containsKey(ignore.field())) continue;
      in.findings.warning(
          "ignores-nothing",
          "'%s' is ignored and not declared here: it would be left alone anyway"
              .formatted(ignore.field().name()),
          ignore.named(),
          "declare what it is to be later, or take it out of 'ignore'");
    }
    codes.add(in.findings.hasErrors() ? named(key, draft) : draft.code(key));
  }

  /// What is still of interest of a code once it is clear that there will be no desired state:
  /// whether another one has its name or id.
  private static DesiredCode named(Sourced<String> key, Draft draft) {
    return new DesiredCode(key, draft.id, Map.of(), Map.of(), List.of(), List.of());
  }

  private static final class Draft {
    Optional<Sourced<String>> id = Optional.empty();
    final Map<Field, Sourced<Value>> values = new HashMap<>();
    List<Sourced<String>> previously = List.of();
    List<Ignore> ignores = List.of();
    Optional<List<Sourced<QueueRef>>> queues = Optional.empty();

    DesiredCode code(Sourced<String> key) {
      return new DesiredCode(key, id, values, Map.of(), previously, ignores, queues);
    }
  }

  private void part(Sourced<String> key, Draft draft) {
    if (entry.key(key.value()).isEmpty()) {
      in.unknownKey(key, "", entry);
      return;
    }
    switch (key.value()) {
      case "id" -> draft.id = in.text("'id'").filter(this::isId);
      case "previously" -> draft.previously = in.codes("'previously'");
      case "ignore" -> draft.ignores = ignores();
      case "queues" -> draft.queues = Optional.of(queues());
      default -> in.field(key, "", entry, draft.values);
    }
  }

  private boolean isId(Sourced<String> id) {
    // of one that aliases repeat, as much as decides it for every id there is
    if (!id.value().substring(0, Math.min(id.value().length(), LONGEST_BLANK)).isBlank())
      return true;
    return in.empty("id", id.at(), "write the id, or remove the key");
  }

  private List<Sourced<QueueRef>> queues() {
    List<Sourced<QueueRef>> queues = new ArrayList<>();
    Map<String, SourcePosition> seen = new HashMap<>();
    in.list("'queues'", () -> queue(seen).ifPresent(queues::add));
    return queues;
  }

  /// A queue by its name or id, or by both.
  private Optional<Sourced<QueueRef>> queue(Map<String, SourcePosition> seen) {
    Map<String, Sourced<String>> parts;
    if (in.peek() instanceof MappingStartEvent) {
      parts = in.parts("entry of 'queues'", FileSpec.QUEUE, "write both: {name: …, id: …}");
    } else {
      parts = in.prose("an entry of 'queues'").map(name -> Map.of("name", name)).orElse(Map.of());
    }
    Sourced<String> name = parts.get("name");
    if (name == null || !in.isQueueName(name)) return Optional.empty();
    Optional<Sourced<String>> id = Optional.ofNullable(parts.get("id"));
    if (id.isPresent() && !isId(id.get())) return Optional.empty();
    String twice = "'queues' lists %s a second time, first at %s";
    return in.findings.isFirst(id.orElse(name), seen, "listed-twice", twice, KEEP_ONE)
        ? Optional.of(name.with(new QueueRef(name.value(), id.map(Sourced::value))))
        : Optional.empty();
  }

  /// Fields that are left as they are live.
  private List<Ignore> ignores() {
    List<Ignore> ignores = new ArrayList<>();
    Map<String, SourcePosition> seen = new HashMap<>();
    String twice = "%s is ignored a second time, first at %s";
    in.list(
        "'ignore'",
        () ->
            ignore()
                .filter(i -> in.findings.isFirst(i.named(), seen, "listed-twice", twice, KEEP_ONE))
                .ifPresent(ignores::add));
    return ignores;
  }

  private Optional<Ignore> ignore() {
    if (in.peek() instanceof MappingStartEvent) {
      Keys keys = entry.map("ignore");
      return ignore(in.parts("entry of 'ignore'", keys, "name the field to leave alone"));
    }
    return in.text("an entry of 'ignore'").flatMap(name -> ignore(Map.of("field", name)));
  }

  private Optional<Ignore> ignore(Map<String, Sourced<String>> parts) {
    Sourced<String> name = parts.get("field");
    if (name == null) return Optional.empty();
    Optional<Field> field = in.dialect.field(name.value());
    if (field.isEmpty()) {
      List<String> known = in.dialect.fields().stream().map(Field::name).toList();
      String hint = Suggestion.among(name.value(), known);
      in.findings.error("unknown-field", name, "there is no field %s to ignore", hint);
      return Optional.empty();
    }
    Sourced<String> until = parts.get("until");
    Optional<LocalDate> day = Optional.ofNullable(until).flatMap(this::date);
    if (until != null && day.isEmpty()) return Optional.empty();
    if (until != null && day.get().isBefore(today)) {
      in.findings.error(
          "expired-ignore",
          "this stopped holding after %s".formatted(day.get()),
          until,
          "declare what '%s' shall be, or set a later day".formatted(name.value()));
      return Optional.empty();
    }
    return Optional.of(
        new Ignore(
            name.with(field.get()),
            day,
            Optional.ofNullable(parts.get("owner")).map(Sourced::value),
            Optional.ofNullable(parts.get("reason")).map(Sourced::value)));
  }

  private Optional<LocalDate> date(Sourced<String> text) {
    try {
      return Optional.of(LocalDate.parse(text.value()));
    } catch (DateTimeException e) {
      in.findings.error("bad-date", text, "%s is not a day", "write it as 2026-12-31");
      return Optional.empty();
    }
  }
}

package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.MappingStartEvent;

/// Reads `ignore`: fields that are left as they are live.
final class IgnoreReader {
  private final FieldReader in;
  private final Keys entry;
  private final LocalDate today;

  IgnoreReader(FieldReader in, Keys entry, LocalDate today) {
    this.in = in;
    this.entry = entry;
    this.today = today;
  }

  List<Ignore> read() {
    List<Ignore> ignores = new ArrayList<>();
    in.list(
        "'ignore'", () -> entry().filter(ignore -> isNew(ignore, ignores)).ifPresent(ignores::add));
    return ignores;
  }

  private Optional<Ignore> entry() {
    if (in.peek() instanceof MappingStartEvent) {
      return of(in.parts("entry of 'ignore'", entry, "name the field to leave alone"));
    }
    return in.text("an entry of 'ignore'").flatMap(name -> of(Map.of("field", name)));
  }

  private Optional<Ignore> of(Map<String, Sourced<String>> parts) {
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

  private boolean isNew(Ignore ignore, List<Ignore> before) {
    for (Ignore other : before) {
      if (other.field() != ignore.field()) continue;
      in.findings.error(
          "listed-twice",
          "'%s' is ignored a second time, first at %s".formatted(ignore.field(), other.at()),
          ignore.named(),
          "keep one of the two");
      return false;
    }
    return true;
  }
}

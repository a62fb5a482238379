package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.VisibleChars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what several parts of a file hold: values of fields, within their limits, and codes.
final class FieldReader extends KeyReader {
  final Dialect dialect;

  FieldReader(Dialect dialect, ExpandedEvents events, FindingCollector findings) {
    super(events, findings);
    this.dialect = dialect;
  }

  /// Reads the value of a key that names a field; any other key is unknown.
  ///
  /// @param where the map that it stands in, for messages
  void field(Sourced<String> key, String where, Keys map, Map<Field, Sourced<Value>> values) {
    Optional<Field> field = dialect.field(key.value());
    if (field.isPresent()) read(field.get()).ifPresent(value -> values.put(field.get(), value));
    else unknownKey(key, where, map);
  }

  /// The value of a field; empty after a finding.
  private Optional<Sourced<Value>> read(Field field) {
    return switch (field.kind()) {
      case TEXT -> prose(quoted(field)).filter(text -> fits(field, text)).map(FieldReader::text);
      case CHOICE ->
          text(quoted(field))
              .filter(text -> isOneOf(field.choices(), field.name(), text))
              .map(FieldReader::text);
      case OUTCOMES -> outcomes(field);
    };
  }

  /// Whether a text is neither too short nor too long for a field.
  boolean fits(Field field, Sourced<String> text) {
    int length = text.value().length();
    if (length > field.max()) {
      String subject = field.isKey() ? "code " + Quote.of(text.value()) : "'" + field.name() + "'";
      findings.error(
          "too-long",
          "%s has %d characters, the limit is %d".formatted(subject, length, field.max()),
          text,
          field.isKey()
              ? "shorten it; to rename a live code, list its old code under 'previously'"
              : "shorten it");
      return false;
    }
    if (length < field.min()) {
      String hint = field.isKey() ? "give the code a name" : "write a text, or leave the key out";
      return empty(field.name(), text.at(), hint);
    }
    if (field.isBlank(text.value())) {
      findings.error(
          "empty-value",
          "nobody can see anything of '%s'".formatted(field.name()),
          text,
          "write a text, or leave the key out");
      return false;
    }
    return true;
  }

  private Optional<Sourced<Value>> outcomes(Field field) {
    SourcePosition at = here();
    List<Value.Outcome> outcomes = new ArrayList<>();
    Map<String, SourcePosition> ids = new HashMap<>();
    boolean isList = list(quoted(field), () -> outcome(ids).ifPresent(outcomes::add));
    return isList ? Optional.of(new Sourced<>(new Value.Outcomes(outcomes), at)) : Optional.empty();
  }

  private Optional<Value.Outcome> outcome(Map<String, SourcePosition> ids) {
    SourcePosition at = here();
    Map<String, Sourced<String>> parts =
        parts("outcome", FileSpec.OUTCOME, "write both: {id: …, name: …}");
    if (parts.isEmpty()) return Optional.empty();
    Sourced<String> id = parts.getOrDefault("id", new Sourced<>("", at));
    Sourced<String> name = parts.getOrDefault("name", id);
    String twice = "the outcome %s is listed a second time, first at %s";
    return findings.isFirst(id, ids, "listed-twice", twice, KEEP_ONE)
        ? Optional.of(new Value.Outcome(id.value(), name.value()))
        : Optional.empty();
  }

  /// Whether a text can be the name of a queue, its id or a pattern.
  boolean isQueueName(Sourced<String> text) {
    if (text.value().length() > FileSpec.QUEUE_NAME.most()) {
      findings.error(
          "too-long",
          "the queue's name has %d characters, the limit is %d"
              .formatted(text.value().length(), FileSpec.QUEUE_NAME.most()),
          text,
          "name the queue by its id");
      return false;
    }
    return !text.value().isBlank()
        || empty("queue", text.at(), "write the name of the queue, or its id");
  }

  /// A list of codes.
  List<Sourced<String>> codes(String name) {
    List<Sourced<String>> codes = texts(name);
    codes.forEach(this::checkCode);
    return codes;
  }

  /// Whatever names a code: a key, an earlier code, a retired one.
  void checkCode(Sourced<String> code) {
    if (!fits(dialect.key(), code)) return;
    if (Parked.isForm(code.value())) {
      findings.error(
          "parked-form",
          "'%s' looks like a code that an interrupted apply parked".formatted(code.value()),
          code,
          "declare what the code shall be, and pin it by its 'id'");
    } else if (isOdd(code.value())) {
      findings.warning(
          "odd-code",
          "the code has characters at its ends or inside that nobody can see",
          code,
          "make sure that they are meant");
    }
  }

  private static boolean isOdd(String code) {
    return !VisibleChars.isSeen(code) || !code.equals(code.strip());
  }

  @Override
  void unknownKey(Sourced<String> key, String where, Keys map) {
    String reason = dialect.foreign().get(key.value());
    if (reason == null) {
      super.unknownKey(key, where, map);
      return;
    }
    findings.error(
        "foreign-key",
        "there is no '%s'%s with 'api: %s': %s"
            .formatted(key.value(), in(where), dialect.api(), reason),
        key,
        "remove the key, or write the 'api' that the file is for");
    skip();
  }

  private static Sourced<Value> text(Sourced<String> text) {
    return text.with(new Value.Text(text.value()));
  }

  private static String quoted(Field field) {
    return "'" + field.name() + "'";
  }
}

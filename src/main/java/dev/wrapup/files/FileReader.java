package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.Events;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/// Reads one desired-state file.
final class FileReader {
  private final SourceFile file;
  private final FileSpec spec;
  private final Dialect dialect;
  private final FindingCollector problems;
  private final Cursor cursor;
  private final FieldReader values;
  private final CodeReader codeReader;

  private final Map<String, Sourced<String>> guards = new HashMap<>();
  private final Map<String, SourcePosition> keys = new HashMap<>();
  private final Map<Field, Sourced<Value>> defaults = new HashMap<>();
  private List<Sourced<String>> scope = List.of();
  private Policy policy = Policy.DEFAULT;
  private List<Sourced<String>> retired = List.of();
  private List<DesiredCode> codes = List.of();

  private FileReader(
      SourceFile file, String text, FileSpec spec, FindingCollector problems, LocalDate today) {
    this.file = file;
    this.spec = spec;
    this.dialect = spec.dialect();
    this.problems = problems;
    this.cursor = new Cursor(new Events(file, text), problems);
    this.values = new FieldReader(dialect, cursor, problems);
    this.codeReader = new CodeReader(spec, cursor, values, problems, today);
  }

  /// What a file says, as far as it could be read; the rest is in the problems.
  static Content read(SourceFile file, FileSpec spec, FindingCollector problems, LocalDate today) {
    try {
      FileReader reader = new FileReader(file, SourceText.of(file), spec, problems, today);
      try {
        reader.document();
      } catch (BrokenFileException broken) {
        problems.add(broken);
      }
      return reader.content();
    } catch (BrokenFileException broken) {
      problems.add(broken);
      return new Content(Map.of(), DesiredState.nothing(spec.dialect()));
    }
  }

  /// What one file says.
  ///
  /// @param keys where each key stands
  record Content(Map<String, SourcePosition> keys, DesiredState state) {}

  private Content content() {
    List<DesiredCode> complete = new ArrayList<>(codes.size());
    for (DesiredCode code : codes) {
      complete.add(
          defaults.isEmpty()
              ? code
              : new DesiredCode(
                  code.code(),
                  code.id(),
                  code.values(),
                  defaults,
                  code.previously(),
                  code.ignores()));
    }
    DesiredState state =
        new DesiredState(
            List.of(file),
            dialect,
            Optional.ofNullable(guards.get("api")),
            Optional.ofNullable(guards.get("environment")),
            Optional.ofNullable(guards.get("organization")),
            scope,
            policy,
            retired,
            complete);
    return new Content(keys, state);
  }

  private void document() {
    cursor.next();
    if (cursor.peek() instanceof StreamEndEvent) throw empty(new SourcePosition(file, 1, 1));
    cursor.next();
    SourcePosition at = cursor.here();
    if (cursor.peek() instanceof ScalarEvent scalar && scalar.getValue().isEmpty()) throw empty(at);
    boolean isMap = cursor.map("the file", this::key);
    if (isMap) {
      require("format", at, "write 'format: " + FileSpec.FORMAT + "'");
      require("codes", at, "write 'codes: {}' if no code is declared");
    }
    cursor.next();
    if (!(cursor.peek() instanceof DocumentStartEvent)) return;
    problems.error(
        "several-documents",
        "a second document begins here",
        cursor.here(),
        "---",
        "put it into a file of its own");
  }

  private static BrokenFileException empty(SourcePosition at) {
    return new BrokenFileException(
        "empty-file",
        "the file is empty",
        at,
        "write 'format: " + FileSpec.FORMAT + "' and 'codes: {}' if nothing is declared");
  }

  private void require(String key, SourcePosition at, String hint) {
    if (!keys.containsKey(key)) values.missingKey(key, "the file", at, hint);
  }

  private void key(Sourced<String> key) {
    if (spec.file().key(key.value()).isEmpty()) {
      values.unknownKey(key, "", spec.file());
      return;
    }
    keys.put(key.value(), key.at());
    switch (key.value()) {
      case "format" -> cursor.text("'format'").ifPresent(this::checkFormat);
      case "api" -> guard(key).ifPresent(this::checkApi);
      case "environment" -> guard(key);
      case "organization" -> guard(key).ifPresent(this::checkOrganization);
      case "defaults" ->
          cursor.map(
              "'defaults'",
              part -> values.field(part, "'defaults'", spec.file().map("defaults"), defaults));
      case "policy" -> policy = new PolicyReader(spec, cursor, values, codeReader, problems).read();
      case "retired" -> retired = codeReader.codes("'retired'");
      case "codes" -> codes = codeReader.read();
      default -> scope();
    }
  }

  private void scope() {
    Dialect.Scope part = dialect.scope().orElseThrow();
    SourcePosition at = cursor.here();
    int before = problems.size();
    scope =
        cursor.texts("'" + part.key() + "'").stream()
            .filter(text -> values.fits(part.field(), text))
            .toList();
    if (!scope.isEmpty() || problems.size() > before) return;
    problems.error(
        "empty-value",
        "'%s' is empty".formatted(part.key()),
        at,
        "",
        "name what the file is for, or remove the key if it is for the whole organization");
  }

  private void checkFormat(Sourced<String> format) {
    if (format.value().equals(FileSpec.FORMAT)) return;
    problems.error(
        "unknown-format",
        "format %s is not known".formatted(Quote.of(format.value())),
        format,
        "this version reads format " + FileSpec.FORMAT);
  }

  private Optional<Sourced<String>> guard(Sourced<String> key) {
    Optional<Sourced<String>> value = cursor.text("'" + key.value() + "'");
    if (value.isPresent() && value.get().value().isBlank()) {
      problems.error(
          "empty-value",
          "'%s' is empty".formatted(key.value()),
          value.get().at(),
          "",
          "write the target that the file is for, or remove the key");
      return Optional.empty();
    }
    value.ifPresent(text -> guards.put(key.value(), text));
    return value;
  }

  private void checkApi(Sourced<String> api) {
    List<String> known = Dialect.ALL.stream().map(Dialect::api).toList();
    if (api.value().equals(dialect.api())) return;
    if (known.contains(api.value())) {
      problems.error(
          "odd-api",
          "this is not seen before the codes are read, or contradicts another 'api'",
          api,
          "write it once and plainly: api: " + api.value());
      return;
    }
    problems.error(
        "unknown-word",
        "there is no api %s".formatted(Quote.of(api.value())),
        api,
        Suggestion.among(api.value(), known));
  }

  private void checkOrganization(Sourced<String> organization) {
    if (dialect.namesOrganization()) return;
    problems.error(
        "unchecked-guard",
        "the %s API doesn't tell its organization, so this can't be checked"
            .formatted(dialect.api()),
        organization,
        "guard by 'environment' instead");
  }
}

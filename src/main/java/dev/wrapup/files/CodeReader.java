package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.VisibleChars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the map under `codes`, entry by entry.
final class CodeReader {
  private static final int LONGEST_BLANK = 1_024;

  private final Dialect dialect;
  private final Cursor cursor;
  private final FieldReader values;
  private final FindingCollector problems;
  private final IgnoreReader ignores;
  private final Keys entry;

  CodeReader(
      FileSpec spec,
      Cursor cursor,
      FieldReader values,
      FindingCollector problems,
      LocalDate today) {
    this.dialect = spec.dialect();
    this.entry = spec.file().map("codes");
    this.cursor = cursor;
    this.problems = problems;
    this.values = values;
    this.ignores = new IgnoreReader(dialect, entry.map("ignore"), cursor, values, problems, today);
  }

  /// All entries that could be read; their defaults are still to come.
  List<DesiredCode> read() {
    List<DesiredCode> codes = new ArrayList<>();
    cursor.map("'codes'", key -> entry(key, codes));
    return codes;
  }

  private void entry(Sourced<String> key, List<DesiredCode> codes) {
    checkCode(key);
    Draft draft = new Draft();
    boolean isMap = cursor.map("the code " + Quote.of(key.value()), part -> part(part, draft));
    if (!isMap) return;
    for (Sourced<String> earlier : draft.previously) {
      if (earlier.value().equals(key.value())) {
        problems.error(
            "previously-itself",
            Quote.of(key.value()) + " lists itself under 'previously'",
            earlier,
            "list only codes that it had before");
      }
    }
    for (Ignore ignore : draft.ignores) {
      if (draft.values.containsKey(ignore.field())) continue;
      problems.warning(
          "ignores-nothing",
          "'%s' is ignored and not declared here: it would be left alone anyway"
              .formatted(ignore.field().name()),
          ignore.named(),
          "declare what it is to be later, or take it out of 'ignore'");
    }
    codes.add(problems.hasErrors() ? named(key, draft) : draft.code(key));
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

    DesiredCode code(Sourced<String> key) {
      return new DesiredCode(key, id, values, Map.of(), previously, ignores);
    }
  }

  private void part(Sourced<String> key, Draft draft) {
    switch (key.value()) {
      case "id" -> draft.id = cursor.text("'id'").filter(this::isId);
      case "previously" -> draft.previously = codes("'previously'");
      case "ignore" -> draft.ignores = ignores.read();
      default -> values.field(key, "", entry, draft.values);
    }
  }

  /// A list of codes.
  List<Sourced<String>> codes(String name) {
    List<Sourced<String>> codes = cursor.texts(name);
    codes.forEach(this::checkCode);
    return codes;
  }

  private boolean isId(Sourced<String> id) {
    // of one that aliases repeat, as much as decides it for every id there is
    if (!id.value().substring(0, Math.min(id.value().length(), LONGEST_BLANK)).isBlank())
      return true;
    problems.error("empty-value", "'id' is empty", id.at(), "", "write the id, or remove the key");
    return false;
  }

  /// Whatever names a code: a key, an earlier code, a retired one.
  private void checkCode(Sourced<String> code) {
    if (!values.fits(dialect.key(), code)) return;
    if (Parked.isForm(code.value())) {
      problems.error(
          "parked-form",
          "'%s' looks like a code that an interrupted apply parked".formatted(code.value()),
          code,
          "declare what the code shall be, and pin it by its 'id'");
    } else if (isOdd(code.value())) {
      problems.warning(
          "odd-code",
          "the code has characters at its ends or inside that nobody can see",
          code,
          "make sure that they are meant");
    }
  }

  private static boolean isOdd(String code) {
    return !VisibleChars.isSeen(code) || !code.equals(code.strip());
  }
}

package dev.wrapup.platform.genesyscloud;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A wrap-up code in the representation of the API.
///
/// @param texts of all fields, in the dialect's order; of the division, its id
/// @param created time, in the representation of the API; empty if missing
/// @param modified time of the last edit; empty if there was none
record CloudCode(
    String id,
    String name,
    Map<Field, String> texts,
    String divisionName,
    String created,
    String createdBy,
    String modified,
    String modifiedBy) {
  static final Field DIVISION = Dialect.GENESYS_CLOUD.field("division").orElseThrow();

  /// The id that stands for all divisions; the default.
  static final String ALL_DIVISIONS = "*";

  private static final int HASH_DIGITS = 8;

  private static final Set<String> STAMPS =
      Set.of("dateCreated", "createdBy", "dateModified", "modifiedBy");

  /// Reads codes with the fields of a dialect.
  static Page.Reader<CloudCode> reader(Dialect dialect) {
    return entity -> read(entity, dialect);
  }

  private static CloudCode read(Entity entity, Dialect dialect) {
    String key = dialect.key().name();
    entity.each(
        name -> {
          if (name.equals(DIVISION.name())) return entity.object(name, "id", "name");
          boolean isText = name.equals("id") || name.equals(key) || STAMPS.contains(name);
          return (isText || dialect.field(name).isPresent()) && entity.text(name);
        });
    Map<Field, String> texts = new LinkedHashMap<>();
    for (Field field : dialect.fields()) {
      texts.put(
          field,
          field == DIVISION
              ? entity.optional(DIVISION.name() + ".id").orElse(ALL_DIVISIONS)
              : entity.optional(field.name()).orElse(""));
    }
    return new CloudCode(
        entity.identifying("id"),
        entity.identifying(key),
        texts,
        entity.optional(DIVISION.name() + ".name").orElse(""),
        entity.optional("dateCreated").orElse(""),
        entity.optional("createdBy").orElse(""),
        entity.optional("dateModified").orElse(""),
        entity.optional("modifiedBy").orElse(""));
  }

  /// A new code with that name alone.
  static CloudCode named(String name, Dialect dialect) {
    Map<Field, String> texts = new LinkedHashMap<>();
    for (Field field : dialect.fields()) texts.put(field, field == DIVISION ? ALL_DIVISIONS : "");
    return new CloudCode("", name, texts, "", "", "", "", "");
  }

  /// The same with another name and other texts.
  CloudCode with(String other, Map<Field, String> changes) {
    Map<Field, String> changed = new LinkedHashMap<>(texts);
    changed.putAll(changes);
    return new CloudCode(
        id, other, changed, divisionName, created, createdBy, modified, modifiedBy);
  }

  /// The time of its last edit or creation.
  String since() {
    return modified.isEmpty() ? created : modified;
  }

  /// A substitute for a version: the time of the last edit and a hash of the content.
  String revision() {
    String all = name + "\n" + String.join("\n", texts.values());
    String hash = Sha256.hex(all).substring(0, HASH_DIGITS);
    return since().isEmpty() ? hash : since() + "-" + hash;
  }

  /// The time in a revision; empty if unknown.
  static String sinceOf(String revision) {
    return revision.substring(0, Math.max(0, revision.length() - HASH_DIGITS - 1));
  }

  /// Compares two times of the API, which may have whole seconds.
  ///
  /// @return negative if the first is earlier, 0 if they don't tell
  static int compareTimes(String one, String other) {
    boolean isCoarse = !one.contains(".") || !other.contains(".");
    ChronoUnit unit = isCoarse ? ChronoUnit.SECONDS : ChronoUnit.NANOS;
    return time(one)
        .flatMap(a -> time(other).map(b -> a.truncatedTo(unit).compareTo(b.truncatedTo(unit))))
        .orElse(0);
  }

  /// Whether the content is equal.
  boolean isLike(CloudCode other) {
    return name.equals(other.name) && texts.equals(other.texts);
  }

  /// Whether author and time of the last edit are equal.
  boolean isSameEdit(CloudCode other) {
    return !modified.isEmpty()
        && modified.equals(other.modified)
        && modifiedBy.equals(other.modifiedBy);
  }

  LiveCode live(Divisions divisions) {
    Map<Field, Value> values = new HashMap<>();
    texts.forEach(
        (field, text) ->
            values.put(
                field,
                new Value.Text(field == DIVISION ? divisions.spelled(text, divisionName) : text)));
    return new LiveCode(id, revision(), name, values, lastEdit());
  }

  private Optional<LastEdit> lastEdit() {
    Optional<String> by =
        Optional.of(modified.isEmpty() ? createdBy : modifiedBy).filter(id -> !id.isEmpty());
    return Optional.of(new LastEdit(by, time(since())));
  }

  /// Of a year of four digits; one of more may be too late to be shown.
  private static Optional<Instant> time(String text) {
    if (text.startsWith("+") || text.startsWith("-")) return Optional.empty();
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

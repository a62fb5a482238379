package dev.wrapup.platform.genesyscloud;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Sha256;
import dev.wrapup.model.Value;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A wrap-up code as the API writes it.
///
/// @param division its id
/// @param created when, as the API writes it; empty if it doesn't
/// @param modified when it was changed last; empty if it never was
record CloudCode(
    String id,
    String name,
    String description,
    String division,
    String divisionName,
    String created,
    String createdBy,
    String modified,
    String modifiedBy) {
  static final Field DESCRIPTION = Dialect.GENESYS_CLOUD.field("description").orElseThrow();
  static final Field DIVISION = Dialect.GENESYS_CLOUD.field("division").orElseThrow();

  /// The id of all divisions together, which a code has that says none.
  static final String ALL_DIVISIONS = "*";

  private static final int HASH_DIGITS = 8;

  static final Page.Reader<CloudCode> READER = CloudCode::read;

  private static CloudCode read(Entity entity) {
    String[] division = {ALL_DIVISIONS, ""};
    entity.each(
        name -> {
          switch (name) {
            case "id",
                "name",
                "description",
                "dateCreated",
                "createdBy",
                "dateModified",
                "modifiedBy" ->
                entity.text(name);
            case "division" -> {
              Optional<Entity> inner = entity.object(name, Set.of("id", "name"));
              division[0] = inner.flatMap(part -> part.optional("id")).orElse(ALL_DIVISIONS);
              division[1] = inner.flatMap(part -> part.optional("name")).orElse("");
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    return new CloudCode(
        entity.identifying("id"),
        entity.identifying("name"),
        entity.optional("description").orElse(""),
        division[0],
        division[1],
        entity.optional("dateCreated").orElse(""),
        entity.optional("createdBy").orElse(""),
        entity.optional("dateModified").orElse(""),
        entity.optional("modifiedBy").orElse(""));
  }

  /// When it came to be as it is.
  String since() {
    return modified.isEmpty() ? created : modified;
  }

  /// What stands in for a version: when it was changed last and what it holds.
  String revision() {
    String all = String.join("\n", name, description, division);
    String hash = Sha256.hex(all).substring(0, HASH_DIGITS);
    return since().isEmpty() ? hash : since() + "-" + hash;
  }

  /// When the code of a revision came to be so; empty if that isn't known.
  static String sinceOf(String revision) {
    return revision.substring(0, Math.max(0, revision.length() - HASH_DIGITS - 1));
  }

  /// Whether it holds the same, whoever wrote it and when.
  boolean isLike(CloudCode other) {
    return name.equals(other.name)
        && description.equals(other.description)
        && division.equals(other.division);
  }

  LiveCode live(Divisions divisions) {
    return new LiveCode(
        id,
        revision(),
        name,
        Map.of(
            DESCRIPTION, new Value.Text(description),
            DIVISION, new Value.Text(divisions.spelled(division, divisionName))),
        lastEdit());
  }

  private Optional<LastEdit> lastEdit() {
    Optional<String> by =
        Optional.of(modified.isEmpty() ? createdBy : modifiedBy).filter(id -> !id.isEmpty());
    return Optional.of(new LastEdit(by, time(since())));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

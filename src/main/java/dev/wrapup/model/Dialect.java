package dev.wrapup.model;

import java.util.List;
import java.util.Optional;

/// One API that a catalog can live behind, as far as files, plans and reports need to know it.
///
/// @param api the name in files and flags
/// @param key the field by which a file names a code, unique in an organization
/// @param fields the other fields, in the order in which they are shown
/// @param namesOrganization whether the API can tell which organization it serves
public record Dialect(String api, Field key, List<Field> fields, boolean namesOrganization) {
  private static final String CONTRACT = "the contract of the versioned API, read 2026-11-23";

  /// Updates replace a version that they name.
  public static final Dialect VERSIONED =
      new Dialect(
          "versioned",
          Field.key("code", 20, "What an organization's systems call it; unique there.", CONTRACT),
          List.of(
              Field.name("displayName", 256, "What an agent reads in the list.", CONTRACT),
              Field.text("description", 1024, "When an agent should pick the code.", CONTRACT),
              Field.choice(
                  "routingType",
                  List.of("manual", "auto"),
                  "auto",
                  "Whether an agent picks the code (manual) or routing sets it (auto).",
                  CONTRACT),
              Field.outcomes(
                  "outcomes", "The results that an agent can report with the code.", CONTRACT)),
          false);

  /// Every dialect, the default first.
  public static final List<Dialect> ALL = List.of(VERSIONED);

  public Dialect {
    fields = List.copyOf(fields);
  }

  public static Optional<Dialect> of(String api) {
    return ALL.stream().filter(dialect -> dialect.api.equals(api)).findFirst();
  }

  /// The field of that name; the key is not among them.
  public Optional<Field> field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) return Optional.of(field);
    }
    return Optional.empty();
  }
}

package dev.wrapup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dialect with two fields more, as somebody adds them who follows CONTRIBUTING.md.
public final class WiderDialect {
  public static final Field ADDED_TEXT = Field.text("addedText", 50, "What the code is about.");

  public static final Field ADDED_CHOICE =
      Field.choice("addedChoice", List.of("low", "high"), Optional.empty(), "How soon it matters.");

  public static final List<Field> ADDED = List.of(ADDED_TEXT, ADDED_CHOICE);

  private WiderDialect() {}

  public static Dialect of(Dialect dialect) {
    List<Field> fields = new ArrayList<>(dialect.fields());
    fields.addAll(ADDED);
    return new Dialect(
        dialect.api(),
        dialect.key(),
        fields,
        dialect.namesOrganization(),
        dialect.scope(),
        dialect.foreign(),
        dialect.newcomer(),
        dialect.cost());
  }
}

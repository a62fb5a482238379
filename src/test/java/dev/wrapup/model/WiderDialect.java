package dev.wrapup.model;

import java.util.ArrayList;
import java.util.List;

/// A dialect with a field more, as somebody adds one who follows CONTRIBUTING.md.
public final class WiderDialect {
  public static final Field CATEGORY =
      Field.text("category", 50, "What the code is about.", "a test");

  private WiderDialect() {}

  public static Dialect of(Dialect dialect) {
    List<Field> fields = new ArrayList<>(dialect.fields());
    fields.add(CATEGORY);
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

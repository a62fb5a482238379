package dev.wrapup;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization;
import java.util.HashMap;
import java.util.Map;

/// Edits outside Git, as an administrator makes them.
public final class ByHand {
  private ByHand() {}

  /// A code with another text in a field.
  public static LiveCode with(LiveCode code, Field field, String text) {
    Map<Field, Value> values = new HashMap<>(code.values());
    values.put(field, new Value.Text(text));
    return new LiveCode(code.id(), code.revision(), code.code(), values);
  }

  /// Puts a text into a field.
  public static void edit(Organization organization, String code, String field, String text) {
    Field edited = organization.dialect().field(field).orElseThrow();
    organization.edit(code, live -> with(live, edited, text));
  }
}

package dev.wrapup.platform;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.Map;

/// Writes to a live catalog through one API. No call is repeated once it may have been carried out.
public interface CatalogWriter {
  /// Changes a code, if its revision is still the one that is given.
  ///
  /// @param current as it was read last: what the API must be sent though it stays, and the
  ///   revision
  /// @param code that it shall have
  /// @param changes the fields to change; others stay
  WriteResult update(LiveCode current, String code, Map<Field, Value> changes);

  /// Makes a code.
  WriteResult create(String code, Map<Field, Value> values);

  /// Removes a code for good, if its revision is still the one that is given.
  WriteResult delete(LiveCode current);
}

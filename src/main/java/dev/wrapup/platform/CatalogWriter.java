package dev.wrapup.platform;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.Map;

/// Writes to the live catalog of one API. A call that may have been processed is never retried. One
/// that ends in an exception was not sent, or the rate limit has refused it each time.
public interface CatalogWriter {
  /// Updates a code, if its revision is still current.
  ///
  /// @param current as last read: the revision, and unchanged values that the API requires
  /// @param code its key, new or as before
  /// @param changes the fields to change; others stay
  WriteResult update(LiveCode current, String code, Map<Field, Value> changes);

  /// Creates a code.
  WriteResult create(String code, Map<Field, Value> values);

  /// Deletes a code, if its revision is still current.
  WriteResult delete(LiveCode current);
}

package dev.wrapup.platform;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.List;
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

  /// Lets a queue offer codes, beside those that it offers.
  ///
  /// @param codes ids, up to [dev.wrapup.model.Dialect.Cost#addsToQueue()]
  /// @return [WriteResult.Done] only if the answer shows all of them
  WriteResult addToQueue(String queue, List<String> codes);

  /// Lets a queue offer a code no longer.
  ///
  /// @return [WriteResult.Missing] if it doesn't offer it, or doesn't exist
  WriteResult removeFromQueue(String queue, String code);
}

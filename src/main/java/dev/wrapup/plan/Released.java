package dev.wrapup.plan;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;

/// What the base declared and the files don't any more. It stays as it is live, no longer managed.
public sealed interface Released {
  LiveCode live();

  /// A whole code.
  record Code(LiveCode live) implements Released {}

  /// One field of a code that is still declared.
  record OneField(LiveCode live, Field field, Value value) implements Released {}
}

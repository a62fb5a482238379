package dev.wrapup.sandbox.organization;

import dev.wrapup.model.LiveCode;

/// The result of a write of a code.
public sealed interface Written {
  /// @param now the code afterwards; of a delete, as it was last
  record Done(LiveCode now) implements Written {}

  record Missing() implements Written {}

  /// The version is outdated.
  record Stale(LiveCode now) implements Written {}

  /// Another code uses that name.
  record Taken(LiveCode holder) implements Written {}
}

package dev.wrapup.model;

/// Who stands behind an id that a live code carries.
public sealed interface Editor {
  /// Somebody with a name.
  record Person(String name) implements Editor {}

  /// The client that this run logs in as: its last apply.
  record Ourselves() implements Editor {}
}

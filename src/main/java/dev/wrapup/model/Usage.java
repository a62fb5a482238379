package dev.wrapup.model;

import java.util.List;

/// Who refers to the codes of a catalog, as far as it could be read.
///
/// @param unread the sources that could not be read; while there is one, "no referrer" means
///   unknown, never unused
public record Usage(List<Referrer> referrers, List<Unread> unread) {
  /// A source that could not be read.
  ///
  /// @param kind of the referrers that stay unknown
  /// @param reason for people
  public record Unread(String kind, String reason) {}

  public Usage {
    referrers = List.copyOf(referrers);
    unread = List.copyOf(unread);
  }
}

package dev.wrapup.model;

/// Something that a run wrote and that couldn't be read since.
///
/// @param isQueue whether it is a queue, and not a code
public record UnreadWrite(boolean isQueue, String id, String name) {
  /// Its name for people, with what it is unless that is a code.
  public String label() {
    return isQueue ? "queue " + name : name;
  }
}

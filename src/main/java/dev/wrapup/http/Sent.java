package dev.wrapup.http;

/// What came of a write that was sent. It is never repeated here unless the server certainly did
/// not carry it out.
public sealed interface Sent {
  /// A whole answer: anything but 401, 429 and 5xx, unless they stay.
  record Answered(Reply reply) implements Sent {}

  /// No answer that tells whether the write was carried out.
  ///
  /// @param reason for people
  record Lost(String reason) implements Sent {}
}

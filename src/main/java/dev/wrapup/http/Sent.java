package dev.wrapup.http;

/// What came of a write that was sent. It is never repeated here unless the server certainly did
/// not carry it out.
public sealed interface Sent {
  /// A whole answer that tells: a success, or a refusal (4xx but 408 and 499, and 501). 401 only if
  /// it stays.
  ///
  /// @param wasThrottled whether an earlier sending was refused for the rate limit: a server may
  ///   have carried that one out all the same, and a conflict be with it
  record Answered(Reply reply, boolean wasThrottled) implements Sent {}

  /// No answer that tells whether the write was carried out.
  ///
  /// @param reason for people
  record Lost(String reason) implements Sent {}
}

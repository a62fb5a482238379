package dev.wrapup.http;

import dev.wrapup.http.response.Reply;

/// The result of sending a write, which is retried only if the server certainly did not process it.
public sealed interface Sent {
  /// A whole answer that tells: a success, or a refusal (4xx but 408 and 499, and 501). 401 only if
  /// it stays.
  ///
  /// @param wasThrottled whether an earlier sending was refused for the rate limit: a server may
  ///   have carried that one out all the same, and a conflict be with it
  record Answered(Reply reply, boolean wasThrottled) implements Sent {}

  /// No response, or one that leaves the effect of the write unknown.
  ///
  /// @param reason for people
  record Lost(String reason) implements Sent {}
}

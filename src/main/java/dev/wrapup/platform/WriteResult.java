package dev.wrapup.platform;

import dev.wrapup.http.Sent;
import dev.wrapup.model.LiveCode;
import java.util.Optional;

/// What an API said to a write.
public sealed interface WriteResult {
  /// Whether the write, or an earlier sending of it, may have been carried out though nothing says
  /// so.
  default boolean mayHaveLanded() {
    return false;
  }

  /// It is done.
  ///
  /// @param now the code afterwards; empty after a delete
  /// @param requestId by which the server's logs name the request
  /// @param later what somebody else has made of it since
  record Done(Optional<LiveCode> now, Optional<String> requestId, Optional<LiveCode> later)
      implements WriteResult {
    public Done(Optional<LiveCode> now, Optional<String> requestId) {
      this(now, requestId, Optional.empty());
    }
  }

  /// The revision is not the current one, or the code is taken.
  ///
  /// @param mayHaveLanded whether that may be so by an earlier sending
  record Refused(String reason, boolean mayHaveLanded) implements WriteResult {}

  /// There is no code with that id.
  ///
  /// @param mayHaveLanded whether that may be so by an earlier sending
  record Missing(String reason, boolean mayHaveLanded) implements WriteResult {}

  /// The server finds what it was sent invalid.
  ///
  /// @param reason the server's own, with the request's id
  record Invalid(String reason) implements WriteResult {}

  /// The server will not do it, however often it is asked.
  ///
  /// @param reason the server's own, with the request's id
  record Rejected(String reason) implements WriteResult {}

  /// What a refusal says, by its status.
  ///
  /// @param reason the server's own, with the request's id
  static WriteResult refusal(Sent.Answered sent, String reason) {
    return switch (sent.reply().status()) {
      case 400 -> new Invalid(reason);
      case 404 -> new Missing(reason, sent.wasThrottled());
      case 409, 412 -> new Refused(reason, sent.wasThrottled());
      default -> new Rejected(reason);
    };
  }

  /// Nobody knows whether it is done.
  record NoAnswer(String reason) implements WriteResult {
    @Override
    public boolean mayHaveLanded() {
      return true;
    }
  }
}

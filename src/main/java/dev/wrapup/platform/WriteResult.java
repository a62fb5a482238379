package dev.wrapup.platform;

import dev.wrapup.http.Sent;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.LiveCode;
import java.util.Optional;
import java.util.function.Function;

/// The result of a write.
public sealed interface WriteResult {
  /// Whether the write, or an earlier attempt, may have been processed without confirmation.
  default boolean mayHaveLanded() {
    return false;
  }

  /// Why it isn't done; empty if it is.
  String reason();

  /// Success.
  ///
  /// @param now the code afterwards; empty after a delete
  /// @param requestId of the server
  record Done(Optional<LiveCode> now, Optional<String> requestId) implements WriteResult {
    @Override
    public String reason() {
      return "";
    }
  }

  /// A conflict: the revision is outdated, or the code is taken.
  ///
  /// @param mayHaveLanded whether an earlier attempt may be the cause
  record Refused(String reason, boolean mayHaveLanded) implements WriteResult {}

  /// Not found.
  ///
  /// @param mayHaveLanded whether an earlier attempt may be the cause
  record Missing(String reason, boolean mayHaveLanded) implements WriteResult {}

  /// Rejected permanently.
  ///
  /// @param reason of the server, with the request id
  /// @param invalid whether the content was rejected as invalid
  record Rejected(String reason, boolean invalid) implements WriteResult {}

  /// The result of a write, by how it was answered.
  ///
  /// @param success makes it of an answer that tells success
  static WriteResult of(Sent sent, Function<Reply, WriteResult> success) {
    return switch (sent) {
      case Sent.Lost lost -> new NoAnswer(lost.reason());
      case Sent.Answered answered when answered.reply().isSuccess() ->
          success.apply(answered.reply());
      case Sent.Answered answered -> refusal(answered, answered.reply().explain());
    };
  }

  /// Success that leaves no code to tell.
  static WriteResult done(Reply reply) {
    return new Done(Optional.empty(), reply.requestId());
  }

  /// The result of a rejection, by its status.
  ///
  /// @param reason of the server, with the request id
  static WriteResult refusal(Sent.Answered sent, String reason) {
    return switch (sent.reply().status()) {
      case 400 -> new Rejected(reason, true);
      case 404 -> new Missing(reason, sent.wasThrottled());
      case 409, 412 -> new Refused(reason, sent.wasThrottled());
      default -> new Rejected(reason, false);
    };
  }

  /// The effect is unknown.
  record NoAnswer(String reason) implements WriteResult {
    @Override
    public boolean mayHaveLanded() {
      return true;
    }
  }
}

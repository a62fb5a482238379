package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Sent;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.Reply;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.PayloadWriter;
import dev.wrapup.platform.WriteResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds codes to queues and removes them. Either commutes with what others do to the same queue, so
/// that nothing has to be read before.
record QueueWriter(ApiClient client) {
  /// The permission that both take.
  static final String EDIT = "routing:queue:edit";

  WriteResult add(String queue, List<String> codes) {
    Optional<byte[]> body = Optional.of(PayloadWriter.references(codes));
    return switch (client.send("POST", QueueReader.codesOf(queue), body)) {
      case Sent.Lost lost -> new WriteResult.NoAnswer(lost.reason());
      case Sent.Answered answered when answered.reply().isSuccess() ->
          added(answered.reply(), codes);
      case Sent.Answered answered -> WriteResult.refusal(answered, answered.reply().explain());
    };
  }

  private static WriteResult added(Reply reply, List<String> codes) {
    try {
      Set<String> added =
          new HashSet<>(Page.list(reply, "the answer to the write", QueueReader::id));
      return added.containsAll(codes)
          ? new WriteResult.Done(Optional.empty(), reply.requestId())
          : new WriteResult.NoAnswer("the answer to the write doesn't show all that was added");
    } catch (IncompleteCatalogException e) {
      return new WriteResult.NoAnswer(e.message());
    }
  }

  WriteResult remove(String queue, String code) {
    String path = QueueReader.codesOf(queue) + "/" + UrlSegment.of(code);
    return switch (client.send("DELETE", path, Optional.empty())) {
      case Sent.Lost lost -> new WriteResult.NoAnswer(lost.reason());
      case Sent.Answered answered when answered.reply().isSuccess() ->
          new WriteResult.Done(Optional.empty(), answered.reply().requestId());
      case Sent.Answered answered -> WriteResult.refusal(answered, answered.reply().explain());
    };
  }
}

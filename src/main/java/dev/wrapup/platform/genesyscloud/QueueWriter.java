package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Sent;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.PayloadWriter;
import dev.wrapup.platform.WriteResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Adds codes to queues and removes them. Either commutes with what others do to the same queue, so
/// that nothing has to be read before. After a write without a complete answer, and after a removal
/// of what is said not to be there, it is waited until reads show it, or can't be late any more:
/// the caller looks then.
record QueueWriter(ApiClient client, QueueReader reader, ConsistencyWait patience) {
  WriteResult add(String queue, List<String> codes) {
    Optional<byte[]> body = Optional.of(PayloadWriter.references(codes));
    Sent sent = client.send("POST", QueueReader.codesOf(queue), body);
    WriteResult result = WriteResult.of(sent, reply -> added(reply, codes));
    if (result instanceof WriteResult.NoAnswer) {
      await(queue, offered -> offered.containsAll(codes));
    }
    return result;
  }

  private static WriteResult added(Reply reply, List<String> codes) {
    try {
      Set<String> added =
          new HashSet<>(Page.list(reply, "the answer to the write", QueueReader::id));
      return added.containsAll(codes)
          ? WriteResult.done(reply)
          : new WriteResult.NoAnswer("the answer to the write doesn't show all that was added");
    } catch (IncompleteCatalogException e) {
      return new WriteResult.NoAnswer(e.message());
    }
  }

  WriteResult remove(String queue, String code) {
    String path = QueueReader.codesOf(queue) + "/" + UrlSegment.of(code);
    Sent sent = client.send("DELETE", path, Optional.empty());
    WriteResult result = WriteResult.of(sent, WriteResult::done);
    if (result instanceof WriteResult.NoAnswer || result instanceof WriteResult.Missing) {
      await(queue, offered -> !offered.contains(code));
    }
    return result;
  }

  private void await(String queue, Predicate<Set<String>> isWritten) {
    try {
      patience.until(
          () -> reader.codes(queue), offered -> offered.isEmpty() || isWritten.test(offered.get()));
    } catch (HttpFailure | IncompleteCatalogException e) {
      // the result of the write stays the same
    }
  }
}

package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Sent;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.PayloadWriter;
import dev.wrapup.platform.WriteResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Writes to Genesys Cloud, which has no optimistic locking and replaces a code as a whole. A code
/// is therefore read right before it is written, and written only if its revision is the one of the
/// plan. An edit between that read and the write is overwritten: the race window is narrow, but
/// open.
public final class GenesysCloudWriter implements CatalogWriter {
  private final ApiClient client;
  private final GenesysCloudReader reader;
  private final ConsistencyWait patience;
  private final QueueWriter queues;

  public GenesysCloudWriter(ApiClient client, GenesysCloudReader reader, ConsistencyWait patience) {
    this.client = client;
    this.reader = reader;
    this.patience = patience;
    this.queues = new QueueWriter(client, reader.queueReader(), patience);
  }

  @Override
  public WriteResult update(LiveCode current, String code, Map<Field, Value> changes) {
    Map<Field, String> texts = texts(changes);
    return overwrite(
        current,
        "PUT",
        before -> Optional.of(body(before.with(code, texts))),
        (sent, before) -> updated(sent, before, before.with(code, texts)));
  }

  private WriteResult updated(Sent sent, CloudCode before, CloudCode wanted) {
    WriteResult answer = answer(sent, wanted, Optional.of(before));
    if (answer instanceof WriteResult.NoAnswer) {
      // an immediate read might not see it yet
      after(
          () -> reader.get(before.id()),
          now -> now.isEmpty() || !now.get().revision().equals(before.revision()));
    }
    return answer;
  }

  /// Sends a write over a code that is as it was read. It is read again before each retry, since a
  /// throttled one waits for seconds or minutes.
  private WriteResult overwrite(
      LiveCode current,
      String method,
      Function<CloudCode, Optional<byte[]>> body,
      BiFunction<Sent, CloudCode, WriteResult> result) {
    for (int refused = 0; ; refused++) {
      Optional<CloudCode> before;
      try {
        before = fresh(current);
      } catch (HttpFailure e) {
        if (refused == 0 || e.kind() != HttpFailure.Kind.OUT_OF_TIME) throw e;
        // a server may have carried out what it refused for the rate limit
        return new WriteResult.NoAnswer(e.message());
      }
      if (before.isEmpty())
        return new WriteResult.Missing("there is no such code any more", refused > 0);
      if (!isAsRead(before.get(), current)) return stale(before.get(), refused > 0);
      String path = GenesysCloudReader.path(current.id());
      Sent sent = client.sendUnlocked(method, path, body.apply(before.get()), refused);
      if (!isThrottled(sent)) return result.apply(sent, before.get());
    }
  }

  @Override
  public WriteResult create(String code, Map<Field, Value> values) {
    CloudCode wanted = CloudCode.named(code, reader.dialect()).with(code, texts(values));
    Sent sent = client.send("POST", GenesysCloudReader.CODES, Optional.of(body(wanted)));
    WriteResult answer = answer(sent, wanted, Optional.empty());
    if (answer.mayHaveLanded()) {
      // likewise; the caller looks for it by name
      after(() -> reader.named(code), found -> !found.isEmpty());
    }
    return answer;
  }

  @Override
  public WriteResult delete(LiveCode current) {
    return overwrite(current, "DELETE", before -> Optional.empty(), this::deleted);
  }

  @Override
  public WriteResult addToQueue(String queue, List<String> codes) {
    return queues.add(queue, codes);
  }

  @Override
  public WriteResult removeFromQueue(String queue, String code) {
    return queues.remove(queue, code);
  }

  private WriteResult deleted(Sent sent, CloudCode before) {
    if (sent instanceof Sent.Lost) after(() -> reader.get(before.id()), Optional::isEmpty);
    return WriteResult.of(sent, WriteResult::done);
  }

  private static boolean isThrottled(Sent sent) {
    return sent instanceof Sent.Answered answered && answered.reply().status() == 429;
  }

  /// The current code, not older than the known revision.
  private Optional<CloudCode> fresh(LiveCode known) {
    String since = CloudCode.sinceOf(known.revision());
    Optional<Optional<CloudCode>> seen =
        patience.until(
            () -> reader.get(known.id()),
            now -> now.isEmpty() || CloudCode.compareTimes(now.get().since(), since) >= 0);
    return seen.orElseGet(() -> reader.get(known.id()));
  }

  private static boolean isAsRead(CloudCode now, LiveCode known) {
    return now.revision().equals(known.revision());
  }

  private static WriteResult stale(CloudCode now, boolean mayHaveLanded) {
    String by = now.modifiedBy().isEmpty() ? "" : " by " + now.modifiedBy();
    return new WriteResult.Refused(
        "it was changed meanwhile%s at %s".formatted(by, now.since()), mayHaveLanded);
  }

  /// The result of a write that succeeded. An answer may be partial or repeat the request without
  /// the time of the edit, which tells it from others: then reads tell, once they show the write or
  /// a later edit.
  ///
  /// @param wanted what was sent
  /// @param before the code that was replaced; empty for a new one
  private WriteResult written(Reply reply, CloudCode wanted, Optional<CloudCode> before) {
    CloudCode ours;
    try {
      ours = Page.one(reply, "the answer to the write", CloudCode.reader(reader.dialect()));
    } catch (IncompleteCatalogException e) {
      return new WriteResult.NoAnswer(e.message());
    }
    if (before.filter(code -> !code.id().equals(ours.id())).isPresent()) {
      return new WriteResult.NoAnswer(
          "the answer to the write is about another code, " + ours.id());
    }
    if (before.filter(code -> code.revision().equals(ours.revision())).isPresent()) {
      return new WriteResult.NoAnswer("the answer to the write shows the code as it was before");
    }
    CloudCode now = ours;
    if (!ours.isLike(wanted) || !isLater(ours, before)) {
      now =
          after(
                  () -> reader.get(ours.id()),
                  seen ->
                      seen.map(code -> isSettled(code, ours, before)).orElse(before.isPresent()))
              .flatMap(seen -> seen)
              .filter(seen -> isEdit(seen, ours, before))
              .orElse(ours);
    }
    return new WriteResult.Done(Optional.of(now.live(reader.divisions())), reply.requestId());
  }

  private static boolean isLater(CloudCode ours, Optional<CloudCode> before) {
    return before
        .map(code -> CloudCode.compareTimes(ours.since(), code.since()) > 0)
        .orElse(!ours.since().isEmpty());
  }

  /// Whether a code is the result of our write rather than of a later edit.
  private boolean isEdit(CloudCode now, CloudCode ours, Optional<CloudCode> before) {
    if (now.isLike(ours) || now.isSameEdit(ours)) return true;
    return ours.modified().isEmpty()
        && reader.isOurs(
            before.map(code -> code.live(reader.divisions())),
            now.live(reader.divisions()),
            Instant.EPOCH);
  }

  /// Polls after a write. A failed read doesn't change the result of the write.
  private <T> Optional<T> after(Supplier<T> look, Predicate<T> wanted) {
    try {
      return patience.until(look, wanted);
    } catch (HttpFailure | IncompleteCatalogException e) {
      return Optional.empty();
    }
  }

  private static boolean isSettled(CloudCode now, CloudCode ours, Optional<CloudCode> before) {
    if (now.revision().equals(ours.revision())) return true;
    boolean isOld = before.filter(code -> code.revision().equals(now.revision())).isPresent();
    return !isOld && CloudCode.compareTimes(now.since(), ours.since()) >= 0;
  }

  /// @param wanted what was sent
  /// @param before the code that is replaced; empty for a new one
  private WriteResult answer(Sent sent, CloudCode wanted, Optional<CloudCode> before) {
    boolean takesName = before.filter(code -> code.name().equals(wanted.name())).isEmpty();
    if (takesName && sent instanceof Sent.Answered answered && isTaken(answered.reply())) {
      return new WriteResult.Refused(
          "the name is taken, perhaps by a code of a division that can't be seen: "
              + answered.reply().explain(),
          answered.wasThrottled());
    }
    return WriteResult.of(sent, reply -> written(reply, wanted, before));
  }

  private static boolean isTaken(Reply reply) {
    return reply.status() == 409 || (reply.status() == 400 && reply.isError("duplicate.name"));
  }

  /// Converts values for the API: a division to its id.
  private Map<Field, String> texts(Map<Field, Value> values) {
    Map<Field, String> texts = new HashMap<>();
    values.forEach(
        (field, value) -> {
          if (!(value instanceof Value.Text(String text))) return;
          texts.put(field, field == CloudCode.DIVISION ? reader.divisions().id(text) : text);
        });
    return texts;
  }

  /// The complete code, since a PUT resets what it omits.
  private byte[] body(CloudCode wanted) {
    return PayloadWriter.of(
        reader.dialect(),
        wanted.name(),
        field -> Optional.of(new Value.Text(wanted.texts().getOrDefault(field, ""))));
  }
}

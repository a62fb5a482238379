package dev.wrapup.platform.versioned;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Sent;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.PayloadWriter;
import dev.wrapup.platform.WriteResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes to the versioned API, with one request per call.
final class VersionedWriter implements CatalogWriter {
  private static final WriteResult NO_QUEUES =
      new WriteResult.Rejected("this API has no queues", false);

  /// The scopes of a run that writes.
  static final List<String> SCOPES =
      List.of(VersionedReader.READ_CODES, VersionedReader.READ_RULES, VersionedReader.WRITE_CODES);

  private final ApiClient client;
  private final VersionedReader reader;
  private final Dialect dialect;

  /// @param dialect whose fields its codes have
  VersionedWriter(ApiClient client, Dialect dialect) {
    this.client = client;
    this.reader = new VersionedReader(client, dialect);
    this.dialect = dialect;
  }

  @Override
  public WriteResult update(LiveCode current, String code, Map<Field, Value> changes) {
    byte[] body =
        PayloadWriter.of(
            dialect,
            code,
            field -> {
              Value changed = changes.get(field);
              if (changed != null) return Optional.of(changed);
              return field.neededToCreate() ? Optional.of(current.value(field)) : Optional.empty();
            });
    WriteResult answer =
        answer(client.send("PATCH", path(current), Optional.of(body)), "the update", changes);
    return answer instanceof WriteResult.Done done ? about(current, done) : answer;
  }

  @Override
  public WriteResult create(String code, Map<Field, Value> values) {
    byte[] body = PayloadWriter.of(dialect, code, field -> Optional.ofNullable(values.get(field)));
    Sent sent = client.send("POST", VersionedReader.CODES, Optional.of(body));
    if (sent instanceof Sent.Answered answered && isUnknownCall(answered.reply())) {
      return new WriteResult.Rejected(
          "this API cannot create codes: " + answered.reply().describe(), false);
    }
    return answer(sent, "the create", values);
  }

  @Override
  public WriteResult delete(LiveCode current) {
    Sent sent = client.send("DELETE", path(current), Optional.empty());
    if (sent instanceof Sent.Answered answered && answered.reply().isSuccess()) {
      return new WriteResult.Done(Optional.empty(), answered.reply().requestId());
    }
    return answer(sent, "the delete", Map.of());
  }

  @Override
  public WriteResult addToQueue(String queue, List<String> codes) {
    return NO_QUEUES;
  }

  @Override
  public WriteResult removeFromQueue(String queue, String code) {
    return NO_QUEUES;
  }

  private static boolean isUnknownCall(Reply reply) {
    return reply.status() == 404 || reply.status() == 405 || reply.status() == 501;
  }

  private static String path(LiveCode current) {
    return VersionedReader.CODES
        + "/"
        + UrlSegment.of(current.id())
        + "?version="
        + UrlSegment.of(current.revision());
  }

  private WriteResult answer(Sent sent, String what, Map<Field, Value> values) {
    return switch (sent) {
      case Sent.Lost lost -> new WriteResult.NoAnswer(lost.reason());
      case Sent.Answered(Reply reply, boolean ignored) when reply.isSuccess() ->
          done(reply, what, values);
      case Sent.Answered(Reply reply, boolean ignored)
          when reply.status() == 401 || reply.status() == 403 ->
          new WriteResult.Rejected(
              "%s takes the scope %s: %s"
                  .formatted(what, VersionedReader.WRITE_CODES, reply.describe()),
              false);
      case Sent.Answered answered -> WriteResult.refusal(answered, answered.reply().describe());
    };
  }

  private WriteResult done(Reply reply, String what, Map<Field, Value> values) {
    try {
      LiveCode now =
          Page.one(reply, "the answer to " + what, entity -> VersionedReader.code(entity, dialect));
      LiveCode whole = isWhole(reply, now, values) ? now : kept(now);
      return new WriteResult.Done(Optional.of(whole), reply.requestId());
    } catch (IncompleteCatalogException e) {
      return new WriteResult.NoAnswer(e.message());
    } catch (HttpFailure e) {
      return new WriteResult.NoAnswer(
          "the answer to %s lacks a part of what was sent, and it can't be read: %s"
              .formatted(what, e.message()));
    }
  }

  /// Whether a response has each value that was sent and isn't empty. An empty value in it may have
  /// been omitted: its properties tell.
  private static boolean isWhole(Reply reply, LiveCode now, Map<Field, Value> values) {
    List<String> open =
        values.entrySet().stream()
            .filter(sent -> !sent.getValue().equals(sent.getKey().empty()))
            .map(Map.Entry::getKey)
            .filter(field -> now.value(field).equals(field.empty()))
            .map(Field::name)
            .toList();
    return open.isEmpty() || parts(reply).containsAll(open);
  }

  private static Set<String> parts(Reply reply) {
    Set<String> parts = new HashSet<>();
    return Page.one(
        reply,
        "the answer",
        entity -> {
          entity.each(
              name -> {
                parts.add(name);
                return false;
              });
          return parts;
        });
  }

  /// The complete code of a partial response, if its revision is still current.
  private LiveCode kept(LiveCode answered) {
    return reader
        .read(answered.id())
        .filter(code -> code.revision().equals(answered.revision()))
        .orElse(answered);
  }

  /// A response about another code or the replaced version leaves the result unknown.
  private static WriteResult about(LiveCode replaced, WriteResult.Done done) {
    LiveCode now = done.now().orElseThrow();
    if (!now.id().equals(replaced.id())) {
      return new WriteResult.NoAnswer(
          "the answer to the update is about another code, " + now.id());
    }
    return now.revision().equals(replaced.revision())
        ? new WriteResult.NoAnswer(
            "the answer to the update has version %s, which it was to replace"
                .formatted(now.revision()))
        : done;
  }
}

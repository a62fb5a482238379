package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.BodyReader;
import dev.wrapup.http.Sent;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.Picks;
import dev.wrapup.platform.IncompleteCatalogException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// How often codes were picked, by one aggregate query of the vendor's analytics (its SDKs'
/// ConversationAggregationQuery and ConversationAggregateQueryResponse, read 2026-11-28). It groups
/// by code and queue alone, so that nothing of a person is in the answer, and by the day, since no
/// metric tells the last one. That makes the answer up to a row a day and group, so it is read as
/// it comes.
final class PickQuery implements BodyReader {
  static final String VIEW = "analytics:conversationAggregate:view";
  private static final String PATH = "/api/v2/analytics/conversations/aggregates/query";
  private static final String ANSWER = "the answer to POST " + PATH;

  /// Every contact that an agent handled has it once for each code that was picked.
  private static final String METRIC = "tHandle";

  private static final JsonFactory JSON = new JsonFactory();

  /// More than any organization has in all; the sum of as many as an answer holds fits a number.
  private static final long MOST = 1_000_000_000_000L;

  private static final int DATE = "2026-01-01".length();

  private final LocalDate first;
  private final LocalDate last;
  private final Map<String, Found> codes = new HashMap<>();

  private static final class Found {
    /// The text of the latest day; empty if none is told.
    String last = "";

    final Map<String, Long> queues = new HashMap<>();
  }

  /// One row of the answer, its parts in whatever order they come.
  private static final class Group {
    String code = "";
    String queue = "";
    long contacts;

    /// The latest; empty if none is told.
    String interval = "";
  }

  PickQuery(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  Picks ask(ApiClient client) {
    try {
      return switch (client.query(PATH, body(), this)) {
        case Sent.Lost lost ->
            unknown("POST %s was not answered: %s".formatted(PATH, lost.reason()));
        case Sent.Answered answered when answered.reply().isSuccess() -> picks();
        case Sent.Answered answered -> unknown(refused(answered.reply()));
      };
    } catch (IncompleteCatalogException e) {
      return unknown(e.message());
    } catch (HttpFailure e) {
      if (e.kind() == HttpFailure.Kind.OUT_OF_TIME) throw e;
      return unknown(e.message());
    }
  }

  private static String refused(Reply reply) {
    boolean isRight = reply.status() == 401 || reply.status() == 403;
    return isRight
        ? "POST %s takes the permission %s and was refused: %s"
            .formatted(PATH, VIEW, reply.describe())
        : "POST %s was not answered: %s".formatted(PATH, reply.explain());
  }

  private Picks unknown(String reason) {
    return Picks.unknown(first, last, reason);
  }

  private byte[] body() {
    return """
    {"interval":"%sT00:00:00.000Z/%sT00:00:00.000Z","granularity":"P1D",\
    "groupBy":["wrapUpCode","queueId"],"metrics":["%s"]}"""
        .formatted(first, last.plusDays(1), METRIC)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Picks picks() {
    Map<String, Picks.Code> all = new HashMap<>();
    codes.forEach(
        (id, found) -> {
          long contacts = found.queues.values().stream().mapToLong(Long::longValue).sum();
          all.put(id, new Picks.Code(contacts, day(found.last), Map.copyOf(found.queues)));
        });
    return new Picks(first, last, all, Optional.empty());
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }

  @Override
  public void read(InputStream body, Reply reply) throws IOException {
    codes.clear();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      json.nextToken();
      object(
          json,
          "all of it",
          name -> name.equals("results") && list(json, name, () -> add(group(json, reply))));
      if (json.nextToken() != null)
        throw new IncompleteCatalogException(ANSWER + " goes on after its end");
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw new IncompleteCatalogException(
          "%s is not JSON: %s"
              .formatted(
                  ANSWER,
                  reply.redact(Optional.ofNullable(e.getOriginalMessage()).orElse("broken"))));
    }
  }

  private void add(Group group) {
    if (group.code.isEmpty() || group.contacts == 0) return;
    Found found = codes.computeIfAbsent(group.code, id -> new Found());
    found.queues.merge(group.queue, group.contacts, Long::sum);
    if (group.interval.isEmpty() || !isDay(group.interval)) return;
    String day = group.interval.substring(0, DATE);
    if (day.compareTo(found.last) > 0) found.last = day;
  }

  private static Group group(JsonParser json, Reply reply) {
    Group group = new Group();
    object(
        json,
        "a result",
        name ->
            switch (name) {
              case "group" -> {
                object(json, name, part -> dimension(json, part, group, reply));
                yield true;
              }
              case "data" -> list(json, name, () -> data(json, group));
              default -> false;
            });
    return group;
  }

  private static boolean dimension(JsonParser json, String name, Group group, Reply reply) {
    boolean isCode = name.equals("wrapUpCode");
    if (!isCode && !name.equals("queueId")) return false;
    if (json.currentToken() == JsonToken.VALUE_NULL) return true;
    if (json.currentToken() != JsonToken.VALUE_STRING) throw wrong(name, "no text");
    String id = json.getString();
    if (reply.secretIn(id).isPresent()) throw wrong(name, "a secret");
    if (isCode) group.code = id;
    else group.queue = id;
    return true;
  }

  /// What was picked in one interval.
  private static void data(JsonParser json, Group group) {
    String[] interval = {""};
    long[] count = {0};
    object(
        json,
        "'data'",
        name ->
            switch (name) {
              case "interval" -> {
                if (json.currentToken() != JsonToken.VALUE_STRING) throw wrong(name, "no text");
                interval[0] = json.getString();
                yield true;
              }
              case "metrics" -> list(json, name, () -> count[0] = Math.max(count[0], count(json)));
              default -> false;
            });
    if (count[0] == 0) return;
    group.contacts += count[0];
    if (interval[0].compareTo(group.interval) > 0) group.interval = interval[0];
  }

  /// Whether an interval is no longer than a day: an API may know no shorter one than was asked
  /// for.
  private static boolean isDay(String interval) {
    try {
      int end = interval.indexOf('/') + 1;
      LocalDate from = LocalDate.parse(interval.substring(0, DATE));
      return end > 0
          && !LocalDate.parse(interval.substring(end, end + DATE)).isAfter(from.plusDays(1));
    } catch (DateTimeException | StringIndexOutOfBoundsException e) {
      throw wrong("interval", "none");
    }
  }

  private static long count(JsonParser json) {
    long[] count = {0};
    object(
        json,
        "'metrics'",
        name -> {
          if (!name.equals("stats")) return false;
          object(
              json,
              name,
              part -> {
                if (!part.equals("count")) return false;
                if (json.currentToken() == JsonToken.VALUE_NULL) return true;
                boolean isWhole =
                    json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getStringLength() <= 13;
                if (!isWhole || json.getLongValue() < 0 || json.getLongValue() > MOST) {
                  throw wrong(part, "no number of contacts");
                }
                count[0] = json.getLongValue();
                return true;
              });
          return true;
        });
    return count[0];
  }

  private interface Property {
    /// @return false to skip its value
    boolean take(String name);
  }

  private static void object(JsonParser json, String what, Property property) {
    if (json.currentToken() != JsonToken.START_OBJECT) throw wrong(what, "no object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (!property.take(name)) json.skipChildren();
    }
  }

  /// The API leaves out, or gives as null, what is empty.
  private static boolean list(JsonParser json, String name, Runnable item) {
    if (json.currentToken() == JsonToken.VALUE_NULL) return true;
    if (json.currentToken() != JsonToken.START_ARRAY) throw wrong(name, "no list");
    while (json.nextToken() != JsonToken.END_ARRAY) item.run();
    return true;
  }

  private static IncompleteCatalogException wrong(String name, String what) {
    return new IncompleteCatalogException("%s: '%s' is %s".formatted(ANSWER, name, what));
  }
}

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

  /// Ids, and whether an interval is a day: each stands in many groups.
  private final Map<String, String> ids = new HashMap<>();

  private final Map<String, Boolean> areDays = new HashMap<>();

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
    ids.clear();
    areDays.clear();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      json.nextToken();
      begin(json, "all of it");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (!name.equals("results")) json.skipChildren();
        else if (isList(json, name)) {
          while (json.nextToken() != JsonToken.END_ARRAY) add(group(json, reply));
        }
      }
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
    boolean isOfDay =
        !group.interval.isEmpty() && areDays.computeIfAbsent(group.interval, PickQuery::isDay);
    if (!isOfDay) return;
    String day = group.interval.substring(0, DATE);
    if (day.compareTo(found.last) > 0) found.last = day;
  }

  private Group group(JsonParser json, Reply reply) {
    Group group = new Group();
    begin(json, "a result");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "group" -> dimensions(json, group, reply);
        case "data" -> {
          if (!isList(json, name)) break;
          while (json.nextToken() != JsonToken.END_ARRAY) row(json, group);
        }
        default -> json.skipChildren();
      }
    }
    return group;
  }

  private void dimensions(JsonParser json, Group group, Reply reply) {
    begin(json, "group");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "wrapUpCode" -> group.code = id(json, name, reply).orElse(group.code);
        case "queueId" -> group.queue = id(json, name, reply).orElse(group.queue);
        default -> json.skipChildren();
      }
    }
  }

  /// Looked through for secrets once, however many groups name it.
  private Optional<String> id(JsonParser json, String name, Reply reply) {
    if (json.currentToken() == JsonToken.VALUE_NULL) return Optional.empty();
    String id = text(json, name);
    String known = ids.putIfAbsent(id, id);
    if (known == null && reply.secretIn(id).isPresent()) throw wrong(name, "a secret");
    return Optional.of(known == null ? id : known);
  }

  private static String text(JsonParser json, String name) {
    if (json.currentToken() != JsonToken.VALUE_STRING) throw wrong(name, "no text");
    return json.getString();
  }

  /// What was picked in one interval. There may be hundreds of thousands, so each is read in
  /// nothing but loops.
  private static void row(JsonParser json, Group group) {
    String interval = "";
    long count = 0;
    begin(json, "'data'");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "interval" -> interval = text(json, name);
        case "metrics" -> {
          if (!isList(json, name)) break;
          while (json.nextToken() != JsonToken.END_ARRAY) count = Math.max(count, metric(json));
        }
        default -> json.skipChildren();
      }
    }
    if (count == 0) return;
    group.contacts += count;
    if (interval.compareTo(group.interval) > 0) group.interval = interval;
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

  private static long metric(JsonParser json) {
    long count = 0;
    begin(json, "'metrics'");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("stats")) count = count(json);
      else json.skipChildren();
    }
    return count;
  }

  private static long count(JsonParser json) {
    long count = 0;
    begin(json, "stats");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      if (!name.equals("count")) {
        json.skipChildren();
        continue;
      }
      if (value == JsonToken.VALUE_NULL) continue;
      boolean isWhole = value == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= 13;
      if (!isWhole || json.getLongValue() < 0 || json.getLongValue() > MOST) {
        throw wrong(name, "no number of contacts");
      }
      count = json.getLongValue();
    }
    return count;
  }

  private static void begin(JsonParser json, String what) {
    if (json.currentToken() != JsonToken.START_OBJECT) throw wrong(what, "no object");
  }

  /// The API leaves out, or gives as null, what is empty.
  private static boolean isList(JsonParser json, String name) {
    if (json.currentToken() == JsonToken.VALUE_NULL) return false;
    if (json.currentToken() != JsonToken.START_ARRAY) throw wrong(name, "no list");
    return true;
  }

  private static IncompleteCatalogException wrong(String name, String what) {
    return new IncompleteCatalogException("%s: '%s' is %s".formatted(ANSWER, name, what));
  }
}

package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The aggregate query of conversations, over whole days: grouped by nothing but the code and the
/// queue, with the number of contacts for each metric that is asked for.
final class AnalyticsRoutes {
  private static final int LONGEST_DAYS = 3_660;
  private static final int EACH_DAY = 12;

  private final Organization organization;
  private final Settings settings;

  AnalyticsRoutes(Organization organization, Settings settings) {
    this.organization = organization;
    this.settings = settings;
  }

  void addTo(ApiRoutes api) {
    api.on(
        "POST",
        "/analytics/conversations/aggregates/query",
        "analytics:conversationAggregate:view",
        this::aggregates);
  }

  private byte[] aggregates(Call call) {
    JsonNode query = RequestBody.json(call);
    List<String> dimensions = texts(query.path("groupBy"));
    List<String> metrics = texts(query.path("metrics"));
    if (metrics.isEmpty()) throw bad("metrics");
    String[] ends = query.path("interval").asString("").split("/", -1);
    if (ends.length != 2) throw bad("interval");
    LocalDate from = day(ends[0]);
    LocalDate to = day(ends[1]);
    if (!from.isBefore(to) || from.plusDays(LONGEST_DAYS).isBefore(to)) throw bad("interval");
    boolean isDaily = query.path("granularity").asString("").equals("P1D");
    Map<Map<String, Object>, Map<String, Long>> groups = new LinkedHashMap<>();
    for (Contact contact : contacts()) {
      if (!isVisible(contact)) continue;
      Map<String, Object> group = group(contact, dimensions);
      LocalDate first = contact.day().orElse(from);
      LocalDate last = contact.day().orElse(to.minusDays(1));
      if (first.isBefore(from) || !last.isBefore(to)) continue;
      Map<String, Long> intervals = groups.computeIfAbsent(group, none -> new TreeMap<>());
      for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
        String interval = isDaily ? interval(day, day.plusDays(1)) : interval(from, to);
        intervals.merge(interval, contact.count(), Long::sum);
      }
    }
    List<Object> results = new ArrayList<>();
    groups.forEach((group, intervals) -> results.add(result(group, intervals, metrics)));
    return Json.bytes(Json.object("results", results));
  }

  /// Without any, some of each code in each of its queues every day.
  private List<Contact> contacts() {
    if (!organization.contacts().isEmpty()) return organization.contacts();
    return organization.queues().all().stream()
        .flatMap(
            queue ->
                queue.codes().stream()
                    .map(code -> new Contact(code, queue.id(), Optional.empty(), EACH_DAY)))
        .toList();
  }

  /// Contacts of a queue in a division that the client doesn't see are not told.
  private boolean isVisible(Contact contact) {
    return organization
        .queues()
        .get(contact.queue())
        .filter(queue -> settings.hidden().contains(queue.division()))
        .isEmpty();
  }

  private static Map<String, Object> group(Contact contact, List<String> dimensions) {
    Map<String, Object> group = Json.object("mediaType", "voice");
    if (dimensions.contains("wrapUpCode")) group.put("wrapUpCode", contact.code());
    if (dimensions.contains("queueId") && !contact.queue().isEmpty()) {
      group.put("queueId", contact.queue());
    }
    return group;
  }

  private static Object result(
      Map<String, Object> group, Map<String, Long> intervals, List<String> metrics) {
    List<Object> data = new ArrayList<>();
    intervals.forEach(
        (interval, count) ->
            data.add(
                Json.object(
                    "interval",
                    interval,
                    "metrics",
                    metrics.stream().map(metric -> metric(metric, count)).toList())));
    return Json.object("group", group, "data", data);
  }

  private static Object metric(String name, long count) {
    return Json.object("metric", name, "stats", Json.object("count", count));
  }

  private static String interval(LocalDate from, LocalDate to) {
    return "%sT00:00:00.000Z/%sT00:00:00.000Z".formatted(from, to);
  }

  private static LocalDate day(String time) {
    try {
      return LocalDate.parse(time.replaceFirst("T.*", ""));
    } catch (DateTimeException e) {
      throw bad("interval");
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.values().stream().map(one -> one.asString("")).toList();
  }

  private static ApiError bad(String what) {
    return CloudApi.bad("The request could not be understood: " + what);
  }
}

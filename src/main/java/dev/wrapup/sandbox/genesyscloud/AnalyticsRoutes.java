package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    int step = query.path("granularity").asString("").equals("P1D") ? 1 : days(from, to);
    Map<Map<String, Object>, long[]> groups = new LinkedHashMap<>();
    for (Contact contact : contacts()) {
      if (!isVisible(contact)) continue;
      LocalDate first = contact.day().orElse(from);
      LocalDate last = contact.day().orElse(to.minusDays(1));
      if (first.isBefore(from) || !last.isBefore(to)) continue;
      long[] counts =
          groups.computeIfAbsent(
              group(contact, dimensions), none -> new long[days(from, to) / step]);
      for (int day = days(from, first); day <= days(from, last); day++) {
        counts[day / step] += contact.count();
      }
    }
    List<String> names = metrics.stream().map(AnalyticsRoutes::json).toList();
    return results(groups, intervals(from, to, step), names);
  }

  private static int days(LocalDate from, LocalDate to) {
    return (int) ChronoUnit.DAYS.between(from, to);
  }

  private static List<String> intervals(LocalDate from, LocalDate to, int step) {
    return from.datesUntil(to, Period.ofDays(step))
        .map(day -> "%sT00:00:00.000Z/%sT00:00:00.000Z".formatted(day, day.plusDays(step)))
        .toList();
  }

  /// Written as text, since there may be hundreds of thousands of rows.
  ///
  /// @param metrics their names as JSON
  private static byte[] results(
      Map<Map<String, Object>, long[]> groups, List<String> intervals, List<String> metrics) {
    StringBuilder text = new StringBuilder("{\"results\":[");
    groups.forEach(
        (group, counts) -> {
          text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
          text.append("{\"group\":").append(json(group)).append(",\"data\":[");
          for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) continue;
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
            text.append("{\"interval\":\"").append(intervals.get(i)).append("\",\"metrics\":[");
            for (String metric : metrics) {
              text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
              text.append("{\"metric\":").append(metric);
              text.append(",\"stats\":{\"count\":").append(counts[i]).append("}}");
            }
            text.append("]}");
          }
          text.append("]}");
        });
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
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

package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses and validates what a client sends.
final class RequestBody {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALL_DIVISIONS = "*";

  private RequestBody() {}

  static JsonNode json(Call call) {
    try {
      return JSON.readTree(call.body().get());
    } catch (JacksonException e) {
      throw CloudApi.bad("The request could not be understood by the server.");
    }
  }

  /// The name that an entity needs.
  ///
  /// @param max characters
  static String name(JsonNode json, int max) {
    String name = json.path("name").asString("");
    if (name.isBlank()) throw invalid("name is required");
    if (name.length() > max) throw invalid("name is longer than " + max);
    return name;
  }

  /// A page's size or number.
  static int count(JsonNode json, String name, int otherwise) {
    int count = json.path(name).asInt(json.path(name).isMissingNode() ? otherwise : 0);
    if (count < 1) throw CloudApi.bad(name + " must be a number from 1 on");
    return count;
  }

  /// The beginning and the end of the interval, as `FROM/TO`.
  static List<Instant> interval(JsonNode json) {
    String[] ends = json.path("interval").asString("").split("/", -1);
    try {
      if (ends.length == 2) return List.of(Instant.parse(ends[0]), Instant.parse(ends[1]));
    } catch (DateTimeException e) {
      // told below
    }
    throw CloudApi.bad(
        "interval must be two times, such as 2026-01-01T00:00:00Z/2026-01-31T00:00:00Z");
  }

  private static ApiError invalid(String why) {
    return new ApiError(400, "constraint.validation", why);
  }

  /// The id of a division that exists and that the client may see; empty if none is sent.
  static Optional<String> division(JsonNode json, Organization organization, Settings settings) {
    String division = json.path("division").path("id").asString("");
    if (division.isEmpty()) return Optional.empty();
    boolean isKnown =
        division.equals(ALL_DIVISIONS) || organization.divisions().containsKey(division);
    if (!isKnown) throw CloudApi.bad("no such division: " + division);
    if (settings.hidden().contains(division)) {
      throw new ApiError(
          403, "missing.division.permission", "You are missing permission in the division.");
    }
    return Optional.of(division);
  }
}

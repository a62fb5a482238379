package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.EditInfo;
import dev.wrapup.sandbox.organization.Organization.Stored;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Serializes codes, listings and errors as Genesys Cloud does: empty properties are omitted.
final class CloudJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CloudJson() {}

  static Map<String, Object> code(Stored stored, Dialect dialect, Map<String, String> divisions) {
    LiveCode code = stored.code();
    Map<String, Object> json = Json.named(code.id(), code.code());
    for (Field field : dialect.fields()) {
      String text = code.value(field) instanceof Value.Text(String value) ? value : "";
      if (field.name().equals("division")) json.put(field.name(), division(text, divisions));
      else if (!text.isEmpty()) json.put(field.name(), text);
    }
    stamp(stored.stamp(), json);
    json.put("selfUri", uri(code));
    return json;
  }

  static String uri(LiveCode code) {
    return "/api/v2/routing/wrapupcodes/" + code.id();
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  static void stamp(EditInfo stamp, Map<String, Object> json) {
    json.put("dateCreated", time(stamp.created()));
    json.put("createdBy", stamp.createdBy());
    stamp.modified().ifPresent(at -> json.put("dateModified", time(at)));
    stamp.modifiedBy().ifPresent(by -> json.put("modifiedBy", by));
  }

  static String text(LiveCode code, String name) {
    Field field = CloudExample.field(name);
    return code.value(field) instanceof Value.Text text ? text.text() : "";
  }

  static Map<String, Object> division(String id, Map<String, String> divisions) {
    String name = divisions.get(id);
    if (name == null) return Json.object("id", id);
    return Json.object("id", id, "name", name, "selfUri", "/api/v2/authorization/divisions/" + id);
  }

  /// One page of a listing.
  ///
  /// @param number of the page, from 1
  static <T> byte[] page(
      List<T> all, int size, int number, String path, Function<T, Object> writer) {
    int from = (int) Math.min(all.size(), (long) (number - 1) * size);
    int to = Math.min(all.size(), from + size);
    int pages = (all.size() + size - 1) / size;
    Map<String, Object> json =
        Json.object(
            "entities", all.subList(from, to).stream().map(writer).toList(),
            "pageSize", size,
            "pageNumber", number,
            "total", all.size(),
            "pageCount", pages);
    String uri = path + "?pageSize=" + size + "&pageNumber=";
    json.put("firstUri", uri + 1);
    if (number > 1) json.put("previousUri", uri + (number - 1));
    if (number < pages) json.put("nextUri", uri + (number + 1));
    json.put("lastUri", uri + Math.max(1, pages));
    json.put("selfUri", uri + number);
    return Json.bytes(json);
  }

  static byte[] error(int status, String code, String message, String contextId) {
    return Json.bytes(
        Json.object(
            "message", message,
            "code", code,
            "status", status,
            "contextId", contextId,
            "details", List.of(),
            "errors", List.of()));
  }

  /// The error body of the login server, which differs from that of the API.
  static byte[] loginError(String error) {
    String text = "the client was not authenticated";
    return Json.bytes(Json.object("error", error, "description", text, "error_description", text));
  }
}

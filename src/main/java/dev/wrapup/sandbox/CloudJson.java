package dev.wrapup.sandbox;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization.Stored;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// How Genesys Cloud writes codes, listings and errors. Parts that have nothing to say are absent.
final class CloudJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CloudJson() {}

  static void code(
      JsonGenerator json, Stored stored, Dialect dialect, Map<String, String> divisions) {
    LiveCode code = stored.code();
    json.writeStartObject();
    json.writeStringProperty("id", code.id());
    json.writeStringProperty("name", code.code());
    for (Field field : dialect.fields()) {
      String text = code.value(field) instanceof Value.Text(String value) ? value : "";
      if (field.name().equals("division")) {
        json.writeName(field.name());
        division(json, text, divisions);
      } else if (!text.isEmpty()) {
        json.writeStringProperty(field.name(), text);
      }
    }
    Stamp stamp = stored.stamp();
    json.writeStringProperty("dateCreated", time(stamp.created()));
    json.writeStringProperty("createdBy", stamp.createdBy());
    stamp.modified().ifPresent(at -> json.writeStringProperty("dateModified", time(at)));
    stamp.modifiedBy().ifPresent(by -> json.writeStringProperty("modifiedBy", by));
    json.writeStringProperty("selfUri", "/api/v2/routing/wrapupcodes/" + code.id());
    json.writeEndObject();
  }

  static String text(LiveCode code, String name) {
    Field field = CloudExample.field(name);
    return code.value(field) instanceof Value.Text text ? text.text() : "";
  }

  private static void division(JsonGenerator json, String id, Map<String, String> divisions) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    String name = divisions.get(id);
    if (name != null) {
      json.writeStringProperty("name", name);
      json.writeStringProperty("selfUri", "/api/v2/authorization/divisions/" + id);
    }
    json.writeEndObject();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  static void named(JsonGenerator json, String id, String name) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("name", name);
    json.writeEndObject();
  }

  /// One page of a listing.
  ///
  /// @param number of the page, from 1
  static <T> byte[] page(
      List<T> all, int size, int number, String path, Json.EntityWriter<T> writer) {
    int from = (int) Math.min(all.size(), (long) (number - 1) * size);
    int to = Math.min(all.size(), from + size);
    int pages = (all.size() + size - 1) / size;
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("entities");
          for (T entity : all.subList(from, to)) writer.write(json, entity);
          json.writeEndArray();
          json.writeNumberProperty("pageSize", size);
          json.writeNumberProperty("pageNumber", number);
          json.writeNumberProperty("total", all.size());
          json.writeNumberProperty("pageCount", pages);
          uri(json, "firstUri", path, size, 1);
          if (number > 1) uri(json, "previousUri", path, size, number - 1);
          if (number < pages) uri(json, "nextUri", path, size, number + 1);
          uri(json, "lastUri", path, size, Math.max(1, pages));
          uri(json, "selfUri", path, size, number);
          json.writeEndObject();
        });
  }

  private static void uri(JsonGenerator json, String name, String path, int size, int number) {
    json.writeStringProperty(name, "%s?pageSize=%d&pageNumber=%d".formatted(path, size, number));
  }

  static byte[] error(int status, String code, String message, String contextId) {
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("message", message);
          json.writeStringProperty("code", code);
          json.writeNumberProperty("status", status);
          json.writeStringProperty("contextId", contextId);
          json.writeArrayPropertyStart("details");
          json.writeEndArray();
          json.writeArrayPropertyStart("errors");
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /// What the login answers, which is not the API's form.
  static byte[] loginError(String error) {
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("error", error);
          json.writeStringProperty("description", "the client was not authenticated");
          json.writeStringProperty("error_description", "the client was not authenticated");
          json.writeEndObject();
        });
  }
}

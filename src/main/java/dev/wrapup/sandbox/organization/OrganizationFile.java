package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.source.BoundedFile;
import dev.wrapup.model.source.SurrogateSafeReader;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// An organization in a file: `{"api": …, "codes": […], "rules": […], "divisions": […], "queues":
/// […], "contacts": […]}`, by default of the versioned API, whose codes and rules are the objects
/// that it speaks. JSON as written; YAML is read as well.
public final class OrganizationFile {
  private static final int MOST_BYTES = 1 << 28;

  private OrganizationFile() {}

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException with a message for users
  public static Organization read(Path path) {
    boolean isJson = path.toString().endsWith(".json");
    try {
      byte[] bytes = BoundedFile.read(path, MOST_BYTES);
      return organization(isJson ? new JsonMapper().readTree(bytes) : yaml(bytes));
    } catch (IOException e) {
      throw new IllegalArgumentException("it can't be read: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static JsonNode yaml(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new YAMLMapper().readTree(new SurrogateSafeReader(text));
  }

  private static Organization organization(JsonNode file) {
    if (!file.path("codes").isArray()) throw new IllegalArgumentException("'codes' is no list");
    Dialect dialect =
        Dialect.of(text(file, "api").orElse(Dialect.VERSIONED.api()))
            .orElseThrow(() -> new IllegalArgumentException("there is no such api"));
    Map<String, String> divisions = new LinkedHashMap<>();
    for (JsonNode node : file.path("divisions")) {
      divisions.put(text(node, "id").orElse(""), text(node, "name").orElse(""));
    }
    List<LiveCode> codes = codes(file, dialect);
    Organization organization =
        new Organization(dialect, codes, rules(file), divisions, queues(file, codes, divisions));
    file.path("contacts").forEach(node -> organization.contacts().add(contact(node)));
    return organization;
  }

  private static Contact contact(JsonNode node) {
    try {
      return new Contact(
          text(node, "wrapUpCodeId").orElse(""),
          text(node, "queueId").orElse(""),
          text(node, "day").map(LocalDate::parse),
          node.path("count").asLong(1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a contact's 'day' is none", e);
    }
  }

  private static Object json(Contact contact) {
    Map<String, Object> json =
        Json.object("wrapUpCodeId", contact.code(), "count", contact.count());
    if (!contact.queue().isEmpty()) json.put("queueId", contact.queue());
    contact.day().ifPresent(day -> json.put("day", day));
    return json;
  }

  private static List<LiveCode> codes(JsonNode file, Dialect dialect) {
    List<LiveCode> codes = new ArrayList<>();
    for (JsonNode node : file.path("codes")) {
      String place = "code %d".formatted(codes.size() + 1);
      try {
        PayloadReader.Payload payload = PayloadReader.read(node, dialect);
        String id = text(node, "id").orElse(Organization.id(payload.code()));
        String version = Long.toString(node.path("version").asLong(1));
        codes.add(new LiveCode(id, version, payload.code(), payload.values()));
      } catch (ApiError e) {
        throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
      }
    }
    return codes;
  }

  private static List<Referrer> rules(JsonNode file) {
    List<Referrer> rules = new ArrayList<>();
    for (JsonNode node : file.path("rules")) {
      String name = text(node, "name").orElse("rule " + (rules.size() + 1));
      rules.add(
          new Referrer(
              text(node, "kind").orElse("routing-rule"),
              text(node, "id").orElse(Organization.id("rule " + name)),
              name,
              text(node, "wrapUpCodeId"),
              text(node, "wrapUpCodeName")));
    }
    return rules;
  }

  /// What a client sends of a queue, and `codes`; these and its division by id or by name.
  private static List<Queue> queues(
      JsonNode file, List<LiveCode> codes, Map<String, String> divisions) {
    Map<String, String> codeIds = new HashMap<>();
    codes.forEach(code -> codeIds.put(code.code(), code.id()));
    codes.forEach(code -> codeIds.put(code.id(), code.id()));
    Map<String, String> divisionIds = new HashMap<>();
    divisions.forEach((id, name) -> divisionIds.put(name, id));
    divisions.forEach((id, name) -> divisionIds.put(id, id));
    List<Queue> queues = new ArrayList<>();
    for (JsonNode node : file.path("queues")) {
      String place = "queue %d".formatted(queues.size() + 1);
      Map<String, Object> settings = Json.map(node);
      settings.keySet().removeAll(List.of("id", "name", "division", "codes"));
      String name = text(node, "name").orElse(place);
      String home = divisions.keySet().stream().findFirst().orElse("");
      queues.add(
          new Queue(
              text(node, "id").orElse(Organization.id("queue " + name)),
              name,
              text(node, "division").map(of -> known(of, divisionIds, place)).orElse(home),
              node.path("codes")
                  .valueStream()
                  .map(code -> known(code.asString(""), codeIds, place))
                  .toList(),
              settings));
    }
    return queues;
  }

  private static String known(String text, Map<String, String> ids, String place) {
    String id = ids.get(text);
    if (id == null) throw new IllegalArgumentException("%s: there is no %s".formatted(place, text));
    return id;
  }

  private static Object json(Queue queue) {
    Map<String, Object> json = Json.named(queue.id(), queue.name());
    if (!queue.division().isEmpty()) json.put("division", queue.division());
    json.put("codes", queue.codes());
    json.putAll(queue.settings());
    return json;
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  /// Serializes an organization.
  public static byte[] bytes(Organization organization) {
    List<Object> divisions = new ArrayList<>();
    organization.divisions().forEach((id, name) -> divisions.add(Json.named(id, name)));
    Dialect dialect = organization.dialect();
    Map<String, Object> file =
        Json.object(
            "api", dialect.api(),
            "codes", organization.codes().stream().map(code -> Json.code(code, dialect)).toList(),
            "rules", organization.rules().stream().map(Json::rule).toList(),
            "divisions", divisions,
            "queues", organization.queues().all().stream().map(OrganizationFile::json).toList());
    List<Contact> contacts = organization.contacts();
    if (!contacts.isEmpty()) {
      file.put("contacts", contacts.stream().map(OrganizationFile::json).toList());
    }
    return Json.bytes(file);
  }
}

package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.Reply;
import dev.wrapup.platform.IncompleteCatalogException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Listings and documents as JSON trees, for whatever may reference codes. Unlike in
/// [NumberedListing] totals are optional, but must be correct.
record JsonListing(ApiClient client) {
  private static final JsonMapper JSON = new JsonMapper();

  /// More than any organization has.
  private static final int MOST_PAGES = 10_000;

  private static final int UNTOLD = -1;

  /// All entities of a listing; none for 404.
  List<JsonNode> about(String path, String permission) {
    Reply first = client.get(page(path, 1), permission);
    return first.status() == 404 ? List.of() : pages(path, permission, first);
  }

  /// All entities of a listing.
  List<JsonNode> all(String path, String permission) {
    return pages(path, permission, client.get(page(path, 1), permission));
  }

  private List<JsonNode> pages(String path, String permission, Reply first) {
    Set<JsonNode> all = new LinkedHashSet<>();
    JsonNode page = json(first, path);
    for (int number = 1; ; number++) {
      int before = all.size();
      all.addAll(list(page, "entities", path));
      boolean goesOn = !page.path("nextUri").asString("").isEmpty();
      int pages = count(page, "pageCount", goesOn ? UNTOLD : 1);
      if (pages == UNTOLD) {
        throw new IncompleteCatalogException(path + " goes on, and doesn't tell how far");
      }
      if (number >= pages) break;
      if (all.size() == before || pages > MOST_PAGES) {
        throw new IncompleteCatalogException(
            "%s tells of %d pages, and page %d has nothing new".formatted(path, pages, number));
      }
      page = json(client.get(page(path, number + 1), permission), path);
    }
    int total = count(page, "total", all.size());
    if (all.size() == total) return List.copyOf(all);
    throw new IncompleteCatalogException("%s gave %d of %d".formatted(path, all.size(), total));
  }

  private static String page(String path, int number) {
    String mark = path.contains("?") ? "&" : "?";
    return path + mark + "pageSize=100&pageNumber=" + number;
  }

  /// One document.
  JsonNode one(String path, String permission) {
    return json(client.get(path, permission), path);
  }

  private static JsonNode json(Reply reply, String path) {
    if (!reply.isSuccess()) {
      throw new IncompleteCatalogException("%s was not given: %s".formatted(path, reply.explain()));
    }
    try {
      JsonNode json = JSON.readTree(reply.body());
      hold(reply, json, path);
      return json;
    } catch (JacksonException e) {
      throw new IncompleteCatalogException(path + " is not JSON");
    }
  }

  /// Fails if the response echoes a secret.
  private static void hold(Reply reply, JsonNode json, String what) {
    if (json.isString()) {
      Optional<String> secret = reply.secretIn(json.stringValue());
      if (secret.isEmpty()) return;
      throw new IncompleteCatalogException(
          "%s holds %s, and is neither shown nor used".formatted(what, secret.get()));
    }
    String id = reply.redact(json.path("id").asString(""));
    String inner = id.isEmpty() ? what : what + ", the id " + id;
    json.forEach(part -> hold(reply, part, inner));
  }

  /// An optional count with its default.
  private static int count(JsonNode page, String name, int unsaid) {
    JsonNode count = page.path(name);
    if (count.isMissingNode() || count.isNull()) return unsaid;
    if (count.isInt() && count.intValue() >= 0) return count.intValue();
    throw new IncompleteCatalogException("'%s' is no count".formatted(name));
  }

  private static List<JsonNode> list(JsonNode node, String name, String what) {
    if (node.path(name).isArray()) return List.copyOf(node.path(name).values());
    throw new IncompleteCatalogException("%s has no '%s'".formatted(what, name));
  }
}

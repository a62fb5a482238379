package dev.wrapup.report.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (2020-12) of each JSON output. What several share stands in one file, and in
/// each schema that is given out. Every document that the program prints is held to its schema by
/// the tests.
public final class OutputSchema {
  /// The outputs that have one.
  public static final List<String> NAMES =
      List.of(
          "plan",
          "drift",
          "apply",
          "fleet",
          "skew",
          "audit",
          "replay",
          "verify",
          "findings",
          "refs",
          "snapshot",
          "usage",
          "doctor",
          "github",
          "gitlab",
          "adopt",
          "promote",
          "fmt",
          "error");

  private static final String DEFINITIONS = "$defs";
  private static final String REFERENCE = "$ref";

  private OutputSchema() {}

  /// The schema of an output as text, whole in itself; empty if there is no such output.
  public static Optional<String> named(String name) {
    if (!NAMES.contains(name)) return Optional.empty();
    ObjectNode schema = read(name);
    JsonNode shared = read("common").path(DEFINITIONS);
    List<JsonNode> referring = schema.findParents(REFERENCE);
    while (!referring.isEmpty()) {
      List<JsonNode> added = new ArrayList<>();
      for (JsonNode node : referring) {
        String to = node.path(REFERENCE).stringValue();
        String definition = to.substring(to.lastIndexOf('/') + 1);
        ((ObjectNode) node).put(REFERENCE, "#/" + DEFINITIONS + "/" + definition);
        ObjectNode definitions = schema.withObject("/" + DEFINITIONS);
        if (definitions.has(definition)) continue;
        definitions.set(definition, shared.path(definition));
        added.addAll(shared.path(definition).findParents(REFERENCE));
      }
      referring = added;
    }
    return Optional.of(JsonText.of(schema));
  }

  private static ObjectNode read(String name) {
    try (InputStream resource = OutputSchema.class.getResourceAsStream(name + ".schema.json")) {
      if (resource == null) throw new IllegalStateException("no schema in the program: " + name);
      return (ObjectNode) new JsonMapper().readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

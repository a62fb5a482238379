package dev.wrapup.cli;

import dev.wrapup.HostileText;
import dev.wrapup.model.source.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a journal anew with other texts in it, whose chain holds: anybody can do that to one that
/// isn't signed.
final class ForgedJournal {
  private static final JsonMapper JSON = new JsonMapper();

  /// By these the reader tells records apart.
  private static final Set<String> KEPT = Set.of("type", "change", "webhookId", "prev", "hash");

  private final Random random;
  private final HostileText texts;
  private final Set<String> written = new TreeSet<>();

  ForgedJournal(Random random) {
    this.random = random;
    this.texts = new HostileText(random);
  }

  String of(String journal) {
    List<ObjectNode> records = new ArrayList<>();
    for (String line : journal.lines().toList()) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      forge(record);
      addRarities(record);
      records.add(record);
    }
    return chained(records);
  }

  /// A journal of these records, whatever they held of another chain.
  static String chained(List<ObjectNode> records) {
    return chained("0".repeat(64), records);
  }

  /// The same behind others.
  ///
  /// @param before the hash of the last of these
  static String chained(String before, List<ObjectNode> records) {
    StringBuilder forged = new StringBuilder();
    String head = before;
    for (ObjectNode record : records) {
      record.remove(List.of("prev", "hash", "hmac"));
      String open = JSON.writeValueAsString(record);
      String body = open.substring(0, open.length() - 1) + ",\"prev\":\"" + head + "\"";
      head = Sha256.hex(body);
      forged.append(body).append(",\"hash\":\"").append(head).append("\"}\n");
    }
    return forged.toString();
  }

  /// What only those journals hold that tell of others at work.
  private void addRarities(ObjectNode record) {
    if (record.has("codeId")) written.add(record.path("codeId").asString(""));
    if (record.path("intent").isNumber()) {
      record.putArray("theirs").add(texts.text(40)).add(texts.text(40));
      record.putArray("clashes").add(clash());
    }
    if (!record.path("type").asString("").equals("run-finished")) return;
    ArrayNode since = record.putArray("since");
    for (String id : written) {
      ObjectNode one = since.addObject().put("id", id).put("word", texts.text(40));
      one.putArray("clashes").add(clash());
    }
  }

  private ObjectNode clash() {
    return JSON.createObjectNode()
        .put("field", texts.text(40))
        .put("wanted", texts.text(100))
        .put("live", texts.text(100));
  }

  private void forge(ObjectNode object) {
    for (String name : new ArrayList<>(object.propertyNames())) {
      JsonNode value = object.get(name);
      switch (value) {
        case ObjectNode inner -> forge(inner);
        case ArrayNode list -> list.forEach(item -> forgeItem(item, list));
        default -> {
          boolean isText = value.isString() || value.isNull();
          if (isText && !KEPT.contains(name) && random.nextBoolean()) {
            object.put(name, texts.text(100));
          }
        }
      }
    }
  }

  private void forgeItem(JsonNode item, ArrayNode list) {
    if (item instanceof ObjectNode object) forge(object);
    else if (item.isString() && list.size() == 1) list.set(0, texts.text(40));
  }
}

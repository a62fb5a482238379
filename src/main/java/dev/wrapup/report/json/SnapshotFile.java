package dev.wrapup.report.json;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.ReferenceNames;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.report.doc.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Reads a `wrapup.snapshot/1` back, which anybody may have written.
public final class SnapshotFile {
  private SnapshotFile() {}

  /// Reads a document back.
  ///
  /// @param key that it has to be signed by
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static Snapshot read(Path path, Optional<byte[]> key, Duration patience) {
    byte[] bytes = JsonFile.bytes(path, patience);
    JsonNode json = JsonFile.held(JsonFile.parse(bytes), SnapshotJson.FORMAT, "snapshot");
    SnapshotJson.seal(key).open(new String(bytes, StandardCharsets.UTF_8).stripTrailing());
    return snapshot(json);
  }

  private static Snapshot snapshot(JsonNode json) {
    Target target = PlanFile.target(json.path("target"));
    Dialect dialect =
        Dialect.of(target.api())
            .orElseThrow(() -> new IllegalArgumentException("there is no api " + target.api()));
    JsonNode references = json.path("references");
    List<Referrer> referrers = all(references, "referrers", SnapshotFile::referrer);
    Usage usage = new Usage(referrers, all(references, "unread", SnapshotFile::unread));
    boolean areListed = flag(references, "areListed");
    Map<Field, Map<String, String>> spellings = new HashMap<>();
    for (Field field : dialect.fields()) {
      if (object(json, "spellings").has(field.name())) {
        spellings.put(field, texts(object(json.path("spellings"), field.name())));
      }
    }
    Catalog catalog =
        new Catalog(
            all(json, "codes", code -> code(code, dialect)),
            areListed ? usage : new Usage(List.of(), List.of()),
            new ReferenceNames(spellings),
            part(json, "seen", SnapshotFile::seen).orElse(Visibility.WHOLE),
            Optional.empty());
    return new Snapshot(
        target,
        time(PlanFile.text(json, "takenAt")),
        catalog,
        areListed ? Optional.empty() : Optional.of(usage),
        part(json, "queues", SnapshotFile::queues),
        part(json, "usage", SnapshotFile::picks));
  }

  private static LiveCode code(JsonNode json, Dialect dialect) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      Value value = PlanFile.value(json.path(field.name())).orElse(field.empty());
      if (value.getClass() != field.empty().getClass()) {
        throw new IllegalArgumentException(
            "'%s' of a code is no such value".formatted(field.name()));
      }
      values.put(field, value);
    }
    return new LiveCode(
        identifying(json, "id"),
        identifying(json, "revision"),
        identifying(json, "code"),
        values,
        part(json, "lastEdit", SnapshotFile::edit));
  }

  private static LastEdit edit(JsonNode json) {
    return new LastEdit(
        PlanFile.optional(json, "by"), PlanFile.optional(json, "at").map(SnapshotFile::time));
  }

  private static String identifying(JsonNode json, String name) {
    String text = PlanFile.text(json, name);
    if (!text.isEmpty()) return text;
    throw new IllegalArgumentException("the '%s' of a code is empty".formatted(name));
  }

  private static Referrer referrer(JsonNode json) {
    return new Referrer(
        PlanFile.text(json, "kind"),
        PlanFile.text(json, "id"),
        PlanFile.text(json, "name"),
        PlanFile.optional(json, "codeId"),
        PlanFile.optional(json, "codeName"));
  }

  private static Usage.Unread unread(JsonNode json) {
    return new Usage.Unread(PlanFile.text(json, "kind"), PlanFile.text(json, "reason"));
  }

  private static Visibility seen(JsonNode json) {
    return new Visibility.Part(
        Set.copyOf(strings(PlanFile.list(json, "parts"))), PlanFile.text(json, "reason"));
  }

  private static Queues queues(JsonNode json) {
    Map<String, Set<String>> codeIds = new HashMap<>();
    List<Queue> all =
        all(
            json,
            "all",
            queue -> {
              String id = PlanFile.text(queue, "id");
              if (queue.has("codes")) {
                codeIds.put(id, new HashSet<>(strings(PlanFile.list(queue, "codes"))));
              }
              return new Queue(
                  id,
                  PlanFile.text(queue, "name"),
                  PlanFile.optional(queue, "part"),
                  flag(queue, "isMandatory"),
                  flag(queue, "isNamesake"));
            });
    if (all.stream().map(Queue::id).distinct().count() < all.size()) {
      throw new IllegalArgumentException("a queue stands twice");
    }
    return new Queues(
        all.stream().sorted(Comparator.comparing(Queue::id)).toList(),
        codeIds,
        PlanFile.optional(json, "unseen"));
  }

  private static Picks picks(JsonNode json) {
    Map<String, Picks.Code> codes = new HashMap<>();
    for (JsonNode code : PlanFile.list(json, "codes")) {
      JsonNode contacts = code.path("contacts");
      if (!contacts.isIntegralNumber() || !contacts.canConvertToLong() || contacts.asLong() < 0) {
        throw new IllegalArgumentException("'contacts' of a code is no count");
      }
      Optional<LocalDate> last = PlanFile.optional(code, "lastPicked").map(SnapshotFile::day);
      codes.put(PlanFile.text(code, "id"), new Picks.Code(contacts.asLong(), last, Map.of()));
    }
    return new Picks(
        day(PlanFile.text(json, "first")),
        day(PlanFile.text(json, "last")),
        codes,
        PlanFile.optional(json, "unknown"));
  }

  private static <T> List<T> all(JsonNode json, String name, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    for (JsonNode entry : PlanFile.list(json, name)) {
      try {
        all.add(read.apply(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s (entry %d of '%s')".formatted(e.getMessage(), all.size() + 1, name), e);
      }
    }
    return all;
  }

  private static boolean flag(JsonNode json, String name) {
    if (json.path(name).isBoolean()) return json.path(name).booleanValue();
    throw new IllegalArgumentException("'%s' is neither true nor false".formatted(name));
  }

  private static JsonNode object(JsonNode json, String name) {
    if (json.path(name).isObject()) return json.path(name);
    throw new IllegalArgumentException("'%s' is no object".formatted(name));
  }

  private static Instant time(String text) {
    return Time.parse(text).orElseThrow(() -> new IllegalArgumentException("a time in it is none"));
  }

  private static LocalDate day(String text) {
    return LocalDate.ofInstant(time(text + "T00:00:00Z"), ZoneOffset.UTC);
  }

  private static <T> Optional<T> part(JsonNode json, String name, Function<JsonNode, T> read) {
    return json.path(name).isNull() ? Optional.empty() : Optional.of(read.apply(json.path(name)));
  }

  private static List<String> strings(JsonNode list) {
    if (list.valueStream().allMatch(JsonNode::isString)) {
      return list.valueStream().map(JsonNode::stringValue).toList();
    }
    throw new IllegalArgumentException("a list of texts holds another");
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new HashMap<>();
    for (String name : json.propertyNames()) texts.put(name, PlanFile.text(json, name));
    return texts;
  }
}

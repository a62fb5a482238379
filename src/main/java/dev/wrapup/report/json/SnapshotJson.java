package dev.wrapup.report.json;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Seal;
import dev.wrapup.report.doc.OutputStyle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A snapshot as `wrapup.snapshot/1`, sealed by a digest of its bytes, and by an HMAC where there
/// is a key.
public final class SnapshotJson {
  static final String FORMAT = "wrapup.snapshot/1";

  /// How every document of ours ends.
  private static final String END = "\n}\n";

  private SnapshotJson() {}

  /// The document, the same bytes for the same facts.
  ///
  /// @param tool the program's version
  /// @param key that signs it
  public static String render(
      Snapshot snapshot, String tool, Optional<byte[]> key, OutputStyle look) {
    String text = JsonText.of(look, FORMAT, json -> write(json.text("tool", tool), snapshot));
    return seal(key).close(text.substring(0, text.length() - END.length())).text() + "\n";
  }

  static Seal seal(Optional<byte[]> key) {
    return new Seal(",\"digest\":\"sha256:", key);
  }

  private static void write(Json json, Snapshot snapshot) {
    Catalog catalog = snapshot.catalog();
    List<Field> fields = Dialect.of(snapshot.target().api()).orElseThrow().fields();
    json.text("takenAt", JsonText.time(snapshot.at()))
        .target(snapshot.target())
        .array("codes", catalog.codes(), (item, code) -> write(item, code, fields))
        .object(
            "spellings",
            names -> fields.forEach(field -> spellings(names, field, catalog.names().spellings())))
        .object(
            "seen",
            Optional.of(catalog.view()).filter(Visibility.Part.class::isInstance),
            (seen, view) -> {
              Visibility.Part part = (Visibility.Part) view;
              seen.texts("parts", sorted(part.seen())).text("reason", part.reason());
            })
        .object(
            "references",
            told -> {
              Usage usage = snapshot.usage().orElse(catalog.usage());
              told.flag("areListed", snapshot.usage().isEmpty())
                  .array("referrers", usage.referrers(), SnapshotJson::write)
                  .array(
                      "unread",
                      usage.unread(),
                      (item, source) ->
                          item.text("kind", source.kind()).text("reason", source.reason()));
            })
        .object(
            "queues",
            snapshot.queues(),
            (told, queues) ->
                told.array("all", queues.all(), (item, queue) -> write(item, queue, queues))
                    .text("unseen", queues.unseen()))
        .object("usage", snapshot.picks(), SnapshotJson::write);
  }

  private static void write(Json json, LiveCode code, List<Field> fields) {
    json.text("id", code.id())
        .text("revision", code.revision())
        .text("code", code.code())
        .object(
            "lastEdit",
            code.lastEdit(),
            (item, edit) ->
                item.text("by", edit.by()).text("at", edit.at().map(Instant::toString)));
    for (Field field : fields) json.value(field.name(), Optional.of(code.value(field)));
  }

  private static void spellings(Json json, Field field, Map<Field, Map<String, String>> spellings) {
    Optional.ofNullable(spellings.get(field))
        .ifPresent(
            words -> json.object(field.name(), all -> new TreeMap<>(words).forEach(all::text)));
  }

  private static void write(Json json, Referrer referrer) {
    json.text("kind", referrer.kind())
        .text("id", referrer.id())
        .text("name", referrer.name())
        .text("codeId", referrer.codeId())
        .text("codeName", referrer.codeName());
  }

  private static void write(Json json, Queue queue, Queues queues) {
    json.text("id", queue.id())
        .text("name", queue.name())
        .text("part", queue.division())
        .flag("isMandatory", queue.isMandatory())
        .flag("isNamesake", queue.isNamesake());
    queues.codesOf(queue).ifPresent(codes -> json.texts("codes", sorted(codes)));
  }

  private static void write(Json json, Picks picks) {
    json.text("first", picks.first().toString())
        .text("last", picks.last().toString())
        .array(
            "codes",
            new TreeMap<>(picks.codes()).entrySet(),
            (item, code) ->
                item.text("id", code.getKey())
                    .number("contacts", code.getValue().contacts())
                    .text("lastPicked", code.getValue().last().map(LocalDate::toString)))
        .text("unknown", picks.unknown());
  }

  private static List<String> sorted(Set<String> texts) {
    return List.copyOf(new TreeSet<>(texts));
  }
}

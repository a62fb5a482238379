package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// An organization that begins as a snapshot of another.
///
/// @param ids of the parts of the organization, by how the snapshot writes them
public record Restored(Snapshot snapshot, Dialect dialect, Map<String, String> ids) {
  public static Restored of(Snapshot snapshot) {
    Dialect dialect = Dialect.of(snapshot.target().api()).orElseThrow();
    Map<String, String> ids = new TreeMap<>();
    dialect
        .scope()
        .ifPresent(
            scope -> {
              words(snapshot, scope.field())
                  .forEach(
                      (word, written) -> {
                        if (word.equals(written)) ids.putIfAbsent(written, word);
                        else ids.put(written, word);
                      });
              ids.remove(scope.everywhere());
            });
    return new Restored(snapshot, dialect, ids);
  }

  private static Map<String, String> words(Snapshot snapshot, Field field) {
    return snapshot.catalog().names().spellings().getOrDefault(field, Map.of());
  }

  /// The ids of the divisions that whoever took the snapshot could not see.
  public String[] hidden() {
    return snapshot.catalog().view() instanceof Visibility.Part part
        ? ids.entrySet().stream()
            .filter(division -> !part.seen().contains(division.getKey()))
            .map(Map.Entry::getValue)
            .toArray(String[]::new)
        : new String[0];
  }

  public Organization organization() {
    Map<String, String> divisions = new TreeMap<>();
    ids.forEach((written, id) -> divisions.put(id, written));
    boolean hasQueues = snapshot.queues().isPresent();
    List<Referrer> rules =
        snapshot.usage().orElse(snapshot.catalog().usage()).referrers().stream()
            .filter(rule -> !hasQueues || !rule.kind().equals(Queue.KIND))
            .toList();
    return new Organization(
        dialect,
        snapshot.catalog().codes().stream().map(this::code).toList(),
        rules,
        divisions,
        queues());
  }

  /// Its lock token is a number here.
  private LiveCode code(LiveCode live) {
    Map<Field, Value> values = new HashMap<>(live.values());
    dialect
        .scope()
        .ifPresent(
            scope ->
                values.computeIfPresent(
                    scope.field(), (field, value) -> new Value.Text(id(value.text()))));
    String version = live.revision().matches("[0-9]{1,18}") ? live.revision() : "1";
    return new LiveCode(live.id(), version, live.code(), values);
  }

  private String id(String written) {
    return ids.getOrDefault(written, written);
  }

  private List<Queue> queues() {
    List<Queue> queues = new ArrayList<>();
    snapshot
        .queues()
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        queue ->
                            queues.add(
                                new Queue(
                                    queue.id(),
                                    queue.name(),
                                    queue.division().map(this::id).orElse(""),
                                    codes(all.codesOf(queue)),
                                    Queue.prompting(
                                        queue.isMandatory() ? "MANDATORY" : "OPTIONAL")))));
    return queues;
  }

  private static List<String> codes(Optional<? extends Iterable<String>> read) {
    TreeSet<String> codes = new TreeSet<>();
    read.ifPresent(all -> all.forEach(codes::add));
    return List.copyOf(codes);
  }
}

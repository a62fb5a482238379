package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An organization that begins as a snapshot of another.
///
/// @param ids of the parts of the organization, by how the snapshot writes them
public record Restored(Snapshot snapshot, Dialect dialect, Map<String, String> ids) {
  public static Restored of(Snapshot snapshot) {
    Dialect dialect = Dialect.of(snapshot.target().api()).orElseThrow();
    Map<Field, Map<String, String>> spellings = snapshot.catalog().names().spellings();
    Map<String, String> ids = new TreeMap<>();
    dialect
        .scope()
        .ifPresent(
            scope -> {
              // both the id and the name of a part stand there with how it is written
              spellings
                  .getOrDefault(scope.field(), Map.of())
                  .forEach(
                      (word, written) ->
                          ids.merge(written, word, (id, w) -> w.equals(written) ? id : w));
              ids.remove(scope.everywhere());
            });
    return new Restored(snapshot, dialect, ids);
  }

  /// The ids of the divisions that whoever took the snapshot could not see.
  public String[] hidden() {
    if (!(snapshot.catalog().view() instanceof Visibility.Part part)) return new String[0];
    Map<String, String> unseen = new TreeMap<>(ids);
    unseen.keySet().removeAll(part.seen());
    return unseen.values().toArray(String[]::new);
  }

  public Organization organization() {
    Map<String, String> divisions = new TreeMap<>();
    ids.forEach((written, id) -> divisions.put(id, written));
    boolean hasQueues = snapshot.queues().isPresent();
    List<Referrer> rules =
        snapshot.usage().orElse(snapshot.catalog().usage()).referrers().stream()
            .filter(rule -> !hasQueues || !rule.kind().equals(Queue.KIND))
            .toList();
    List<LiveCode> codes = snapshot.catalog().codes().stream().map(this::code).toList();
    return new Organization(dialect, codes, rules, divisions, queues());
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
    return snapshot.queues().stream()
        .flatMap(
            all ->
                all.all().stream()
                    .map(
                        queue ->
                            new Queue(
                                queue.id(),
                                queue.name(),
                                queue.division().map(this::id).orElse(""),
                                all.codesOf(queue).orElse(Set.of()).stream().sorted().toList(),
                                Queue.prompting(queue.isMandatory() ? "MANDATORY" : "OPTIONAL"))))
        .toList();
  }
}

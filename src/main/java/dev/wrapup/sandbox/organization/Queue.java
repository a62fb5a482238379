package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Referrer;
import dev.wrapup.sandbox.http.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A queue and the codes that its agents may pick.
///
/// @param division its id; empty where an organization has none
/// @param codes their ids, each once
/// @param settings everything else of it, as a client sent it; always with `acwSettings`
public record Queue(
    String id,
    String name,
    String division,
    List<String> codes,
    Map<String, Object> settings,
    EditInfo stamp) {
  /// The kind of a [Referrer] that stands for a queue with a code.
  static final String KIND = "queue";

  private static final String WRAP_UP = "acwSettings";

  public Queue {
    codes = List.copyOf(new LinkedHashSet<>(codes));
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent(WRAP_UP, prompting("OPTIONAL").get(WRAP_UP));
    settings = Collections.unmodifiableMap(all);
  }

  /// A queue that is there from the start.
  public Queue(
      String id, String name, String division, List<String> codes, Map<String, Object> settings) {
    this(id, name, division, codes, settings, EditInfo.FOUNDED);
  }

  /// Settings by which agents have to pick a code (`MANDATORY`), or may.
  public static Map<String, Object> prompting(String wrapupPrompt) {
    return Map.of(WRAP_UP, Json.object("wrapupPrompt", wrapupPrompt, "timeoutMs", 300_000L));
  }

  /// With more codes; those that it has stay.
  Queue with(List<String> more) {
    return offering(Stream.concat(codes.stream(), more.stream()).toList());
  }

  Queue without(String code) {
    if (!codes.contains(code)) return this;
    return offering(codes.stream().filter(other -> !other.equals(code)).toList());
  }

  /// The same in another division.
  public Queue in(String division) {
    return new Queue(id, name, division, codes, settings, stamp);
  }

  private Queue offering(List<String> codes) {
    return new Queue(id, name, division, codes, settings, stamp);
  }

  /// The queues of references, one a code.
  ///
  /// @param division of each
  static List<Queue> of(List<Referrer> rules, String division) {
    Map<String, Queue> queues = new LinkedHashMap<>();
    for (Referrer rule : rules) {
      if (!rule.kind().equals(KIND)) continue;
      List<String> codes = rule.codeId().stream().toList();
      queues.merge(
          rule.id(),
          new Queue(rule.id(), rule.name(), division, codes, Map.of()),
          (old, more) -> old.with(more.codes));
    }
    return List.copyOf(queues.values());
  }
}

package dev.wrapup.sandbox;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Sha256;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The state of an organization: codes that are unique and versioned, and rules that name them.
/// Safe for many threads; every change is one step.
public final class Organization {
  private final Map<String, LiveCode> codes = new LinkedHashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Referrer> rules = new ArrayList<>();
  private final List<Step> history = new ArrayList<>();
  private long made;

  /// An organization with these codes and rules.
  ///
  /// @throws IllegalArgumentException if an id or a code stands twice
  public Organization(List<LiveCode> codes, List<Referrer> rules) {
    codes.forEach(this::insert);
    this.rules.addAll(rules);
  }

  /// One change of one code, whoever made it.
  ///
  /// @param before empty if it came to be
  /// @param after empty if it went for good
  public record Step(Optional<LiveCode> before, Optional<LiveCode> after) {
    /// Of the code that it is about.
    public String id() {
      return before.or(() -> after).map(LiveCode::id).orElseThrow();
    }
  }

  /// What came of a write.
  public sealed interface Written {
    /// @param now the code afterwards; of a delete, as it was last
    record Done(LiveCode now) implements Written {}

    record Missing() implements Written {}

    /// The version is not the current one.
    record Stale(LiveCode now) implements Written {}

    /// Another code has that code.
    record Taken(LiveCode holder) implements Written {}
  }

  /// All codes, in the order of their making.
  public synchronized List<LiveCode> codes() {
    return List.copyOf(codes.values());
  }

  /// All that was changed since the beginning, in order.
  public synchronized List<Step> history() {
    return List.copyOf(history);
  }

  /// Puts an earlier state back.
  public synchronized void restore(List<LiveCode> earlier) {
    codes.clear();
    ids.clear();
    earlier.forEach(this::insert);
  }

  public synchronized List<Referrer> rules() {
    return List.copyOf(rules);
  }

  public synchronized void addRule(Referrer rule) {
    rules.add(rule);
  }

  public synchronized Optional<LiveCode> byId(String id) {
    return Optional.ofNullable(codes.get(id));
  }

  /// The code of that name, for tests and edits by hand.
  public synchronized Optional<LiveCode> byCode(String code) {
    return Optional.ofNullable(ids.get(code)).map(codes::get);
  }

  /// Changes a code as an administrator would in a browser: whatever its version is.
  ///
  /// @throws IllegalArgumentException if there is no such code
  public synchronized LiveCode edit(String code, UnaryOperator<LiveCode> edit) {
    LiveCode before =
        byCode(code).orElseThrow(() -> new IllegalArgumentException("no code " + code));
    LiveCode wanted = edit.apply(before);
    return switch (update(before.id(), Optional.empty(), wanted.code(), wanted.values())) {
      case Written.Done done -> done.now();
      case Written other -> throw new IllegalArgumentException(other.toString());
    };
  }

  public synchronized Written create(String code, Map<Field, Value> values) {
    Optional<LiveCode> holder = byCode(code);
    if (holder.isPresent()) return new Written.Taken(holder.get());
    LiveCode live = new LiveCode(freshId(), "1", code, values);
    insert(live);
    history.add(new Step(Optional.empty(), Optional.of(live)));
    return new Written.Done(live);
  }

  /// Replaces values; those not given stay.
  ///
  /// @param version what the writer believes to replace; empty to replace anything
  public synchronized Written update(
      String id, Optional<String> version, String code, Map<Field, Value> values) {
    LiveCode before = codes.get(id);
    if (before == null) return new Written.Missing();
    if (version.filter(v -> !v.equals(before.revision())).isPresent()) {
      return new Written.Stale(before);
    }
    Optional<LiveCode> holder = byCode(code).filter(other -> !other.id().equals(id));
    if (holder.isPresent()) return new Written.Taken(holder.get());
    Map<Field, Value> merged = new HashMap<>(before.values());
    merged.putAll(values);
    String next = Long.toString(Long.parseLong(before.revision()) + 1);
    LiveCode now = new LiveCode(id, next, code, merged);
    ids.remove(before.code());
    ids.put(code, id);
    codes.put(id, now);
    history.add(new Step(Optional.of(before), Optional.of(now)));
    return new Written.Done(now);
  }

  public synchronized Written delete(String id, Optional<String> version) {
    LiveCode before = codes.get(id);
    if (before == null) return new Written.Missing();
    if (version.filter(v -> !v.equals(before.revision())).isPresent()) {
      return new Written.Stale(before);
    }
    codes.remove(id);
    ids.remove(before.code());
    history.add(new Step(Optional.of(before), Optional.empty()));
    return new Written.Done(before);
  }

  private void insert(LiveCode live) {
    if (ids.putIfAbsent(live.code(), live.id()) != null) {
      throw new IllegalArgumentException("the code " + live.code() + " stands twice");
    }
    if (codes.putIfAbsent(live.id(), live) != null) {
      throw new IllegalArgumentException("the id " + live.id() + " stands twice");
    }
  }

  /// Ids look random and are not: the same steps give the same ones.
  private String freshId() {
    String id;
    do {
      id = id("made " + made++);
    } while (codes.containsKey(id));
    return id;
  }

  static String id(String seed) {
    String hex = Sha256.hex("wrapup sandbox " + seed);
    return "%s-%s-4%s-8%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20, 32));
  }

  /// As many codes and rules as a benchmark wants; the codes' ids are `id-0`, `id-1` and so on.
  public static Organization generated(int codes, int rules) {
    List<LiveCode> live = new ArrayList<>(codes);
    for (int i = 0; i < codes; i++) {
      live.add(
          code(
              "id-" + i,
              "CODE_" + i,
              "Outcome number " + i,
              "The agent picks this after a contact of kind " + i + ", and adds a note.",
              i % 7 == 0 ? "auto" : "manual"));
    }
    List<Referrer> referrers = new ArrayList<>(rules);
    for (int i = 0; i < rules; i++) {
      Optional<String> id = Optional.of("id-" + i % Math.max(1, codes));
      referrers.add(new Referrer("routing-rule", "rule-" + i, "Rule " + i, id, Optional.empty()));
    }
    return new Organization(live, referrers);
  }

  /// A code of the versioned dialect.
  static LiveCode code(
      String id, String code, String displayName, String description, String routingType) {
    Map<Field, Value> values = new HashMap<>();
    values.put(field("displayName"), new Value.Text(displayName));
    values.put(field("description"), new Value.Text(description));
    values.put(field("routingType"), new Value.Text(routingType));
    return new LiveCode(id, "1", code, values);
  }

  private static Field field(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }
}

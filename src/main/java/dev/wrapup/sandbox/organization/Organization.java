package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// The state of an organization: unique, versioned codes and their references. Thread-safe; every
/// change is atomic.
public final class Organization {
  /// The user who edits in the browser.
  public static final String ADMINISTRATOR = id("administrator");

  private final Dialect dialect;
  private final Table<Division> divisions = new Table<>(Division::id);
  private final Table<Stored> codes = new Table<>(stored -> stored.code().id());
  private final Queues queues = new Queues(codes);
  private final Map<String, Stored> deleted = new LinkedHashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Referrer> rules = new ArrayList<>();
  private final List<Contact> contacts = new CopyOnWriteArrayList<>();
  private final List<Step> history = new ArrayList<>();
  private long made;

  /// A code with its edit information.
  public record Stored(LiveCode code, EditInfo stamp) {}

  /// An organization of the versioned API.
  ///
  /// @throws IllegalArgumentException for a duplicate id or code
  public Organization(List<LiveCode> codes, List<Referrer> rules) {
    this(Dialect.VERSIONED, codes, rules, Map.of());
  }

  /// An organization with these codes and references.
  ///
  /// @param divisions names by id; the home division first
  /// @throws IllegalArgumentException for a duplicate id or code
  public Organization(
      Dialect dialect, List<LiveCode> codes, List<Referrer> rules, Map<String, String> divisions) {
    this(dialect, codes, rules, divisions, List.of());
  }

  /// The same with queues, in addition to those that references stand for.
  public Organization(
      Dialect dialect,
      List<LiveCode> codes,
      List<Referrer> rules,
      Map<String, String> divisions,
      List<Queue> queues) {
    this.dialect = dialect;
    this.divisions.restore(
        divisions.entrySet().stream()
            .map(each -> new Division(each.getKey(), each.getValue(), ""))
            .toList());
    restore(codes.stream().map(code -> new Stored(code, EditInfo.FOUNDED)).toList());
    boolean hasQueues = dialect.scope().isPresent();
    if (hasQueues) {
      List<Queue> all = new ArrayList<>(queues);
      all.addAll(Queue.of(rules, divisions.keySet().stream().findFirst().orElse("")));
      this.queues.restore(all);
    }
    rules.stream()
        .filter(rule -> !hasQueues || !rule.kind().equals(Queue.KIND))
        .forEach(this.rules::add);
  }

  /// One change of one code, by any user.
  ///
  /// @param before empty for a create
  /// @param after empty for a delete
  public record Step(Optional<LiveCode> before, Optional<LiveCode> after) {
    /// The id of the changed code.
    public String id() {
      return before.or(() -> after).map(LiveCode::id).orElseThrow();
    }
  }

  /// An organization with these codes only; its divisions are those that the codes name.
  public static Organization of(Dialect dialect, List<LiveCode> codes) {
    Map<String, String> divisions = new LinkedHashMap<>();
    dialect
        .scope()
        .ifPresent(
            scope -> {
              for (LiveCode code : codes) {
                if (code.value(scope.field()) instanceof Value.Text(String division)) {
                  divisions.put(division, division);
                }
              }
            });
    divisions.remove("*");
    divisions.remove("");
    return new Organization(dialect, codes, List.of(), divisions);
  }

  public Dialect dialect() {
    return dialect;
  }

  /// Names by id, the home division first.
  public Map<String, String> divisions() {
    Map<String, String> names = new LinkedHashMap<>();
    divisions.all().forEach(division -> names.put(division.id(), division.name()));
    return names;
  }

  /// The queues, where the API has them.
  public Queues queues() {
    return queues;
  }

  /// All codes, in order of creation.
  public synchronized List<LiveCode> codes() {
    return codes.all().stream().map(Stored::code).toList();
  }

  /// All changes since the start, in order.
  public synchronized List<Step> history() {
    return List.copyOf(history);
  }

  /// A snapshot for [#restore]; equal to another one if nothing changed in between.
  public record State(
      List<Stored> codes, List<Stored> deleted, List<Queue> queues, List<Division> divisions) {}

  public synchronized State state() {
    return new State(codes.all(), List.copyOf(deleted.values()), queues.all(), divisions.all());
  }

  /// Restores a snapshot.
  public synchronized void restore(State earlier) {
    restore(earlier.codes);
    queues.restore(earlier.queues);
    divisions.restore(earlier.divisions);
    deleted.clear();
    earlier.deleted.forEach(stored -> deleted.put(stored.code().id(), stored));
  }

  private void restore(List<Stored> all) {
    codes.restore(all);
    ids.clear();
    for (Stored stored : all) {
      if (ids.put(stored.code().code(), stored.code().id()) != null) {
        throw new IllegalArgumentException(
            "the code %s stands twice".formatted(stored.code().code()));
      }
    }
  }

  public synchronized List<Referrer> rules() {
    return List.copyOf(rules);
  }

  /// What agents wrapped up; anybody may add to it.
  public List<Contact> contacts() {
    return contacts;
  }

  public synchronized Optional<LiveCode> byId(String id) {
    return codes.get(id).map(Stored::code);
  }

  /// The code of that name, for tests and edits by hand.
  public synchronized Optional<LiveCode> byCode(String code) {
    return Optional.ofNullable(ids.get(code)).flatMap(this::byId);
  }

  /// Starts recording past states for eventually consistent reads.
  public void remember() {
    codes.remember();
    queues.remember();
    divisions.remember();
  }

  /// The codes with their edit information; created, changed and deleted by the methods here.
  public Table<Stored> stored() {
    return codes;
  }

  /// The deleted codes.
  public synchronized List<Stored> deleted() {
    return List.copyOf(deleted.values());
  }

  /// Edits a code as an administrator does in the browser: without a version check.
  ///
  /// @throws IllegalArgumentException if there is no such code
  public synchronized LiveCode edit(String code, UnaryOperator<LiveCode> edit) {
    LiveCode before =
        byCode(code).orElseThrow(() -> new IllegalArgumentException("no code " + code));
    LiveCode wanted = edit.apply(before);
    Written written =
        update(before.id(), Optional.empty(), wanted.code(), wanted.values(), ADMINISTRATOR);
    return switch (written) {
      case Written.Done done -> done.now();
      case Written other -> throw new IllegalArgumentException(other.toString());
    };
  }

  /// @param by the user
  public synchronized Written create(String code, Map<Field, Value> values, String by) {
    Optional<LiveCode> holder = byCode(code);
    if (holder.isPresent()) return new Written.Taken(holder.get());
    LiveCode live = new LiveCode(freshId(), "1", code, values);
    codes.put(new Stored(live, EditInfo.created(by)));
    ids.put(code, live.id());
    history.add(new Step(Optional.empty(), Optional.of(live)));
    return new Written.Done(live);
  }

  /// Updates the given values; others stay.
  ///
  /// @param version the expected one (optimistic lock); empty for none
  /// @param by the user
  public synchronized Written update(
      String id, Optional<String> version, String code, Map<Field, Value> values, String by) {
    Optional<Stored> stored = codes.get(id);
    if (stored.isEmpty()) return new Written.Missing();
    LiveCode before = stored.get().code();
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
    codes.put(new Stored(now, stored.get().stamp().changed(by)));
    history.add(new Step(Optional.of(before), Optional.of(now)));
    return new Written.Done(now);
  }

  /// @param by the user
  public synchronized Written delete(String id, Optional<String> version, String by) {
    Optional<Stored> stored = codes.get(id);
    if (stored.isEmpty()) return new Written.Missing();
    LiveCode before = stored.get().code();
    if (version.filter(v -> !v.equals(before.revision())).isPresent()) {
      return new Written.Stale(before);
    }
    codes.remove(id);
    ids.remove(before.code());
    deleted.put(id, new Stored(before, stored.get().stamp().changed(by)));
    queues.each(queue -> queue.without(id));
    history.add(new Step(Optional.of(before), Optional.empty()));
    return new Written.Done(before);
  }

  /// Deterministic: the same steps give the same ids.
  public synchronized String freshId() {
    String id;
    do {
      id = id("made " + made++);
    } while (codes.get(id).isPresent() || deleted.containsKey(id));
    return id;
  }

  /// A made-up id, always the same for a text.
  public static String id(String seed) {
    String hex = Sha256.hex("wrapup sandbox " + seed);
    return "%s-%s-4%s-8%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20, 32));
  }

  /// As many codes and rules of the versioned API as a benchmark wants; the codes' ids are `id-0`,
  /// `id-1` and so on.
  public static Organization generated(int codes, int rules) {
    return Example.generated(codes, rules);
  }

  /// The same for an API.
  public static Organization generated(Dialect dialect, int codes, int rules) {
    return Example.generated(dialect, codes, rules);
  }
}

package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The state of an organization: unique, versioned codes and their references. Thread-safe; every
/// change is atomic.
public final class Organization {
  /// The user who edits in the browser.
  public static final String ADMINISTRATOR = id("administrator");

  private static final Instant FOUNDED = Instant.parse("2024-02-06T15:19:28.722Z");

  private final Dialect dialect;
  private final Map<String, String> divisions;
  private final Map<String, Stored> codes = new LinkedHashMap<>();
  private final Map<String, Stored> deleted = new LinkedHashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Referrer> rules = new ArrayList<>();
  private final List<Step> history = new ArrayList<>();
  private final StateHistory<List<Stored>> past = new StateHistory<>();
  private long made;

  /// A code with its edit information.
  public record Stored(LiveCode code, EditInfo stamp) {}

  /// Who created a code and who edited it last, with times in whole milliseconds.
  public record EditInfo(
      Instant created, String createdBy, Optional<Instant> modified, Optional<String> modifiedBy) {
    EditInfo changed(Instant at, String by) {
      return new EditInfo(created, createdBy, Optional.of(at), Optional.of(by));
    }
  }

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
    this.dialect = dialect;
    this.divisions = new LinkedHashMap<>(divisions);
    for (LiveCode code : codes) {
      insert(founded(code));
    }
    this.rules.addAll(rules);
  }

  private static Stored founded(LiveCode code) {
    return new Stored(
        code, new EditInfo(FOUNDED, ADMINISTRATOR, Optional.empty(), Optional.empty()));
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

  /// The result of a write.
  public sealed interface Written {
    /// @param now the code afterwards; of a delete, as it was last
    record Done(LiveCode now) implements Written {}

    record Missing() implements Written {}

    /// The version is outdated.
    record Stale(LiveCode now) implements Written {}

    /// Another code uses that name.
    record Taken(LiveCode holder) implements Written {}
  }

  public Dialect dialect() {
    return dialect;
  }

  /// Names by id, the home division first.
  public Map<String, String> divisions() {
    return divisions;
  }

  /// All codes, in order of creation.
  public synchronized List<LiveCode> codes() {
    return codes.values().stream().map(Stored::code).toList();
  }

  /// All changes since the start, in order.
  public synchronized List<Step> history() {
    return List.copyOf(history);
  }

  /// A snapshot for [#restore]; equal to another one if nothing changed in between.
  public record State(List<Stored> codes, List<Stored> deleted) {}

  public synchronized State state() {
    return new State(List.copyOf(codes.values()), List.copyOf(deleted.values()));
  }

  /// Restores a snapshot.
  public synchronized void restore(State earlier) {
    past.forget();
    codes.clear();
    ids.clear();
    deleted.clear();
    earlier.codes.forEach(this::insert);
    earlier.deleted.forEach(stored -> deleted.put(stored.code().id(), stored));
  }

  public synchronized List<Referrer> rules() {
    return List.copyOf(rules);
  }

  public synchronized Optional<LiveCode> byId(String id) {
    return Optional.ofNullable(codes.get(id)).map(Stored::code);
  }

  /// The code of that name, for tests and edits by hand.
  public synchronized Optional<LiveCode> byCode(String code) {
    return Optional.ofNullable(ids.get(code)).flatMap(this::byId);
  }

  /// Starts recording past states for [#seen].
  public synchronized void remember() {
    past.begin();
  }

  /// All codes as an eventually consistent read sees them.
  public synchronized List<Stored> seen(Duration lag) {
    return past.before(lag).orElseGet(() -> List.copyOf(codes.values()));
  }

  /// The deleted codes.
  public synchronized List<Stored> deleted() {
    return List.copyOf(deleted.values());
  }

  public synchronized Optional<Stored> stored(String id) {
    return Optional.ofNullable(codes.get(id));
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
    past.keep(List.copyOf(codes.values()));
    LiveCode live = new LiveCode(freshId(), "1", code, values);
    insert(new Stored(live, new EditInfo(now(), by, Optional.empty(), Optional.empty())));
    history.add(new Step(Optional.empty(), Optional.of(live)));
    return new Written.Done(live);
  }

  /// Updates the given values; others stay.
  ///
  /// @param version the expected one (optimistic lock); empty for none
  /// @param by the user
  public synchronized Written update(
      String id, Optional<String> version, String code, Map<Field, Value> values, String by) {
    Stored stored = codes.get(id);
    if (stored == null) return new Written.Missing();
    LiveCode before = stored.code();
    if (version.filter(v -> !v.equals(before.revision())).isPresent()) {
      return new Written.Stale(before);
    }
    Optional<LiveCode> holder = byCode(code).filter(other -> !other.id().equals(id));
    if (holder.isPresent()) return new Written.Taken(holder.get());
    past.keep(List.copyOf(codes.values()));
    Map<Field, Value> merged = new HashMap<>(before.values());
    merged.putAll(values);
    String next = Long.toString(Long.parseLong(before.revision()) + 1);
    LiveCode now = new LiveCode(id, next, code, merged);
    ids.remove(before.code());
    ids.put(code, id);
    codes.put(id, new Stored(now, stored.stamp().changed(now(), by)));
    history.add(new Step(Optional.of(before), Optional.of(now)));
    return new Written.Done(now);
  }

  /// @param by the user
  public synchronized Written delete(String id, Optional<String> version, String by) {
    Stored stored = codes.get(id);
    if (stored == null) return new Written.Missing();
    LiveCode before = stored.code();
    if (version.filter(v -> !v.equals(before.revision())).isPresent()) {
      return new Written.Stale(before);
    }
    past.keep(List.copyOf(codes.values()));
    codes.remove(id);
    ids.remove(before.code());
    deleted.put(id, new Stored(before, stored.stamp().changed(now(), by)));
    history.add(new Step(Optional.of(before), Optional.empty()));
    return new Written.Done(before);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void insert(Stored stored) {
    LiveCode live = stored.code();
    if (ids.putIfAbsent(live.code(), live.id()) != null) {
      throw new IllegalArgumentException("the code " + live.code() + " stands twice");
    }
    if (codes.putIfAbsent(live.id(), stored) != null) {
      throw new IllegalArgumentException("the id " + live.id() + " stands twice");
    }
  }

  /// Deterministic: the same steps give the same ids.
  private String freshId() {
    String id;
    do {
      id = id("made " + made++);
    } while (codes.containsKey(id) || deleted.containsKey(id));
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

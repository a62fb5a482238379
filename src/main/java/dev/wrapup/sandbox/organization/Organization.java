package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// The state of an organization: unique, versioned codes and their references, queues, divisions.
/// Thread-safe; every change is atomic.
public final class Organization {
  /// The user who edits in the browser.
  public static final String ADMINISTRATOR = id("administrator");

  private final Dialect dialect;
  private final Table<Division> divisions = new Table<>(Division::id);
  private final Codes codes = new Codes();
  private final Queues queues = new Queues(codes);
  private final Table<Mapping> mapping = new Table<>(one -> "");
  private final List<Referrer> rules;
  private final List<Contact> contacts = new CopyOnWriteArrayList<>();

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
    this.codes.restore(
        codes.stream().map(code -> new Stored(code, EditInfo.FOUNDED)).toList(), List.of());
    boolean hasQueues = dialect.scope().isPresent();
    if (hasQueues) {
      List<Queue> all = new ArrayList<>(queues);
      all.addAll(Queue.of(rules, divisions.keySet().stream().findFirst().orElse("")));
      this.queues.restore(all);
    }
    mapping.restore(List.of(Mapping.of(rules)));
    this.rules =
        rules.stream().filter(rule -> !hasQueues || !rule.kind().equals(Queue.KIND)).toList();
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

  /// A change with who made it, and when.
  public record Audited(Step step, String by, Instant at) {}

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

  /// The divisions, the home division first.
  public Table<Division> divisionTable() {
    return divisions;
  }

  /// The outbound mapping, the only one; of the file of an organization the references to it.
  public Table<Mapping> mapping() {
    return mapping;
  }

  /// The queues, where the API has them.
  public Queues queues() {
    return queues;
  }

  /// All codes, in order of creation.
  public List<LiveCode> codes() {
    return codes.all().stream().map(Stored::code).toList();
  }

  /// All changes since the start, in order.
  public List<Step> history() {
    return codes.audit().stream().map(Audited::step).toList();
  }

  /// The same with who made them.
  public List<Audited> audit() {
    return codes.audit();
  }

  /// A snapshot for [#restore]; equal to another one if nothing changed in between.
  public record State(
      List<Stored> codes,
      List<Stored> deleted,
      List<Queue> queues,
      List<Division> divisions,
      List<Mapping> mapping) {}

  public State state() {
    List<Stored> all;
    List<Stored> deleted;
    synchronized (codes) {
      all = codes.all();
      deleted = codes.deleted();
    }
    return new State(all, deleted, queues.all(), divisions.all(), mapping.all());
  }

  /// Restores a snapshot.
  public void restore(State earlier) {
    codes.restore(earlier.codes, earlier.deleted);
    queues.restore(earlier.queues);
    divisions.restore(earlier.divisions);
    mapping.restore(earlier.mapping);
  }

  public List<Referrer> rules() {
    return rules;
  }

  /// What agents wrapped up; anybody may add to it.
  public List<Contact> contacts() {
    return contacts;
  }

  public Optional<LiveCode> byId(String id) {
    return codes.get(id).map(Stored::code);
  }

  /// The code of that name, for tests and edits by hand.
  public Optional<LiveCode> byCode(String code) {
    return codes.byCode(code);
  }

  /// Starts recording past states for eventually consistent reads.
  public void remember() {
    codes.remember();
    queues.remember();
    divisions.remember();
    mapping.remember();
  }

  /// The codes with their edit information; created, changed and deleted by the methods here.
  public Table<Stored> stored() {
    return codes;
  }

  /// The deleted codes.
  public List<Stored> deleted() {
    return codes.deleted();
  }

  /// Edits a code as an administrator does in the browser: without a version check.
  ///
  /// @throws IllegalArgumentException if there is no such code
  public LiveCode edit(String code, UnaryOperator<LiveCode> edit) {
    return switch (codes.edit(code, edit)) {
      case Written.Done done -> done.now();
      case Written other -> throw new IllegalArgumentException(other.toString());
    };
  }

  /// @param by the user
  public Written create(String code, Map<Field, Value> values, String by) {
    return codes.create(code, values, by);
  }

  /// Updates the given values; others stay.
  ///
  /// @param version the expected one (optimistic lock); empty for none
  /// @param by the user
  public Written update(
      String id, Optional<String> version, String code, Map<Field, Value> values, String by) {
    return codes.update(id, version, code, values, by);
  }

  /// @param by the user
  public Written delete(String id, Optional<String> version, String by) {
    Written written = codes.delete(id, version, by);
    if (written instanceof Written.Done) queues.each(queue -> queue.without(id));
    return written;
  }

  /// Deterministic: the same steps give the same ids.
  public String freshId() {
    return codes.freshId();
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
    return generated(Dialect.VERSIONED, codes, rules);
  }

  /// The same for an API.
  public static Organization generated(Dialect dialect, int codes, int rules) {
    return Example.generated(dialect, codes, rules);
  }
}

package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.source.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One create, update or delete of one code, or that a queue offers it or does no longer. Two are
/// the same only if they are one.
public abstract sealed class Change {
  private final Effect effect;
  private final Optional<LiveCode> live;
  private final List<FieldChange> fields;
  private final Origin origin;
  private final Impact impact;
  private final SourcePosition source;
  private final Risk risk;

  /// @param least the risk if nothing else makes it higher
  private Change(
      Effect effect,
      Optional<LiveCode> live,
      List<FieldChange> fields,
      Origin origin,
      Impact impact,
      SourcePosition source,
      Risk least) {
    this.effect = effect;
    this.live = live;
    this.fields = List.copyOf(fields);
    this.origin = origin;
    this.impact = impact;
    this.source = source;
    boolean isHigh = origin == Origin.COLLISION || !impact.warnings().isEmpty();
    for (FieldChange field : fields) isHigh = isHigh || field.isHidden();
    this.risk = isHigh ? Risk.HIGH : least;
  }

  /// What it does, apart from why.
  public Effect effect() {
    return effect;
  }

  /// The code when the change is done; of a delete, the code that goes.
  public String code() {
    return effect.code();
  }

  /// The live code that is changed, or that a queue shall offer; empty for one that is new.
  public Optional<LiveCode> live() {
    return live;
  }

  /// What differs, the key first, then in the order of the dialect. Never empty.
  public List<FieldChange> fields() {
    return fields;
  }

  public Origin origin() {
    return origin;
  }

  public Impact impact() {
    return impact;
  }

  /// What it may break.
  public List<Warning> warnings() {
    return impact.warnings();
  }

  /// How closely a reviewer should look at it.
  public Risk risk() {
    return risk;
  }

  /// The place in the files that asks for it.
  public SourcePosition source() {
    return source;
  }

  /// The code that must be free before this can be done.
  public Optional<String> takes() {
    return key(fields).flatMap(FieldChange::to).map(Value::text);
  }

  /// The code that is free when this is done.
  public Optional<String> frees() {
    return key(fields).flatMap(FieldChange::from).map(Value::text);
  }

  /// The code before a rename; empty if it isn't renamed.
  public Optional<String> previousCode() {
    return takes().flatMap(ignored -> frees());
  }

  /// What of it has such an origin; empty if nothing has.
  public Optional<Change> part(Predicate<Origin> origins) {
    if (!(this instanceof Update update)) {
      return origins.test(origin) ? Optional.of(this) : Optional.empty();
    }
    List<FieldChange> some = new ArrayList<>();
    for (FieldChange field : fields) {
      if (origins.test(field.origin())) some.add(field);
    }
    if (some.isEmpty()) return Optional.empty();
    return Optional.of(
        some.size() == fields.size()
            ? this
            : new Update(update.before(), update.desired(), some, Origin.strongest(some), impact));
  }

  /// The same with who refers to its code, as far as that is known.
  public Change with(ReferenceIndex references) {
    return switch (this) {
      case Create create -> create;
      case Update update -> with(references.ofUpdate(update.before(), fields));
      case Delete delete -> with(references.ofDelete(delete.before()).and(impact.ofQueues()));
      case QueuePair pair -> pair;
    };
  }

  /// The same with one more thing that it may break.
  public Change with(Warning warning) {
    return with(impact.and(List.of(warning)));
  }

  /// The same with a warning if it is a delete or a rename of a code that agents picked.
  public Change with(Picks picks) {
    boolean isLost =
        this instanceof Delete
            || (this instanceof Update && fields.stream().anyMatch(one -> one.field().isNaming()));
    String what = this instanceof Delete ? "ends" : "breaks";
    return live.filter(ignored -> isLost)
        .flatMap(code -> Warning.inUse(code, picks, what))
        .map(warning -> with(warning))
        .orElse(this);
  }

  private Change with(Impact other) {
    if (other.equals(impact)) return this;
    return switch (this) {
      case Create create -> create;
      case Update update -> new Update(update.before(), update.desired(), fields, origin, other);
      case Delete delete -> new Delete(delete.before(), source, fields, origin, other);
      case QueuePair p ->
          new QueuePair(effect.action(), p.desired, live, p.queue, origin, other, source);
    };
  }

  private static Optional<FieldChange> key(List<FieldChange> fields) {
    return Optional.of(fields.getFirst()).filter(change -> change.field().isKey());
  }

  /// A code that isn't live comes to be.
  public static final class Create extends Change {
    private final DesiredCode desired;
    private final boolean vanished;

    /// @param vanished whether the code was live before and somebody deleted it: what is created
    ///   has a new id, and the history stays with the old one
    public Create(DesiredCode desired, List<FieldChange> fields, Origin origin, boolean vanished) {
      super(
          Effect.of(Effect.Action.CREATE, Optional.empty(), desired.key(), fields),
          Optional.empty(),
          fields,
          origin,
          Impact.NONE,
          desired.at(),
          vanished ? Risk.MEDIUM : Risk.LOW);
      this.desired = desired;
      this.vanished = vanished;
    }

    public DesiredCode desired() {
      return desired;
    }

    public boolean vanished() {
      return vanished;
    }
  }

  /// A live code gets other values.
  public static final class Update extends Change {
    private final DesiredCode desired;

    public Update(
        LiveCode before,
        DesiredCode desired,
        List<FieldChange> fields,
        Origin origin,
        Impact impact) {
      if (fields.isEmpty()) throw new IllegalArgumentException("an update that changes nothing");
      String code = key(fields).isPresent() ? desired.key() : before.code();
      super(
          Effect.of(Effect.Action.UPDATE, Optional.of(before.id()), code, fields),
          Optional.of(before),
          fields,
          origin,
          impact,
          desired.at(),
          fields.stream().map(FieldChange::risk).min(Comparator.naturalOrder()).orElseThrow());
      this.desired = desired;
    }

    public LiveCode before() {
      return live().orElseThrow();
    }

    public DesiredCode desired() {
      return desired;
    }

    /// Whether the code itself changes.
    public boolean isRename() {
      return takes().isPresent();
    }
  }

  /// A live code goes for good.
  public static final class Delete extends Change {
    /// @param source of the entry that says the code shall not exist
    public Delete(
        LiveCode before,
        SourcePosition source,
        List<FieldChange> fields,
        Origin origin,
        Impact impact) {
      super(
          Effect.of(Effect.Action.DELETE, Optional.of(before.id()), before.code(), fields),
          Optional.of(before),
          fields,
          origin,
          impact,
          source,
          Risk.HIGH);
    }

    public LiveCode before() {
      return live().orElseThrow();
    }
  }

  /// A queue begins or ceases to offer a code.
  public static final class QueuePair extends Change {
    private final DesiredCode desired;
    private final Queue queue;

    /// @param live empty if the code is new too
    /// @param source of the queue's name where it is to offer the code, else of the list that names
    ///   it no longer
    public QueuePair(
        Effect.Action action,
        DesiredCode desired,
        Optional<LiveCode> live,
        Queue queue,
        Origin origin,
        Impact impact,
        SourcePosition source) {
      boolean isAdd = action == Effect.Action.ADD_TO_QUEUE;
      List<FieldChange> fields = List.of(FieldChange.ofQueue(isAdd, queue, origin));
      Risk least = isAdd ? Risk.LOW : Risk.MEDIUM;
      super(
          Effect.of(action, live.map(LiveCode::id), desired.key(), fields),
          live,
          fields,
          origin,
          impact,
          source,
          origin == Origin.DRIFT ? Risk.HIGH : least);
      this.desired = desired;
      this.queue = queue;
    }

    public DesiredCode desired() {
      return desired;
    }

    public Queue queue() {
      return queue;
    }

    /// Whether the queue begins to offer the code.
    public boolean isAdd() {
      return effect().action() == Effect.Action.ADD_TO_QUEUE;
    }
  }
}

package dev.wrapup.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What may be applied. A setting that the file doesn't give has its documented default, in the
/// accessor beside it.
public record Policy(
    Optional<Sourced<Set<Allowed>>> allow,
    Optional<Sourced<Limit>> maxCreates,
    Optional<Sourced<Limit>> maxUpdates,
    Optional<Sourced<Limit>> maxDeletes,
    Optional<Sourced<OnDrift>> onDrift,
    Optional<Sourced<OnWarning>> onWarning,
    Optional<Sourced<Undeclared>> undeclared,
    List<Sourced<String>> protect,
    Optional<Sourced<CodePattern>> codePattern) {
  /// The policy of a file that gives none.
  public static final Policy DEFAULT =
      new Policy(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  public static final Set<Allowed> DEFAULT_ALLOW = Set.of(Allowed.CREATE, Allowed.UPDATE);
  public static final Limit DEFAULT_MAX_CREATES = new Limit.Count(50);
  public static final Limit DEFAULT_MAX_UPDATES = new Limit.Count(50);
  public static final Limit DEFAULT_MAX_DELETES = new Limit.Count(5);

  public Policy {
    protect = List.copyOf(protect);
  }

  /// An action that `allow` can list.
  public enum Allowed {
    CREATE,
    UPDATE,
    DELETE,
    /// Deleting a code that something refers to, or may refer to.
    DELETE_REFERENCED;

    /// As files write it, such as `delete-referenced`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What becomes of a field that was changed outside Git; from the strictest to the loosest.
  public enum OnDrift {
    REFUSE,
    KEEP,
    REVERT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What becomes of a plan with a warning about references.
  public enum OnWarning {
    ALLOW,
    REFUSE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether codes that no file names count as drift.
  public enum Undeclared {
    IGNORE,
    REPORT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How many changes of a kind are too many.
  public sealed interface Limit {
    /// Whether so many are more than allowed.
    ///
    /// @param bound how many declared codes are bound to live ones
    boolean isExceededBy(int changes, int bound);

    /// So many, however large the catalog is.
    record Count(int most) implements Limit {
      @Override
      public boolean isExceededBy(int changes, int bound) {
        return changes > most;
      }

      @Override
      public String toString() {
        return Integer.toString(most);
      }
    }

    /// A part of the bound codes.
    ///
    /// @param percent of the bound codes, 0 to 100
    record Share(int percent) implements Limit {
      @Override
      public boolean isExceededBy(int changes, int bound) {
        return changes * 100L > (long) percent * bound;
      }

      @Override
      public String toString() {
        return percent + "%";
      }
    }
  }

  public Set<Allowed> allowed() {
    return allow.map(Sourced::value).orElse(DEFAULT_ALLOW);
  }

  public Limit createLimit() {
    return maxCreates.map(Sourced::value).orElse(DEFAULT_MAX_CREATES);
  }

  public Limit updateLimit() {
    return maxUpdates.map(Sourced::value).orElse(DEFAULT_MAX_UPDATES);
  }

  public Limit deleteLimit() {
    return maxDeletes.map(Sourced::value).orElse(DEFAULT_MAX_DELETES);
  }

  public OnDrift driftRule() {
    return onDrift.map(Sourced::value).orElse(OnDrift.KEEP);
  }

  public OnWarning warningRule() {
    return onWarning.map(Sourced::value).orElse(OnWarning.ALLOW);
  }

  public Undeclared undeclaredRule() {
    return undeclared.map(Sourced::value).orElse(Undeclared.IGNORE);
  }
}

package dev.wrapup.model.policy;

import dev.wrapup.model.policy.Setting.Kind;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What may be applied.
///
/// @param given the settings that files give, with their places
public record Policy(Map<Setting<?>, Sourced<?>> given) {
  public static final Setting<Set<Allowed>> ALLOW =
      new Setting<>(
          "allow",
          Kind.CHOICES,
          List.of(Allowed.values()),
          Set.of(Allowed.CREATE, Allowed.UPDATE),
          "The actions that may be applied.");

  public static final Setting<Limit> MAX_CREATES = limit("maxCreates", 50, "codes are created");
  public static final Setting<Limit> MAX_UPDATES = limit("maxUpdates", 50, "codes are updated");
  public static final Setting<Limit> MAX_DELETES = limit("maxDeletes", 5, "codes are deleted");

  public static final Setting<OnDrift> ON_DRIFT =
      choice("onDrift", OnDrift.KEEP, "What becomes of a field that was changed outside Git.");

  public static final Setting<OnWarning> ON_WARNING =
      choice("onWarning", OnWarning.ALLOW, "What becomes of a plan that may break rules.");

  public static final Setting<Undeclared> UNDECLARED =
      choice(
          "undeclared", Undeclared.IGNORE, "Whether live codes that no file names count as drift.");

  public static final Setting<List<Sourced<String>>> PROTECT =
      new Setting<>(
          "protect",
          Kind.CODES,
          List.of(),
          List.of(),
          "Codes, as they are live, that are never deleted, renamed or bound to another id.");

  public static final Setting<Optional<CodePattern>> CODE_PATTERN =
      new Setting<>(
          "codePattern",
          Kind.PATTERN,
          List.of(),
          Optional.empty(),
          "What every declared code must match as a whole, in RE2 syntax.");

  /// Every setting, in canonical order.
  public static final List<Setting<?>> SETTINGS =
      List.of(
          ALLOW,
          MAX_CREATES,
          MAX_UPDATES,
          MAX_DELETES,
          ON_DRIFT,
          ON_WARNING,
          UNDECLARED,
          PROTECT,
          CODE_PATTERN);

  /// The policy of a file that gives none.
  public static final Policy DEFAULT = new Policy(Map.of());

  public Policy {
    given = Map.copyOf(given);
  }

  private static <E extends Enum<E> & Word> Setting<E> choice(
      String name, E standard, String description) {
    List<E> words = List.of(standard.getDeclaringClass().getEnumConstants());
    return new Setting<>(name, Kind.CHOICE, words, standard, description);
  }

  private static Setting<Limit> limit(String name, int most, String what) {
    String text = "The plan is refused if more " + what + ": a number, or a share such as 30%.";
    return new Setting<>(name, Kind.LIMIT, List.of(), new Limit.Count(most), text);
  }

  /// What holds: what the files give, else the default.
  @SuppressWarnings("unchecked") // the reader gives each setting what its kind takes
  public <T> T value(Setting<T> setting) {
    Sourced<?> value = given.get(setting);
    return value == null ? setting.standard() : (T) value.value();
  }

  /// Where the files give a setting.
  public Optional<SourcePosition> at(Setting<?> setting) {
    return Optional.ofNullable(given.get(setting)).map(Sourced::at);
  }

  /// An action that `allow` can list.
  public enum Allowed implements Word {
    CREATE,
    UPDATE,
    DELETE,
    /// Deleting a code that something refers to, or may refer to.
    DELETE_REFERENCED,
    REMOVE_FROM_QUEUE
  }

  /// What becomes of a field that was changed outside Git; from the strictest to the loosest.
  public enum OnDrift implements Word {
    REFUSE,
    KEEP,
    REVERT
  }

  /// What becomes of a plan with a warning about references.
  public enum OnWarning implements Word {
    ALLOW,
    REFUSE
  }

  /// Whether codes that no file names count as drift.
  public enum Undeclared implements Word {
    IGNORE,
    REPORT
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
}

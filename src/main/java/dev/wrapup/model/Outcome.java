package dev.wrapup.model;

import java.util.List;
import java.util.Optional;

/// What came of one change.
public sealed interface Outcome {
  /// It was made.
  ///
  /// @param now the code afterwards; empty after a delete
  /// @param since what somebody else has made of it since, where that was seen
  record Applied(Optional<LiveCode> now, Since since) implements Outcome {
    public Applied(Optional<LiveCode> now) {
      this(now, Since.NOTHING);
    }
  }

  /// It was made, and what somebody else changed meanwhile was kept.
  ///
  /// @param merged the code afterwards
  /// @param theirs the fields that somebody else changed
  /// @param since what somebody else has made of it since, where that was seen
  record Merged(LiveCode merged, List<Field> theirs, Since since) implements Outcome {
    public Merged {
      theirs = List.copyOf(theirs);
    }

    public Merged(LiveCode merged, List<Field> theirs) {
      this(merged, theirs, Since.NOTHING);
    }
  }

  /// It was made, and not all of the code is as wanted now.
  ///
  /// @param altered the code as it was left
  /// @param invalid whether the API refused a part of it as invalid
  /// @param clashes what was wanted, and what was written instead or left as it was
  /// @param since what somebody else has made of it since, where that was seen
  record Altered(LiveCode altered, String reason, boolean invalid, List<Clash> clashes, Since since)
      implements Outcome {
    public Altered {
      clashes = List.copyOf(clashes);
      if (clashes.isEmpty()) throw new IllegalArgumentException("all is as wanted");
    }

    public Altered(LiveCode altered, String reason, boolean invalid, List<Clash> clashes) {
      this(altered, reason, invalid, clashes, Since.NOTHING);
    }
  }

  /// Live was as desired before anything was written.
  record AlreadyApplied() implements Outcome {}

  /// Somebody else changed the same; nothing was overwritten.
  record Conflict(String reason, List<Clash> clashes) implements Outcome {
    public Conflict {
      clashes = List.copyOf(clashes);
    }
  }

  /// It was not made.
  ///
  /// @param invalid whether the API refused what was to be written as invalid
  record Failed(String reason, boolean invalid) implements Outcome {
    public Failed(String reason) {
      this(reason, false);
    }
  }

  /// It was sent, and nobody can tell what became of it.
  ///
  /// @param clashes what was wanted, and what is live
  record Unknown(String reason, List<Clash> clashes) implements Outcome {
    public Unknown {
      clashes = List.copyOf(clashes);
    }
  }

  /// It was never begun, since the run was stopped.
  record NotBegun() implements Outcome {}

  /// What somebody else has made of a code since this run wrote it.
  ///
  /// @param clashes what was written, and what is live; empty if the code was deleted
  record Since(boolean isDeleted, List<Clash> clashes) {
    public static final Since NOTHING = new Since(false, List.of());

    public Since {
      clashes = List.copyOf(clashes);
    }

    /// `edited` or `deleted`; empty if nothing was made of it.
    public Optional<String> word() {
      if (isDeleted) return Optional.of("deleted");
      return clashes.isEmpty() ? Optional.empty() : Optional.of("edited");
    }
  }

  /// One field that two people want to be different.
  ///
  /// @param wanted what the files declare
  /// @param live what somebody else made it
  record Clash(Field field, Value wanted, Value live) {}

  /// Whether this run changed the code.
  default boolean landed() {
    return this instanceof Applied || this instanceof Merged || this instanceof Altered;
  }

  /// Whether the code is as desired now, so that others may build on it.
  default boolean isDone() {
    return (landed() || this instanceof AlreadyApplied) && !(this instanceof Altered);
  }

  /// The code as this run left it; empty after a delete, and where nothing was changed.
  default Optional<LiveCode> now() {
    return switch (this) {
      case Applied applied -> applied.now();
      case Merged merged -> Optional.of(merged.merged());
      case Altered altered -> Optional.of(altered.altered());
      case AlreadyApplied ignored -> Optional.empty();
      case Conflict ignored -> Optional.empty();
      case Failed ignored -> Optional.empty();
      case Unknown ignored -> Optional.empty();
      case NotBegun ignored -> Optional.empty();
    };
  }

  /// What was wanted and what is live instead, as far as anybody knows.
  default List<Clash> clashes() {
    return switch (this) {
      case Conflict conflict -> conflict.clashes();
      case Unknown unknown -> unknown.clashes();
      case Applied applied -> applied.since().clashes();
      case Merged merged -> merged.since().clashes();
      case Altered altered -> altered.clashes();
      case AlreadyApplied ignored -> List.of();
      case Failed ignored -> List.of();
      case NotBegun ignored -> List.of();
    };
  }

  /// Why it is not as wanted, where that isn't clear without a word.
  default Optional<String> why() {
    return switch (this) {
      case Altered altered -> Optional.of(altered.reason());
      case Conflict conflict -> Optional.of(conflict.reason());
      case Failed failed -> Optional.of(failed.reason());
      case Unknown unknown -> Optional.of(unknown.reason());
      case Applied ignored -> Optional.empty();
      case Merged ignored -> Optional.empty();
      case AlreadyApplied ignored -> Optional.empty();
      case NotBegun ignored -> Optional.empty();
    };
  }

  /// Whether the API refused what was to be written as invalid.
  default boolean isInvalid() {
    return (this instanceof Failed failed && failed.invalid())
        || (this instanceof Altered altered && altered.invalid());
  }

  /// What somebody else has made of the code since, as far as that was seen.
  default Since since() {
    return switch (this) {
      case Applied applied -> applied.since();
      case Merged merged -> merged.since();
      case Altered altered -> altered.since();
      case AlreadyApplied ignored -> Since.NOTHING;
      case Conflict ignored -> Since.NOTHING;
      case Failed ignored -> Since.NOTHING;
      case Unknown ignored -> Since.NOTHING;
      case NotBegun ignored -> Since.NOTHING;
    };
  }

  /// The same with what was seen later; of a code that this run didn't change, just the same.
  default Outcome with(Since since) {
    return switch (this) {
      case Applied applied -> new Applied(applied.now(), since);
      case Merged merged -> new Merged(merged.merged(), merged.theirs(), since);
      case Altered altered ->
          new Altered(
              altered.altered(), altered.reason(), altered.invalid(), altered.clashes(), since);
      case AlreadyApplied same -> same;
      case Conflict same -> same;
      case Failed same -> same;
      case Unknown same -> same;
      case NotBegun same -> same;
    };
  }

  /// Its name in documents, such as `already-applied`.
  default String word() {
    return switch (this) {
      case Applied ignored -> "applied";
      case Merged ignored -> "merged";
      case Altered ignored -> "altered";
      case AlreadyApplied ignored -> "already-applied";
      case Conflict ignored -> "conflict";
      case Failed ignored -> "failed";
      case Unknown ignored -> "unknown";
      case NotBegun ignored -> "not-begun";
    };
  }
}

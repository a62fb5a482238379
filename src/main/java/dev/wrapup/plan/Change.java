package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import java.util.List;
import java.util.Optional;

/// One create, update or delete of one code.
public sealed interface Change {
  /// The code when the change is done; of a delete, the code that goes.
  String code();

  /// The live code that is changed; empty for a create.
  Optional<LiveCode> live();

  /// What differs, the key first, then in the order of the dialect. Never empty.
  List<FieldChange> fields();

  Origin origin();

  Impact impact();

  /// The code that must be free before this can be done.
  default Optional<String> takes() {
    return switch (this) {
      case Create create -> Optional.of(create.code());
      case Update update when update.isRename() -> Optional.of(update.code());
      case Update ignored -> Optional.empty();
      case Delete ignored -> Optional.empty();
    };
  }

  /// The code that is free when this is done.
  default Optional<String> frees() {
    return switch (this) {
      case Create ignored -> Optional.empty();
      case Update update when update.isRename() -> Optional.of(update.before().code());
      case Update ignored -> Optional.empty();
      case Delete delete -> Optional.of(delete.code());
    };
  }

  /// The place in the files that asks for it.
  SourcePosition source();

  /// A code that isn't live comes to be.
  ///
  /// @param vanished whether the code was live before and somebody deleted it: what is created has
  ///   a new id, and the history stays with the old one
  record Create(DesiredCode desired, List<FieldChange> fields, Origin origin, boolean vanished)
      implements Change {
    public Create {
      fields = List.copyOf(fields);
    }

    @Override
    public String code() {
      return desired.key();
    }

    @Override
    public Optional<LiveCode> live() {
      return Optional.empty();
    }

    @Override
    public Impact impact() {
      return Impact.NONE;
    }

    @Override
    public SourcePosition source() {
      return desired.at();
    }
  }

  /// A live code gets other values.
  record Update(
      LiveCode before, DesiredCode desired, List<FieldChange> fields, Origin origin, Impact impact)
      implements Change {
    public Update {
      fields = List.copyOf(fields);
      if (fields.isEmpty()) throw new IllegalArgumentException("an update that changes nothing");
    }

    /// The code afterwards: the live one, unless this renames it.
    @Override
    public String code() {
      return isRename() ? desired.key() : before.code();
    }

    @Override
    public Optional<LiveCode> live() {
      return Optional.of(before);
    }

    @Override
    public SourcePosition source() {
      return desired.at();
    }

    /// Whether the code itself changes.
    public boolean isRename() {
      return fields.stream().anyMatch(change -> change.field().isKey());
    }
  }

  /// A live code goes for good.
  ///
  /// @param retired the entry that says the code shall not exist
  record Delete(
      LiveCode before,
      Sourced<String> retired,
      List<FieldChange> fields,
      Origin origin,
      Impact impact)
      implements Change {
    public Delete {
      fields = List.copyOf(fields);
    }

    @Override
    public String code() {
      return before.code();
    }

    @Override
    public Optional<LiveCode> live() {
      return Optional.of(before);
    }

    @Override
    public SourcePosition source() {
      return retired.at();
    }
  }
}

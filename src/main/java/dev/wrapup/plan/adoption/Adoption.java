package dev.wrapup.plan.adoption;

import dev.wrapup.model.Edit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.plan.diff.FieldChange;
import java.util.List;
import java.util.Optional;

/// A live edit that goes into the files.
///
/// @param live the code as it is live; empty if it is gone
/// @param fields what differs: from what the files declare to what is live, the key first
public record Adoption(Edit edit, Optional<LiveCode> live, List<FieldChange> fields) {
  public Adoption {
    fields = List.copyOf(fields);
  }

  /// The code that the files name afterwards; of a removal, the one that they named.
  public String code() {
    return switch (edit) {
      case Edit.Rewrite rewrite -> rewrite.code();
      case Edit.Removal removal -> removal.entry().key();
      case Edit.Addition addition -> addition.code();
    };
  }

  /// The entry that changes; empty for a new one.
  public Optional<SourcePosition> source() {
    return switch (edit) {
      case Edit.Rewrite rewrite -> Optional.of(rewrite.entry().at());
      case Edit.Removal removal -> Optional.of(removal.entry().at());
      case Edit.Addition ignored -> Optional.empty();
    };
  }
}

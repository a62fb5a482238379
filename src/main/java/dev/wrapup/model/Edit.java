package dev.wrapup.model;

import java.util.Map;

/// One change of what files declare, made so that they say what is live.
public sealed interface Edit {
  /// An entry says other values, and maybe another code.
  ///
  /// @param entry as the files have it
  /// @param code what its key becomes; the same for no other
  /// @param values of fields that the entry declares, and that shall say something else
  record Rewrite(DesiredCode entry, String code, Map<Field, Value> values) implements Edit {
    public Rewrite {
      values = Map.copyOf(values);
    }

    public boolean isRename() {
      return !entry.key().equals(code);
    }
  }

  /// An entry goes.
  record Removal(DesiredCode entry) implements Edit {}

  /// A code that no file declares gets an entry.
  record Addition(LiveCode live) implements Edit {}
}

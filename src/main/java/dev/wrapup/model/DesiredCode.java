package dev.wrapup.model;

import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A wrap-up code as a file declares it.
///
/// @param code its key, and where that stands
/// @param id the live code that it is pinned to
/// @param values what the file says; an absent field is not managed. Iterate over the dialect's
///   fields, never over this
/// @param defaults what its file's `defaults` give to a new code
/// @param previously codes that it had before, the latest first
/// @param queues that shall offer it; empty if the file says nothing of them here
public record DesiredCode(
    Sourced<String> code,
    Optional<Sourced<String>> id,
    Map<Field, Sourced<Value>> values,
    Map<Field, Sourced<Value>> defaults,
    List<Sourced<String>> previously,
    List<Ignore> ignores,
    Optional<List<Sourced<QueueRef>>> queues) {
  public DesiredCode {
    values = Map.copyOf(values);
    defaults = Map.copyOf(defaults);
    previously = List.copyOf(previously);
    ignores = List.copyOf(ignores);
    queues = queues.map(List::copyOf);
  }

  /// A code whose entry says nothing of queues.
  public DesiredCode(
      Sourced<String> code,
      Optional<Sourced<String>> id,
      Map<Field, Sourced<Value>> values,
      Map<Field, Sourced<Value>> defaults,
      List<Sourced<String>> previously,
      List<Ignore> ignores) {
    this(code, id, values, defaults, previously, ignores, Optional.empty());
  }

  public DesiredCode withDefaults(Map<Field, Sourced<Value>> defaults) {
    return new DesiredCode(code, id, values, defaults, previously, ignores, queues);
  }

  public DesiredCode withValues(Map<Field, Sourced<Value>> values) {
    return new DesiredCode(code, id, values, defaults, previously, ignores, queues);
  }

  /// The key alone.
  public String key() {
    return code.value();
  }

  public SourcePosition at() {
    return code.at();
  }

  /// What the file wants the live field to be; empty when it is not managed or ignored.
  public Optional<Value> managed(Field field) {
    return ignored(field) ? Optional.empty() : declared(field);
  }

  /// What a new code starts with: the file's value, else the default of its file.
  public Optional<Value> initial(Field field) {
    return declared(field).or(() -> Optional.ofNullable(defaults.get(field)).map(Sourced::value));
  }

  public boolean lists(String code) {
    for (Sourced<String> earlier : previously) {
      if (earlier.value().equals(code)) return true;
    }
    return false;
  }

  private Optional<Value> declared(Field field) {
    return Optional.ofNullable(values.get(field)).map(Sourced::value);
  }

  private boolean ignored(Field field) {
    for (Ignore ignore : ignores) {
      if (ignore.field() == field) return true;
    }
    return false;
  }
}

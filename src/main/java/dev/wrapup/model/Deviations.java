package dev.wrapup.model;

import dev.wrapup.model.source.Sourced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How a target differs from what files declare that several targets share.
///
/// @param except codes that aren't this target's, though another file declares or retires them
/// @param overrides entries with nothing but the fields that are other ones here; several files may
///   have one of the same code, for different fields
public record Deviations(List<Sourced<String>> except, List<DesiredCode> overrides) {
  public static final Deviations NONE = new Deviations(List.of(), List.of());

  public Deviations {
    except = List.copyOf(except);
    overrides = List.copyOf(overrides);
  }

  /// Those of several files.
  public static Deviations of(List<Deviations> all) {
    return new Deviations(
        all.stream().flatMap(one -> one.except().stream()).toList(),
        all.stream().flatMap(one -> one.overrides().stream()).toList());
  }

  /// The codes that aren't this target's, without their places.
  public Set<String> excepted() {
    return except.stream().map(Sourced::value).collect(Collectors.toSet());
  }

  /// The same with other overrides.
  public Deviations with(List<DesiredCode> overrides) {
    return new Deviations(except, overrides);
  }

  /// The same with one override a code, in an order that no layout of files changes.
  Deviations sorted() {
    SortedMap<String, DesiredCode> byCode = new TreeMap<>();
    for (DesiredCode override : overrides) {
      byCode.merge(
          override.key(),
          override,
          (one, other) -> {
            Map<Field, Sourced<Value>> values = new HashMap<>(one.values());
            values.putAll(other.values());
            return one.withValues(values);
          });
    }
    return with(List.copyOf(byCode.values()));
  }
}

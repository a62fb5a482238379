package dev.wrapup.model;

import dev.wrapup.model.source.Sourced;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

  /// The codes that aren't this target's, without their places.
  public Set<String> excepted() {
    return except.stream().map(Sourced::value).collect(Collectors.toSet());
  }

  /// The same with other overrides.
  public Deviations with(List<DesiredCode> overrides) {
    return new Deviations(except, overrides);
  }

  /// The same in an order that no layout of files changes.
  Deviations sorted() {
    return with(overrides.stream().sorted(Comparator.comparing(DesiredCode::key)).toList());
  }
}

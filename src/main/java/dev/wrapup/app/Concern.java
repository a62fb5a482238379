package dev.wrapup.app;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which live codes some files may be about, by what they say alone.
///
/// @param words codes and ids
/// @param pins whether there are ids, which may be of any code
record Concern(Set<String> words, boolean pins) {
  /// Of those files of a desired state.
  static Concern of(DesiredState state, Set<SourceFile> files) {
    List<DesiredCode> codes =
        state.codes().stream().filter(code -> files.contains(code.at().file())).toList();
    Set<String> words = new HashSet<>();
    for (DesiredCode code : codes) words.addAll(words(code));
    state.retired().stream()
        .filter(code -> files.contains(code.at().file()))
        .forEach(code -> words.add(code.value()));
    mentioned(state).stream()
        .filter(code -> files.contains(code.at().file()))
        .forEach(code -> words.add(code.value()));
    return new Concern(words, codes.stream().anyMatch(code -> code.id().isPresent()));
  }

  /// Whether another file may be about one of them too: it says so, or names codes that may have
  /// these ids.
  boolean mayBeIn(DesiredState other) {
    boolean hasNamesAlone =
        !other.policy().value(Policy.PROTECT).isEmpty()
            || other.codes().stream().anyMatch(code -> code.id().isEmpty());
    return (pins && hasNamesAlone) || isIn(other);
  }

  /// Whether another file says that it is about one of them.
  boolean isIn(DesiredState other) {
    return other.codes().stream().anyMatch(code -> words(code).stream().anyMatch(words::contains))
        || other.policy().value(Policy.PROTECT).stream().anyMatch(this::has)
        || other.retired().stream().anyMatch(this::has);
  }

  /// Whether another file says how its target differs from what declares one of them.
  boolean isMentionedIn(DesiredState other) {
    return mentioned(other).stream().anyMatch(this::has);
  }

  private static List<Sourced<String>> mentioned(DesiredState state) {
    List<Sourced<String>> codes = new ArrayList<>(state.deviations().except());
    state.deviations().overrides().forEach(override -> codes.add(override.code()));
    return codes;
  }

  private boolean has(Sourced<String> code) {
    return words.contains(code.value());
  }

  private static Set<String> words(DesiredCode code) {
    Set<String> words = new HashSet<>();
    words.add(code.key());
    code.id().ifPresent(id -> words.add(id.value()));
    code.previously().forEach(old -> words.add(old.value()));
    return words;
  }
}

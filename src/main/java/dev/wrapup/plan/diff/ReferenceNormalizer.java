package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.ReferenceNames;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Normalizes what files refer to by an id or a name to the catalog's spelling, so that equal is
/// equal.
final class ReferenceNormalizer {
  private final Dialect dialect;
  private final ReferenceNames names;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> hints = new HashMap<>();

  private ReferenceNormalizer(Dialect dialect, ReferenceNames names) {
    this.dialect = dialect;
    this.names = names;
  }

  /// The same state in the catalog's words.
  ///
  /// @param findings gets an error for each reference to what is not there
  static DesiredState of(DesiredState state, ReferenceNames names, List<Finding> findings) {
    if (names.spellings().isEmpty()) return state;
    ReferenceNormalizer spelling = new ReferenceNormalizer(state.dialect(), names);
    DesiredState spelled =
        new DesiredState(
            state.files(),
            state.dialect(),
            state.api(),
            state.environment(),
            state.organization(),
            state
                .dialect()
                .scope()
                .map(scope -> spelling.texts(scope.field(), state.scope()))
                .orElse(List.of()),
            state.policy(),
            state.retired(),
            state.offers(),
            state.deviations(),
            state.codes().stream().map(spelling::code).toList());
    spelling.findings.stream().distinct().forEach(findings::add);
    return spelled;
  }

  private List<Sourced<String>> texts(Field field, List<Sourced<String>> texts) {
    return texts.stream().map(text -> text(field, text)).toList();
  }

  private DesiredCode code(DesiredCode code) {
    return new DesiredCode(
        code.code(),
        code.id(),
        values(code.values()),
        values(code.defaults()),
        code.previously(),
        code.ignores(),
        code.queues());
  }

  private Map<Field, Sourced<Value>> values(Map<Field, Sourced<Value>> values) {
    Map<Field, Sourced<Value>> spelled = new HashMap<>(values);
    for (Field field : dialect.fields()) {
      Sourced<Value> value = values.get(field);
      if (value != null && value.value() instanceof Value.Text(String text)) {
        Sourced<String> canonical = text(field, value.with(text));
        spelled.put(field, value.with(new Value.Text(canonical.value())));
      }
    }
    return spelled;
  }

  private Sourced<String> text(Field field, Sourced<String> text) {
    Optional<String> canonical = names.canonical(field, text.value());
    if (canonical.isPresent()) return text.with(canonical.get());
    findings.add(
        Finding.error(
            "unknown-" + field.name(),
            "there is no %s '%s' in the organization".formatted(field.name(), text.value()),
            Optional.of(text.at()),
            text.value(),
            hints.computeIfAbsent(text.value(), mistyped -> hint(field, mistyped))));
    return text;
  }

  private String hint(Field field, String mistyped) {
    return names
        .nearest(field, mistyped)
        .map(near -> "did you mean '%s'?".formatted(near))
        .orElse("write the name or the id of one that there is");
  }
}

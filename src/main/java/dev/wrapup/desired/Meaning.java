package dev.wrapup.desired;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.Policy;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What files say, without where they say it: what must stay when their text changes.
record Meaning(List<Object> header, Map<String, Code> codes) {
  /// What an entry says.
  record Code(
      Optional<String> id,
      Map<Field, Value> values,
      Map<Field, Value> defaults,
      List<String> previously,
      List<Spared> ignores) {}

  record Spared(
      Field field, Optional<LocalDate> until, Optional<String> owner, Optional<String> reason) {}

  static Meaning of(DesiredState state) {
    Policy policy = state.policy();
    List<Object> header =
        List.of(
            state.api().map(Sourced::value),
            state.environment().map(Sourced::value),
            state.organization().map(Sourced::value),
            policy.allow().map(Sourced::value),
            policy.maxCreates().map(Sourced::value),
            policy.maxUpdates().map(Sourced::value),
            policy.maxDeletes().map(Sourced::value),
            policy.onDrift().map(Sourced::value),
            policy.onWarning().map(Sourced::value),
            policy.undeclared().map(Sourced::value),
            texts(policy.protect()),
            policy.codePattern().map(pattern -> pattern.value().toString()),
            texts(state.scope()),
            texts(state.retired()));
    Map<String, Code> codes = new HashMap<>();
    state.codes().forEach(code -> codes.put(code.key(), code(code)));
    return new Meaning(header, codes);
  }

  private static Code code(DesiredCode code) {
    return new Code(
        code.id().map(Sourced::value),
        values(code.values()),
        values(code.defaults()),
        texts(code.previously()),
        code.ignores().stream().map(Meaning::spared).toList());
  }

  private static Spared spared(Ignore ignore) {
    return new Spared(ignore.field(), ignore.until(), ignore.owner(), ignore.reason());
  }

  private static List<String> texts(List<Sourced<String>> texts) {
    return texts.stream().map(Sourced::value).toList();
  }

  private static Map<Field, Value> values(Map<Field, Sourced<Value>> sourced) {
    Map<Field, Value> values = new HashMap<>();
    sourced.forEach((field, value) -> values.put(field, value.value()));
    return values;
  }

  /// What files say after edits that are rewrites and removals.
  Meaning after(List<Edit> edits) {
    Map<String, Code> after = new HashMap<>(codes);
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> after.remove(rewrite.entry().key());
        case Edit.Removal removal -> after.remove(removal.entry().key());
        case Edit.Addition ignored -> {}
      }
    }
    for (Edit edit : edits) {
      if (edit instanceof Edit.Rewrite rewrite) after.put(rewrite.code(), rewritten(rewrite));
    }
    return new Meaning(header, after);
  }

  private static Code rewritten(Edit.Rewrite rewrite) {
    Code before = code(rewrite.entry());
    Map<Field, Value> values = new HashMap<>(before.values());
    values.putAll(rewrite.values());
    List<String> previously = new ArrayList<>(before.previously());
    previously.replaceAll(code -> code.equals(rewrite.code()) ? rewrite.entry().key() : code);
    return new Code(before.id(), values, before.defaults(), previously, before.ignores());
  }

  /// The same with a new entry, whose defaults are those of the file that it stands in now.
  Meaning with(Declaration declaration, Meaning now) {
    Code there = now.codes().get(declaration.code());
    Map<Field, Value> defaults = there == null ? Map.of() : there.defaults();
    Map<String, Code> more = new HashMap<>(codes);
    more.put(
        declaration.code(),
        new Code(declaration.id(), declaration.values(), defaults, List.of(), List.of()));
    return new Meaning(header, more);
  }
}

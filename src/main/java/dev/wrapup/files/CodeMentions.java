package dev.wrapup.files;

import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Deviations;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What files say of codes outside of their entries, in `offers`, `except` and `override`: checks
/// that the codes are there, and makes of the entries what holds for the target.
final class CodeMentions {
  private static final String ELSEWHERE =
      "name the file that declares it by -f too, or take it out here";

  private final FindingCollector findings;

  /// By code, in the order of the files.
  private final Map<String, DesiredCode> declared = new LinkedHashMap<>();

  private final List<Sourced<String>> retired;
  private final Deviations deviations;
  private final Map<String, Sourced<String>> excepted = new HashMap<>();

  /// Whether other files may have what isn't here.
  private final boolean areOpen;

  /// What codes are called now, by what they were called before, once one is asked for.
  private final Map<String, String> renamed = new HashMap<>();

  private final Suggestion suggestion = new Suggestion();

  /// @param codes as their entries declare them
  /// @param isAlone whether other files, which aren't read, may declare what this one names
  CodeMentions(
      List<DesiredCode> codes,
      List<Sourced<String>> retired,
      Deviations deviations,
      boolean isAlone,
      FindingCollector findings) {
    this.retired = retired;
    this.deviations = deviations;
    this.findings = findings;
    codes.forEach(code -> declared.putIfAbsent(code.key(), code));
    deviations.except().forEach(code -> excepted.putIfAbsent(code.value(), code));
    // where an entry can't be read, who knows whether it is there
    areOpen = isAlone || findings.hasErrors();
  }

  /// The codes of the target.
  List<DesiredCode> codes(List<DesiredCode> codes) {
    checkExcept();
    Map<String, Map<Field, Sourced<Value>>> values = overridden();
    if (excepted.isEmpty() && values.isEmpty()) return codes;
    List<DesiredCode> own = new ArrayList<>();
    for (DesiredCode code : codes) {
      if (excepted.containsKey(code.key())) continue;
      Map<Field, Sourced<Value>> all = new HashMap<>(code.values());
      all.putAll(values.getOrDefault(code.key(), Map.of()));
      own.add(code.withValues(all));
    }
    return own;
  }

  /// The codes that shall not exist there.
  List<Sourced<String>> retired() {
    return own(retired);
  }

  /// What the target's queues shall offer.
  List<Offer> offers(List<Offer> offers) {
    for (Offer offer : offers) {
      for (Sourced<String> code : offer.codes()) {
        Sourced<String> except = excepted.get(code.value());
        if (except != null && isSameFile(except.at(), code.at())) {
          contradicts(except, "%s is excepted here and offered at %s", code.at());
        } else if (!areOpen && except == null && !declared.containsKey(code.value())) {
          String hint = nearest(code.value(), "declare it under 'codes'");
          findings.error(
              "unknown-code", code, "%s shall be offered, and no file declares it", hint);
        }
      }
    }
    return excepted.isEmpty()
        ? offers
        : offers.stream().map(offer -> new Offer(offer.queue(), own(offer.codes()))).toList();
  }

  private List<Sourced<String>> own(List<Sourced<String>> codes) {
    return codes.stream().filter(code -> !excepted.containsKey(code.value())).toList();
  }

  private void checkExcept() {
    Map<String, SourcePosition> gone = new HashMap<>();
    retired.forEach(code -> gone.put(code.value(), code.at()));
    for (Sourced<String> code : deviations.except()) {
      DesiredCode entry = declared.get(code.value());
      SourcePosition at = gone.get(code.value());
      if (entry != null && isSameFile(entry.at(), code.at())) {
        contradicts(code, "%s is excepted here and declared at %s, in the same file", entry.at());
      } else if (at != null && isSameFile(code.at(), at)) {
        contradicts(code, "%s is excepted here and retired at %s, in the same file", at);
      } else if (!areOpen && entry == null && at == null) {
        findings.error(
            "unknown-code",
            code,
            "%s is excepted here, and no file declares or retires it",
            meant(code.value()));
      }
    }
  }

  /// The fields that are other ones, by code.
  private Map<String, Map<Field, Sourced<Value>>> overridden() {
    Map<String, Map<Field, Sourced<Value>>> values = new HashMap<>();
    for (DesiredCode override : deviations.overrides()) {
      DesiredCode entry = declared.get(override.key());
      Sourced<String> except = excepted.get(override.key());
      if (except != null) {
        contradicts(override.code(), "%s is overridden here and excepted at %s", except.at());
      } else if (entry != null && isSameFile(entry.at(), override.at())) {
        findings.error(
            "overrides-itself",
            override.code(),
            "%s is declared at %s, in the same file",
            "change it there: an override is for what another file declares",
            entry.at());
      } else if (entry == null && !areOpen) {
        findings.error(
            "unknown-code",
            override.code(),
            "%s is overridden here, and no file declares it",
            meant(override.key()));
      }
      Map<Field, Sourced<Value>> here =
          values.computeIfAbsent(override.key(), code -> new HashMap<>());
      override.values().forEach((field, value) -> add(override, field, value, here));
    }
    return values;
  }

  private void add(
      DesiredCode override, Field field, Sourced<Value> value, Map<Field, Sourced<Value>> here) {
    Sourced<Value> first = here.putIfAbsent(field, value);
    if (first != null) {
      findings.error(
          "overridden-twice",
          "'%s' of %s is overridden at %s already"
              .formatted(field.name(), Quote.of(override.key()), first.at()),
          value.at(),
          "",
          Cursor.KEEP_ONE);
      return;
    }
    DesiredCode entry = declared.get(override.key());
    Sourced<Value> shared = entry == null ? null : entry.values().get(field);
    if (shared == null || !shared.equals(value)) return;
    findings.warning(
        "overrides-nothing",
        "'%s' of %s is the same at %s"
            .formatted(field.name(), Quote.of(override.key()), shared.at()),
        value.at(),
        "",
        "take it out, unless it shall stay as it is when that changes");
  }

  private void contradicts(Sourced<String> code, String message, SourcePosition other) {
    findings.error("contradicts", code, message, "decide for one of the two", other);
  }

  private String meant(String code) {
    if (renamed.isEmpty()) {
      for (DesiredCode entry : declared.values()) {
        entry.previously().forEach(earlier -> renamed.putIfAbsent(earlier.value(), entry.key()));
      }
    }
    String now = renamed.get(code);
    return now == null
        ? nearest(code, ELSEWHERE)
        : "it is called %s now: write that".formatted(Quote.of(now));
  }

  private String nearest(String code, String otherwise) {
    return suggestion
        .nearest(code, declared.keySet())
        .map("did you mean '%s'?"::formatted)
        .orElse(otherwise);
  }

  private static boolean isSameFile(SourcePosition one, SourcePosition other) {
    return one.file() == other.file();
  }
}

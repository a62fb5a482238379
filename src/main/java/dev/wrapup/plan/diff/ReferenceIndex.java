package dev.wrapup.plan.diff;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Indexes who refers to a live code, by id and by name, and tells what a change to it would break
/// there.
public final class ReferenceIndex {
  private static final int NAMED = 5;

  private final Dialect dialect;
  private final Usage usage;
  private final Map<String, List<Referrer>> byId = new HashMap<>();
  private final Map<String, List<Referrer>> byName = new HashMap<>();

  /// @param catalog the whole of it: a referrer whose id is no live code's goes by its name
  public ReferenceIndex(Dialect dialect, Catalog catalog) {
    this.dialect = dialect;
    this.usage = catalog.usage();
    Set<String> live = catalog.ids();
    for (Referrer referrer : usage.referrers()) {
      if (referrer.codeId().filter(live::contains).isPresent()) {
        byId.computeIfAbsent(referrer.codeId().get(), id -> new ArrayList<>()).add(referrer);
      } else if (referrer.codeName().isPresent()) {
        byName.computeIfAbsent(referrer.codeName().get(), id -> new ArrayList<>()).add(referrer);
      }
    }
  }

  /// All that refer to a code, those by id first.
  public List<CodeReference> to(LiveCode live) {
    List<CodeReference> references = new ArrayList<>();
    for (Referrer referrer : byId.getOrDefault(live.id(), List.of())) {
      references.add(new CodeReference(referrer, CodeReference.By.ID));
    }
    for (String name : names(live)) {
      for (Referrer referrer : byName.getOrDefault(name, List.of())) {
        references.add(new CodeReference(referrer, CodeReference.By.NAME));
      }
    }
    return references;
  }

  Impact ofUpdate(LiveCode live, List<FieldChange> changes) {
    List<CodeReference> references = to(live);
    if (references.isEmpty()) return Impact.NONE;
    List<Warning> warnings = new ArrayList<>();
    for (FieldChange change : changes) {
      if (change.field().isNaming()) nameBreaks(live, changes, change).ifPresent(warnings::add);
      if (bypassesAgents(change)) {
        warnings.add(
            new Warning(
                Warning.Kind.AUTO_BYPASS,
                "%s may bypass manual agent selection in: %s"
                    .formatted(arrow(change), list(references)),
                references));
      }
    }
    return new Impact(references, warnings);
  }

  Impact ofDelete(LiveCode live) {
    List<CodeReference> references = to(live);
    List<Warning> warnings = new ArrayList<>();
    if (!references.isEmpty()) {
      warnings.add(
          new Warning(
              Warning.Kind.DELETE_REFERENCED,
              "still referred to by: " + list(references),
              references));
    } else if (!usage.unread().isEmpty()) {
      warnings.add(
          new Warning(
              Warning.Kind.DELETE_REFERENCED,
              "may be referred to: could not read "
                  + usage.unread().stream()
                      .map(Usage.Unread::kind)
                      .collect(Collectors.joining(", ")),
              List.of()));
    }
    return new Impact(references, warnings);
  }

  private Optional<Warning> nameBreaks(
      LiveCode live, List<FieldChange> changes, FieldChange change) {
    String lost = text(change.from());
    if (namesAfter(live, changes).contains(lost)) return Optional.empty();
    List<CodeReference> broken =
        byName.getOrDefault(lost, List.of()).stream()
            .map(referrer -> new CodeReference(referrer, CodeReference.By.NAME))
            .toList();
    if (broken.isEmpty()) return Optional.empty();
    String message =
        broken.size() == 1
            ? "%s names \"%s\" and will stop matching".formatted(list(broken), lost)
            : "%s name \"%s\" and will stop matching: %s"
                .formatted(Words.count(broken.size(), "rule"), lost, list(broken));
    return Optional.of(new Warning(Warning.Kind.RULE_NAME_BREAKS, message, broken));
  }

  private static boolean bypassesAgents(FieldChange change) {
    Optional<String> automatic = change.field().automatic();
    return automatic.isPresent() && automatic.get().equals(text(change.to()));
  }

  private Set<String> names(LiveCode live) {
    return namesAfter(live, List.of());
  }

  private Set<String> namesAfter(LiveCode live, List<FieldChange> changes) {
    Map<Field, String> names = new HashMap<>();
    names.put(dialect.key(), live.code());
    for (Field field : dialect.fields()) {
      if (field.isNaming()) names.put(field, live.value(field).text());
    }
    for (FieldChange change : changes) {
      if (change.field().isNaming()) names.put(change.field(), text(change.to()));
    }
    Set<String> inOrder = new LinkedHashSet<>();
    inOrder.add(names.get(dialect.key()));
    for (Field field : dialect.fields()) {
      if (field.isNaming()) inOrder.add(names.get(field));
    }
    return inOrder;
  }

  private static String list(List<CodeReference> references) {
    return Words.named(
        references.stream()
            .map(CodeReference::referrer)
            .map(referrer -> referrer.kind().replace('-', ' ') + " \"" + referrer.name() + "\"")
            .toList(),
        NAMED);
  }

  private static String arrow(FieldChange change) {
    return text(change.from()) + " → " + text(change.to());
  }

  private static String text(Optional<Value> value) {
    return value.map(Value::text).orElse("");
  }
}

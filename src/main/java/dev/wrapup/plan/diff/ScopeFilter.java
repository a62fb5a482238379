package dev.wrapup.plan.diff;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The part of an organization that files are for. What lies outside isn't theirs: it is filtered
/// out of the catalog before anything is compared.
///
/// @param parts the catalog's words for it; empty for the whole organization
public record ScopeFilter(Optional<Dialect.Scope> scope, Set<String> parts) {
  static ScopeFilter of(DesiredState desired) {
    return new ScopeFilter(
        desired.dialect().scope(),
        desired.scope().stream().map(Sourced::value).collect(Collectors.toSet()));
  }

  Catalog within(Catalog catalog) {
    if (parts.isEmpty()) return catalog;
    return new Catalog(
        catalog.codes().stream().filter(this::contains).toList(),
        catalog.usage(),
        catalog.names(),
        catalog.view(),
        catalog.queues());
  }

  private boolean contains(LiveCode live) {
    return parts.isEmpty() || parts.contains(live.value(field()).text());
  }

  private Field field() {
    return scope.orElseThrow().field();
  }

  /// Why it can't be told which of its codes are live; empty if it can.
  Optional<String> unseen(Visibility view) {
    return switch (view) {
      case Visibility.Whole ignored -> Optional.empty();
      case Visibility.Part part when !parts.isEmpty() && part.seen().containsAll(parts) ->
          Optional.empty();
      case Visibility.Part part -> Optional.of(part.reason());
    };
  }

  /// An error for each code that is declared to be outside, or that is there already.
  void check(DesiredState desired, Catalog whole, List<Finding> findings) {
    if (parts.isEmpty()) return;
    Map<String, LiveCode> outsideById = new HashMap<>();
    Map<String, LiveCode> outsideByCode = new HashMap<>();
    for (LiveCode live : whole.codes()) {
      if (contains(live)) continue;
      outsideById.put(live.id(), live);
      outsideByCode.put(live.code(), live);
    }
    for (DesiredCode entry : desired.codes()) {
      Optional<LiveCode> elsewhere =
          entry
              .id()
              .map(id -> Optional.ofNullable(outsideById.get(id.value())))
              .orElseGet(() -> Optional.ofNullable(outsideByCode.get(entry.key())));
      elsewhere.ifPresent(live -> findings.add(elsewhere(entry, live)));
      Optional.ofNullable(entry.values().get(field()))
          .filter(value -> !parts.contains(value.value().text()))
          .ifPresent(value -> findings.add(declared(entry, value)));
    }
  }

  /// An error for each new code that doesn't say where in it it shall be.
  public void checkCreates(List<Change> changes, List<Finding> findings) {
    if (parts.isEmpty()) return;
    for (Change change : changes) {
      if (!(change instanceof Change.Create create)) continue;
      Optional<Value> initial = create.desired().initial(field());
      if (initial.filter(value -> parts.contains(value.text())).isPresent()) continue;
      findings.add(
          error(
              "'%s' would be new, and nothing says in which of the file's %s it shall be"
                  .formatted(create.code(), scope.orElseThrow().key()),
              create.source(),
              create.code(),
              "write its '%s', or one in 'defaults'".formatted(field().name())));
    }
  }

  private Finding elsewhere(DesiredCode entry, LiveCode live) {
    return error(
        "'%s' is live in '%s', which is none of the file's %s"
            .formatted(live.code(), live.value(field()).text(), scope.orElseThrow().key()),
        entry.at(),
        entry.key(),
        "add it to '%s', or take the code out of the file".formatted(scope.orElseThrow().key()));
  }

  private Finding declared(DesiredCode entry, Sourced<Value> value) {
    return error(
        "'%s' is declared to be in '%s', which is none of the file's %s"
            .formatted(entry.key(), value.value().text(), scope.orElseThrow().key()),
        value.at(),
        value.value().text(),
        "add it to '%s', or write one of them".formatted(scope.orElseThrow().key()));
  }

  private static Finding error(String message, SourcePosition at, String meant, String hint) {
    return Finding.error("outside-scope", message, Optional.of(at), meant, hint);
  }
}

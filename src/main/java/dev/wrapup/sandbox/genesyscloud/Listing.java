package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// How a kind of entity is listed: what a client may filter and sort by, and how much a page holds.
///
/// @param division its id; none for entities without one
/// @param largest page; a larger one that a client asks for is silently reduced
/// @param writer of an entity
record Listing<T>(
    Function<T, String> id,
    Function<T, String> name,
    Function<T, Optional<String>> division,
    int largest,
    Function<T, Object> writer) {
  /// The page that is asked for, of the entities that are, sorted by name.
  byte[] page(List<T> all, Call call) {
    return page(all, Comparator.comparing(name), call);
  }

  /// The same with an order of its own where no name is asked for.
  byte[] page(List<T> all, Comparator<T> unnamed, Call call) {
    return CloudApi.page(found(all, unnamed, call.query()), call, largest, writer);
  }

  /// All of them, for a route without pages.
  byte[] whole(List<T> all, Call call) {
    List<T> found = found(all, Comparator.comparing(name), call.query());
    return Json.bytes(found.stream().map(writer).toList());
  }

  /// Whether an entity of another id has a name.
  boolean isTaken(String name, String id, Collection<T> all) {
    return all.stream()
        .anyMatch(other -> this.name.apply(other).equals(name) && !this.id.apply(other).equals(id));
  }

  private List<T> found(List<T> all, Comparator<T> unnamed, QueryParameters query) {
    Optional<String> wanted = query.get("name");
    boolean isById = query.get("sortBy").orElse("").equalsIgnoreCase("id");
    Comparator<T> order = Comparator.comparing(isById ? id : name);
    boolean isSorted = wanted.isPresent();
    List<T> found =
        all.stream()
            .filter(isOneOf(query.list("id"), each -> Optional.of(id.apply(each))))
            .filter(isOneOf(query.list("divisionId"), division))
            .filter(each -> wanted.isEmpty() || matches(name.apply(each), wanted.get()))
            .sorted(isSorted ? order : unnamed)
            .toList();
    boolean isDescending =
        query.get("sortOrder").orElse("").toLowerCase(Locale.ROOT).startsWith("desc");
    return isDescending ? found.reversed() : found;
  }

  private static <T> Predicate<T> isOneOf(
      List<String> wanted, Function<T, Optional<String>> property) {
    return each -> wanted.isEmpty() || property.apply(each).filter(wanted::contains).isPresent();
  }

  /// @param wanted may end or begin with an asterisk for anything
  private static boolean matches(String name, String wanted) {
    boolean isOpen = wanted.length() > 1 && wanted.startsWith("*");
    String begins = isOpen ? wanted.substring(1) : wanted;
    if (!begins.endsWith("*")) return isOpen ? name.endsWith(begins) : name.equals(begins);
    String part = begins.substring(0, begins.length() - 1);
    return isOpen ? name.contains(part) : name.startsWith(part);
  }
}

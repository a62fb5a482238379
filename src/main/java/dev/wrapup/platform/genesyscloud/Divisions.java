package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.ReferenceNames;
import dev.wrapup.model.Visibility;
import dev.wrapup.platform.Entity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The divisions of an organization: their names, and which of them the client may see.
///
/// @param names by id; empty if they could not be read
/// @param grants of the client
/// @param permitted ids of those whose codes the client may see
/// @param unread why they could not be read
record Divisions(
    Map<String, String> names, Grants grants, Set<String> permitted, Optional<String> unread) {
  static final String VIEW = "routing:wrapupCode:view";

  /// The permissions to write codes.
  static final List<String> WRITES =
      List.of("routing:wrapupCode:edit", "routing:wrapupCode:add", "routing:wrapupCode:delete");

  private static final String ALL = "/api/v2/authorization/divisions";
  private static final String PERMITTED =
      "/api/v2/authorization/divisionspermitted/paged/me?permission=";

  private record Division(String id, String name) {
    static Division read(Entity entity) {
      entity.texts("id", "name");
      return new Division(entity.identifying("id"), entity.optional("name").orElse(""));
    }
  }

  static Divisions read(ApiClient client) {
    try {
      Map<String, String> names = new HashMap<>();
      for (Division division : list(client, ALL, "to list divisions")) {
        names.put(division.id(), division.name());
      }
      Grants grants = Grants.read(client, names.keySet());
      Divisions divisions = new Divisions(names, grants, Set.of(), Optional.empty());
      return new Divisions(names, grants, divisions.permitted(client, VIEW), Optional.empty());
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return new Divisions(Map.of(), Grants.NONE, Set.of(), Optional.of(e.message()));
    }
  }

  /// Ids of the divisions in which the client has a permission; by a request, unless its roles give
  /// it in all.
  Set<String> permitted(ApiClient client, String permission) {
    if (unread.isEmpty() && grants.give(permission, names.keySet())) return names.keySet();
    return list(client, PERMITTED + permission, permission).stream()
        .map(Division::id)
        .collect(Collectors.toSet());
  }

  private static List<Division> list(ApiClient client, String path, String permission) {
    return new NumberedListing<>(
            client, path, "divisions", permission, Division::id, Division::read)
        .all(divisions -> Optional.empty());
  }

  /// The canonical reference to a division: its name, unless that is missing or ambiguous.
  ///
  /// @param told the name that came with the id; empty for none
  String spelled(String id, String told) {
    if (id.equals(CloudCode.ALL_DIVISIONS)) return id;
    String name = names.getOrDefault(id, told);
    boolean isAmbiguous =
        name.isEmpty()
            || name.equals(CloudCode.ALL_DIVISIONS)
            || names.entrySet().stream()
                .anyMatch(
                    other ->
                        !other.getKey().equals(id)
                            && (other.getValue().equals(name) || other.getKey().equals(name)));
    return isAmbiguous ? id : name;
  }

  /// The id of a division from its canonical reference.
  String id(String spelled) {
    for (String id : names.keySet()) {
      if (spelled(id, "").equals(spelled)) return id;
    }
    return spelled;
  }

  /// Maps ids and names to canonical references; empty if divisions can't be read.
  ReferenceNames spellings() {
    if (unread.isPresent()) return ReferenceNames.NONE;
    Map<String, String> words = new HashMap<>();
    words.put(CloudCode.ALL_DIVISIONS, CloudCode.ALL_DIVISIONS);
    for (String id : names.keySet()) {
      String spelled = spelled(id, "");
      words.put(id, spelled);
      words.put(spelled, spelled);
    }
    return new ReferenceNames(Map.of(CloudCode.DIVISION, words));
  }

  Visibility view() {
    Optional<String> unseen = unseen("codes", permitted);
    if (unseen.isEmpty()) return Visibility.WHOLE;
    Set<String> seen = new HashSet<>();
    if (unread.isEmpty()) seen.add(CloudCode.ALL_DIVISIONS);
    permitted.forEach(id -> seen.add(spelled(id, "")));
    return new Visibility.Part(seen, unseen.get());
  }

  /// Why the client may not see all of something; empty if it does.
  ///
  /// @param what it is, in the plural
  /// @param permitted ids of the divisions of which it sees it
  private Optional<String> unseen(String what, Set<String> permitted) {
    if (unread.isPresent()) {
      return Optional.of("it can't be told which divisions there are: " + unread.get());
    }
    Set<String> unseen = new HashSet<>(names.keySet());
    unseen.removeAll(permitted);
    if (unseen.isEmpty()) return Optional.empty();
    return Optional.of(
        "the OAuth client doesn't see the %s of: %s"
            .formatted(
                what,
                unseen.stream()
                    .map(id -> spelled(id, ""))
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  /// The same of what takes another permission than codes do.
  ///
  /// @param permission without which it isn't seen in a division
  Optional<String> unseen(ApiClient client, String what, String permission) {
    return unseen(what, unread.isPresent() ? Set.of() : permitted(client, permission));
  }
}

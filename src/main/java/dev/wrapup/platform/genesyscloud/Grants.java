package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.Reply;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the roles of the client give it the permissions that this tool asks for (the vendor's
/// SDKs' AuthzSubject, and the parameter `includeFullRoles` of its API's release 10857; read
/// 2026-11-29). They are read with one request for any number of permissions. What they don't give
/// may be given all the same, since a role may be told without its policies.
///
/// @param given ids of divisions by permission; `*` for all divisions
record Grants(Map<String, Set<String>> given) {
  static final Grants NONE = new Grants(Map.of());

  private static final String SUBJECT = "/api/v2/authorization/subjects/me?includeFullRoles=true";
  private static final String ANY = "*";

  /// Each as its domain, entity and action. Roles hold hundreds, of which no others are kept.
  private static final List<List<String>> ASKED =
      Stream.concat(
              Stream.of(Divisions.VIEW, QueueReader.VIEW, PickQuery.VIEW),
              Divisions.WRITES.stream())
          .map(permission -> List.of(permission.split(":", -1)))
          .toList();

  private static final Set<String> ACTIONS =
      Stream.concat(Stream.of(ANY), ASKED.stream().map(List::getLast))
          .collect(Collectors.toUnmodifiableSet());

  /// Asks once, since a run can do without it: whatever comes in place of roles gives none.
  ///
  /// @param divisions ids of those that there are; of others nothing is kept
  static Grants read(ApiClient client, Set<String> divisions) {
    try {
      return client
          .getOnce(SUBJECT)
          .filter(Reply::isSuccess)
          .map(reply -> Page.one(reply, "the roles of the client", of -> read(of, divisions)))
          .orElse(NONE);
    } catch (IncompleteCatalogException e) {
      return NONE;
    }
  }

  private static Grants read(Entity subject, Set<String> divisions) {
    Map<String, Set<String>> given = new HashMap<>();
    subject.each(
        name ->
            name.equals("grants")
                && subject.objects(name, Grants::grant, grant -> add(grant, divisions, given)));
    return new Grants(given);
  }

  /// @param division its id, or `*` for all
  private record Grant(String division, Set<String> permissions) {}

  private static Grant grant(Entity grant) {
    Set<String> permissions = new HashSet<>();
    grant.each(
        name ->
            switch (name) {
              case "division" -> grant.object(name, "id");
              case "role" -> grant.object(name, role -> addRole(role, permissions));
              default -> false;
            });
    return new Grant(grant.optional("division.id").orElse(""), permissions);
  }

  private static void addRole(Entity role, Set<String> permissions) {
    role.each(
        name -> name.equals("policies") && role.objects(name, Grants::policy, permissions::addAll));
  }

  /// The permissions that a policy gives, whatever the circumstances.
  private static List<String> policy(Entity policy) {
    Set<String> actions = new HashSet<>();
    boolean[] isConditional = {false};
    policy.each(
        name ->
            switch (name) {
              case "domain", "entityName" -> policy.text(name);
              case "actions" ->
                  policy.strings(
                      name,
                      action -> {
                        if (ACTIONS.contains(action)) actions.add(action);
                      });
              default -> {
                isConditional[0] |=
                    name.toLowerCase(Locale.ROOT).contains("condition") && !policy.isEmpty();
                yield false;
              }
            });
    if (isConditional[0] || actions.isEmpty()) return List.of();
    return ASKED.stream()
        .filter(
            parts ->
                is(policy.optional("domain"), parts.get(0))
                    && is(policy.optional("entityName"), parts.get(1))
                    && (actions.contains(ANY) || actions.contains(parts.get(2))))
        .map(parts -> String.join(":", parts))
        .toList();
  }

  private static boolean is(Optional<String> text, String wanted) {
    return text.filter(each -> each.equals(ANY) || each.equals(wanted)).isPresent();
  }

  private static void add(Grant grant, Set<String> divisions, Map<String, Set<String>> given) {
    if (!grant.division().equals(ANY) && !divisions.contains(grant.division())) return;
    for (String permission : grant.permissions()) {
      given.computeIfAbsent(permission, of -> new HashSet<>()).add(grant.division());
    }
  }

  /// Whether a permission is given in each of these divisions.
  boolean give(String permission, Set<String> divisions) {
    Set<String> in = given.getOrDefault(permission, Set.of());
    return in.contains(ANY) || in.containsAll(divisions);
  }
}

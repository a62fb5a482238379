package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The roles of the client by division (the vendor's SDKs' AuthzSubject, and the parameter
/// `includeFullRoles` of its API's release 10857; read 2026-11-29). They are read with one request
/// for any number of permissions. What they don't give may be given all the same, since a role may
/// be told without its policies.
record Grants(List<Grant> all) {
  static final Grants NONE = new Grants(List.of());

  private static final String SUBJECT = "/api/v2/authorization/subjects/me?includeFullRoles=true";
  private static final String ANY = "*";

  /// @param division its id, or `*` for all
  private record Grant(String division, List<Policy> policies) {
    static Grant read(Entity grant) {
      List<Policy> policies = new ArrayList<>();
      grant.each(
          name ->
              switch (name) {
                case "division" -> grant.object(name, "id");
                case "role" -> grant.object(name, role -> Policy.read(role, policies));
                default -> false;
              });
      return new Grant(grant.optional("division.id").orElse(""), policies);
    }
  }

  /// @param condition under which it holds; empty for always
  private record Policy(
      Optional<String> domain,
      Optional<String> entity,
      List<String> actions,
      Optional<String> condition) {
    static void read(Entity role, List<Policy> to) {
      role.each(name -> name.equals("policies") && role.objects(name, Policy::read, to::add));
    }

    private static Policy read(Entity policy) {
      List<String> actions = new ArrayList<>();
      policy.each(
          name ->
              switch (name) {
                case "domain", "entityName", "condition" -> policy.text(name);
                case "actions" -> policy.strings(name, actions::add);
                default -> false;
              });
      return new Policy(
          policy.optional("domain"),
          policy.optional("entityName"),
          actions,
          policy.optional("condition"));
    }

    /// @param permission such as `routing:wrapupCode:view`
    boolean gives(String permission) {
      String[] parts = permission.split(":", 3);
      return condition.isEmpty()
          && domain.filter(text -> is(text, parts[0])).isPresent()
          && entity.filter(text -> is(text, parts[1])).isPresent()
          && actions.stream().anyMatch(text -> is(text, parts[2]));
    }

    private static boolean is(String text, String wanted) {
      return text.equals(ANY) || text.equals(wanted);
    }
  }

  static Grants read(ApiClient client) {
    try {
      return Page.one(
          client.get(SUBJECT, "to know its roles"), "the roles of the client", Grants::read);
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return NONE;
    } catch (IncompleteCatalogException e) {
      return NONE;
    }
  }

  private static Grants read(Entity subject) {
    List<Grant> all = new ArrayList<>();
    subject.each(name -> name.equals("grants") && subject.objects(name, Grant::read, all::add));
    return new Grants(all);
  }

  /// Whether a permission is given in each of these divisions.
  boolean give(String permission, Set<String> divisions) {
    Set<String> given = new HashSet<>();
    for (Grant grant : all) {
      if (grant.policies().stream().anyMatch(policy -> policy.gives(permission))) {
        given.add(grant.division());
      }
    }
    return given.contains(ANY) || given.containsAll(divisions);
  }
}

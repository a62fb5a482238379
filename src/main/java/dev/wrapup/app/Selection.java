package dev.wrapup.app;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.Wildcards;
import dev.wrapup.model.text.Words;
import dev.wrapup.platform.genesyscloud.TerraformState;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Filters a catalog down to the codes that are asked for, by name, id, pattern or state file.
public final class Selection {
  private static final int NAMED = 5;

  private final List<String> asked;

  /// The codes of each state file: their names by their ids.
  private final Map<String, Map<String, String>> states;

  private Selection(List<String> asked, Map<String, Map<String, String>> states) {
    this.asked = asked;
    this.states = states;
  }

  /// Reads what is asked for.
  ///
  /// @param only names or ids of codes, names in which `*` stands for any text, and state files of
  ///   Terraform, which end in `.tfstate` or `.json`; none for all codes
  /// @throws Stop if a state file can't be read, or has no codes
  public static Selection of(List<String> only, Workspace workspace) {
    List<String> asked = new ArrayList<>();
    Map<String, Map<String, String>> states = new LinkedHashMap<>();
    for (String one : only) {
      if (one.endsWith(".tfstate") || one.endsWith(".json")) {
        states.put(one, codes(one, workspace));
      } else {
        asked.add(one);
      }
    }
    return new Selection(asked, states);
  }

  private static Map<String, String> codes(String file, Workspace workspace) {
    try {
      return TerraformState.codes(workspace.path(file));
    } catch (InvalidPathException e) {
      throw unreadable(file, "there can be no such file");
    } catch (IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static Stop unreadable(String file, String why) {
    return Stop.usage(
        "bad-state",
        "%s: %s".formatted(file, why),
        "where the codes are managed, write their state anew by: terraform state pull > codes.tfstate");
  }

  /// Whether it may leave any code out.
  public boolean isPart() {
    return !asked.isEmpty() || !states.isEmpty();
  }

  /// What it asks for of a catalog.
  ///
  /// @throws Stop if something is not live
  public Catalog of(Catalog catalog) {
    if (!isPart()) return catalog;
    Set<String> ids = new HashSet<>();
    Set<String> live = catalog.ids();
    states.forEach((file, codes) -> ids.addAll(allLive(file, codes, live)));
    List<String> missing = new ArrayList<>();
    for (String one : asked) {
      Set<String> found = found(one, catalog.codes());
      ids.addAll(found);
      if (found.isEmpty()) missing.add(one);
    }
    if (!missing.isEmpty()) throw notLive(missing, catalog.codes());
    return catalog.with(catalog.codes().stream().filter(code -> ids.contains(code.id())).toList());
  }

  /// The code of that id and the one of that name; those that match, if there is neither.
  private static Set<String> found(String one, List<LiveCode> live) {
    Set<String> found = ids(live, code -> code.id().equals(one) || code.code().equals(one));
    Wildcards pattern = Wildcards.of(one);
    return found.isEmpty() && Wildcards.isPattern(one)
        ? ids(live, code -> pattern.fits(code.code()))
        : found;
  }

  private static Set<String> ids(List<LiveCode> live, Predicate<LiveCode> isMeant) {
    return live.stream().filter(isMeant).map(LiveCode::id).collect(Collectors.toSet());
  }

  private static Set<String> allLive(String file, Map<String, String> codes, Set<String> live) {
    List<String> missing =
        codes.entrySet().stream()
            .filter(code -> !live.contains(code.getKey()))
            .map(code -> named(code.getKey(), code.getValue()))
            .toList();
    if (missing.isEmpty()) return codes.keySet();
    throw Stop.error(
        "not-live",
        "%s: of its %s %,d %s not live: %s"
            .formatted(
                file,
                Words.count(codes.size(), "wrap-up code"),
                missing.size(),
                Words.verb(missing.size(), "is", "are"),
                Words.named(missing, NAMED)),
        "reach the organization that it is of, by a client that sees all its divisions; what was"
            + " deleted there leaves the state by: terraform apply -refresh-only");
  }

  private static String named(String id, String name) {
    return name.isEmpty() ? id : "'%s' (id %s)".formatted(name, id);
  }

  private static Stop notLive(List<String> missing, List<LiveCode> live) {
    List<String> names = live.stream().map(LiveCode::code).toList();
    Suggestion suggestion = new Suggestion();
    List<String> told =
        missing.stream()
            .map(
                one ->
                    suggestion
                        .nearest(one, names)
                        .map(near -> "'%s' (did you mean '%s'?)".formatted(one, near))
                        .orElse("'%s'".formatted(one)))
            .toList();
    return Stop.error(
        "not-live",
        "no live code has this name or id: " + Words.named(told, NAMED),
        Remedy.SEE_ALL_CODES);
  }
}

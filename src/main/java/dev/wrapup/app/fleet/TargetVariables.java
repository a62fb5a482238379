package dev.wrapup.app.fleet;

import dev.wrapup.app.Journals;
import dev.wrapup.app.RunOptions;
import dev.wrapup.app.TargetApi;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.process.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The variables of a process as one target of a fleet has them: under the plain names what is its
/// own, and nothing of any other target's.
final class TargetVariables {
  /// What is said of an address, of credentials or of a receiver is all of one level: an id is
  /// never joined with a secret, nor an address with an environment, that was set for something
  /// else.
  private static final List<List<String>> LEVELS =
      List.of(
          address(),
          List.of(TargetApi.API),
          TargetApi.credentials(),
          List.of(RunOptions.WEBHOOK_URL, RunOptions.WEBHOOK_SECRET));

  /// What leaves for no server. A key that was ignored would sign nothing, and nobody would hear.
  private static final List<String> OF_ALL = List.of(Journals.KEY);

  private static final Pattern NAMES =
      Pattern.compile("\\b(%s)\\b".formatted(String.join("|", all())));

  private TargetVariables() {}

  private static List<String> address() {
    List<String> address = new ArrayList<>(TargetApi.environments());
    address.addFirst(TargetApi.BASE_URL);
    return address;
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(OF_ALL);
    LEVELS.forEach(all::addAll);
    return all;
  }

  /// The variables of a target.
  ///
  /// @param isAlone whether the run is about this target alone: then plain ones count where it has
  ///   none of its own
  /// @throws Stop if none says where it is reached
  static Map<String, String> of(Map<String, String> process, FleetTarget target, boolean isAlone) {
    Map<String, String> variables = new HashMap<>(process);
    variables.keySet().removeIf(TargetVariables::isOfTarget);
    for (List<String> level : LEVELS) {
      Map<String, String> own = own(process, target, level);
      variables.putAll(own.isEmpty() && isAlone ? plain(process, level) : own);
    }
    variables.putAll(plain(process, OF_ALL));
    variables.putAll(own(process, target, OF_ALL));
    requireAddress(variables, target);
    return variables;
  }

  private static boolean isOfTarget(String variable) {
    int suffix = variable.indexOf("__");
    return all().contains(suffix < 0 ? variable : variable.substring(0, suffix));
  }

  private static Map<String, String> own(
      Map<String, String> process, FleetTarget target, List<String> names) {
    Map<String, String> own = new HashMap<>();
    for (String name : names) {
      Optional.ofNullable(process.get(target.variable(name)))
          .ifPresent(value -> own.put(name, value));
    }
    return own;
  }

  private static Map<String, String> plain(Map<String, String> process, List<String> names) {
    Map<String, String> plain = new HashMap<>(process);
    plain.keySet().retainAll(names);
    return plain;
  }

  /// No target is reached by a default, which is somebody else's. Beside a base URL the environment
  /// is a label, which the fleet may give.
  private static void requireAddress(Map<String, String> variables, FleetTarget target) {
    boolean isNamed = TargetApi.environments().stream().anyMatch(variables::containsKey);
    if (variables.containsKey(TargetApi.BASE_URL)) {
      if (isNamed) return;
      target
          .environment()
          .ifPresent(label -> variables.put(TargetApi.environments().getFirst(), label.value()));
      return;
    }
    if (isNamed && variables.containsKey(TargetApi.API)) return;
    throw Stop.usage(
        "no-address",
        "no variable says where %s is reached".formatted(target.id()),
        "set %s, or %s with %s"
            .formatted(
                target.variable(TargetApi.BASE_URL),
                target.variable(TargetApi.environments().getFirst()),
                target.variable(TargetApi.API)));
  }

  /// A text about plain variables, for a reader who sets those of the target.
  static String named(String text, FleetTarget target) {
    return NAMES.matcher(text).replaceAll(name -> target.variable(name.group(1)));
  }
}

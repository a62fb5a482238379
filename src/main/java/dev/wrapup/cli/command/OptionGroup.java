package dev.wrapup.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is about: the help lists options by it, and commands that are printed repeat
/// those that say what a run was about.
public enum OptionGroup {
  /// What the command works on, and how: all that is in no other group.
  WHAT("Options"),
  /// Which organization is meant, and how it is reached.
  TARGET("Target"),
  /// What was reviewed, and what may be done.
  POLICY("Policy"),
  /// What is printed and written, and how.
  OUTPUT("Output");

  private static final Map<OptionGroup, List<String>> NAMES =
      Map.of(
          TARGET,
          List.of(
              "--live",
              "--max-age",
              "--sandbox",
              "--sandbox-data",
              "--api",
              "--environment",
              "--base-url",
              "--rate-limit",
              "--timeout",
              "--ca-file",
              "--env-file",
              "--webhook-url"),
          POLICY,
          List.of(
              "--plan",
              "--expect",
              "--approve",
              "--approve-later",
              "--yes",
              "--exit-code",
              "--revert-drift"),
          OUTPUT,
          List.of(
              "--out",
              "--last-drift",
              "--format",
              "--color",
              "--no-pager",
              "--quiet",
              "--verbose",
              "--help",
              "--version"));

  private final String heading;

  OptionGroup(String heading) {
    this.heading = heading;
  }

  /// The options of a command in the help, those of a group below its heading.
  static String list(Help help) {
    List<OptionSpec> all =
        help.commandSpec().options().stream().filter(option -> !option.hidden()).toList();
    StringBuilder list = new StringBuilder();
    byHeading(all)
        .forEach(
            (heading, some) -> {
              Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
              list.append("\n%s:\n".formatted(heading));
              layout.addOptions(some, help.parameterLabelRenderer());
              list.append(layout);
            });
    return list.toString();
  }

  /// Options below the headings of their groups, in the order of these; below one where there are
  /// none but of output.
  public static Map<String, List<OptionSpec>> byHeading(List<OptionSpec> options) {
    if (options.stream().allMatch(option -> of(option) == OUTPUT)) {
      return Map.of(WHAT.heading, options);
    }
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (OptionGroup group : values()) {
      List<OptionSpec> some = options.stream().filter(option -> of(option) == group).toList();
      if (!some.isEmpty()) groups.put(group.heading, some);
    }
    return groups;
  }

  /// That of an option. A plan is what a command without a policy works on.
  static OptionGroup of(OptionSpec option) {
    boolean isInput =
        option.longestName().equals("--plan") && option.command().findOption("--expect") == null;
    if (isInput) return WHAT;
    return Arrays.stream(values())
        .filter(group -> NAMES.getOrDefault(group, List.of()).contains(option.longestName()))
        .findFirst()
        .orElse(WHAT);
  }
}

package dev.wrapup.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is about: help and manual list options by it, and commands that are printed
/// repeat those that say what a run was about.
enum OptionGroup {
  /// What the command works on, and how: all that is in no other group.
  WHAT,
  /// Which organization is meant, and how it is reached.
  TARGET,
  /// What was reviewed, and what may be done.
  POLICY,
  /// What is printed and written, and how.
  OUTPUT;

  private static final Map<OptionGroup, List<String>> NAMES =
      Map.of(
          TARGET,
          List.of(
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
          List.of("--plan", "--expect", "--approve", "--yes", "--exit-code", "--revert-drift"),
          OUTPUT,
          List.of(
              "--out",
              "--last-drift",
              "--format",
              "--color",
              "--quiet",
              "--verbose",
              "--help",
              "--version"));

  /// That of an option.
  static OptionGroup of(OptionSpec option) {
    return Arrays.stream(values())
        .filter(group -> NAMES.getOrDefault(group, List.of()).contains(option.longestName()))
        .findFirst()
        .orElse(WHAT);
  }
}

package dev.wrapup.report;

import dev.wrapup.plan.Plan;
import dev.wrapup.report.doc.ShellWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a report says of a plan's making.
///
/// @param tool the program's version
/// @param spent how many requests it took
/// @param options by which an apply makes the same plan; empty if the reader is asked anyway
/// @param lastDrift the last check for drift, if that is known
/// @param base the commit that the base was read from, if it was one
public record PlanMetadata(
    String tool,
    Instant createdAt,
    int spent,
    Optional<List<String>> options,
    Optional<LastDrift> lastDrift,
    Optional<BaseCommit> base) {
  public PlanMetadata {
    options = options.map(List::copyOf);
  }

  /// The same, and what is known of the last check for drift.
  public PlanMetadata with(Optional<LastDrift> check) {
    return new PlanMetadata(tool, createdAt, spent, options, check, base);
  }

  /// The same of a plan against a base.
  public PlanMetadata against(Optional<BaseCommit> commit) {
    return new PlanMetadata(tool, createdAt, spent, options, lastDrift, commit);
  }

  /// The same for a reader who is asked.
  public PlanMetadata asking() {
    return new PlanMetadata(tool, createdAt, spent, Optional.empty(), lastDrift, base);
  }

  /// Another command about the same files, base and target, such as `adopt --all`.
  public String same(String command) {
    return ShellWord.command(command, options.orElse(List.of()));
  }

  /// What makes exactly the changes of a plan. Options that would need quotes are left to the
  /// reader.
  ///
  /// @param digest of the plan
  Optional<String> command(Plan plan, String digest) {
    return options.map(
        given -> {
          List<String> words = new ArrayList<>(List.of("wrapup", "apply"));
          words.addAll(ShellWord.plain(given));
          if (plan.reverts() > 0) words.add("--revert-drift");
          words.addAll(List.of("--expect", digest));
          return String.join(" ", words);
        });
  }
}

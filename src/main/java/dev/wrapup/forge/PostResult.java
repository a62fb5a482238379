package dev.wrapup.forge;

import dev.wrapup.report.ForgeReport.Action;
import java.util.Optional;

/// The action that was taken on a comment or an issue.
///
/// @param reason of the action, if it needs one
/// @param lost why the effect of the write is unknown; empty if it is known
public record PostResult(
    Action action,
    Optional<IssueOrComment> posting,
    Optional<String> reason,
    Optional<String> lost) {
  public static PostResult of(Action action, Optional<IssueOrComment> posting) {
    return new PostResult(action, posting, Optional.empty(), Optional.empty());
  }

  /// The same after a write whose effect was unknown: what is found as it should be is that.
  PostResult after(PostResult unanswered) {
    return switch (action) {
      case UNCHANGED, NONE -> of(unanswered.action, posting.or(unanswered::posting));
      default -> this;
    };
  }
}

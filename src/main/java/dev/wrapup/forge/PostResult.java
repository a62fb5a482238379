package dev.wrapup.forge;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.report.ForgeReport;
import java.util.Optional;
import java.util.function.Supplier;

/// The action that was taken on a comment or an issue.
///
/// @param reason of the action, if it needs one
public record PostResult(
    ForgeReport.Action action, Optional<IssueOrComment> posting, Optional<String> reason) {
  /// Runs a write. If the token lacks the permission, it is reported as skipped.
  ///
  /// @param number of the pull or merge request; empty for an issue, which has its own
  public static ForgeReport orSkipped(
      ForgeReport.Kind kind, Optional<Long> number, ForgeApi api, Supplier<PostResult> write) {
    try {
      PostResult written = write.get();
      return new ForgeReport(
          kind,
          written.action(),
          number.isPresent()
              ? number
              : written.posting().map(IssueOrComment::number).filter(n -> n > 0),
          written.posting().flatMap(IssueOrComment::url),
          written.reason(),
          api.requests());
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return ForgeReport.skipped(kind, number, e.message(), api.requests());
    }
  }
}

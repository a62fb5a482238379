package dev.wrapup.forge;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.report.Posted;
import java.util.Optional;
import java.util.function.Supplier;

/// What was done, and what stands there now.
///
/// @param reason a word on it, where it needs one
public record Written(Posted.Action action, Optional<Posting> posting, Optional<String> reason) {
  /// Writes, and tells what came of it. Where the token has no right to, nothing is written and
  /// that is said.
  ///
  /// @param number of the pull or merge request; empty for an issue, which tells its own
  public static Posted orSkipped(
      Posted.Kind kind, Optional<Long> number, ForgeApi api, Supplier<Written> write) {
    try {
      Written written = write.get();
      return new Posted(
          kind,
          written.action(),
          number.isPresent() ? number : written.posting().map(Posting::number).filter(n -> n > 0),
          written.posting().flatMap(Posting::url),
          written.reason(),
          api.requests());
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return Posted.skipped(kind, number, e.message(), api.requests());
    }
  }
}

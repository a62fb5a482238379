package dev.wrapup.github;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Secret;
import dev.wrapup.http.TokenApi;
import dev.wrapup.report.Posted;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes on GitHub: one comment for each pull request, target and folder, and one open issue for
/// each target and folder. Where the token has no right to, nothing is written and that is said.
public final class GitHub {
  private final TokenApi api;
  private final RepositoryApi repository;
  private final Optional<String> run;

  /// A way there; no request leaves yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public GitHub(Job job, Secret token, TokenApi.Means means) {
    this.api = new TokenApi(job.origin(), token, RepositoryApi.HEADERS, means);
    this.run = job.run();
    this.repository = new RepositoryApi(api, job);
  }

  /// Writes a plan's comment, or brings the one that is there up to date.
  public Posted comment(long pullRequest, Body body) {
    PlanComment comment = new PlanComment(repository, pullRequest, body);
    return orSkipped("comment", Optional.of(pullRequest), comment::post);
  }

  /// Opens, updates or closes the issue of a drift.
  public Posted drift(Document.Drift drift, Body body) {
    DriftIssue issue = new DriftIssue(repository, drift, body, run);
    return orSkipped("drift-issue", Optional.empty(), issue::post);
  }

  private Posted orSkipped(String kind, Optional<Long> number, Supplier<Written> write) {
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
      return skipped(kind, number, e.message(), api.requests());
    }
  }

  /// Nothing was written, for want of a right or of a pull request.
  public static Posted skipped(String kind, Optional<Long> number, String why, int requests) {
    return new Posted(
        kind, Posted.Action.SKIPPED, number, Optional.empty(), Optional.of(why), requests);
  }

  /// What was done, and what stands there now.
  ///
  /// @param reason a word on it, where it needs one
  record Written(Posted.Action action, Optional<Posting> posting, Optional<String> reason) {}
}

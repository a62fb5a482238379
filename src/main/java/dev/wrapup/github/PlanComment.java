package dev.wrapup.github;

import dev.wrapup.github.GitHub.Written;
import dev.wrapup.report.Posted.Action;
import java.util.Map;
import java.util.Optional;

/// The comment of a plan on a pull request. A write of which nothing is known is never repeated
/// before the comments were looked through again.
final class PlanComment {
  private final RepositoryApi repository;
  private final long pullRequest;
  private final Body body;

  PlanComment(RepositoryApi repository, long pullRequest, Body body) {
    this.repository = repository;
    this.pullRequest = pullRequest;
    this.body = body;
  }

  Written post() {
    return new Attempts(repository).until(this::once);
  }

  private Attempts.Try once() {
    Optional<Posting> ours = ours();
    if (ours.filter(comment -> body.is(comment.body())).isPresent()) {
      return new Attempts.Settled(Action.UNCHANGED, ours);
    }
    Map<String, String> fields = Map.of("body", body.text());
    return ours.isPresent()
        ? Attempts.of(
            Action.UPDATED,
            repository.write("PATCH", "/issues/comments/" + ours.get().id(), fields),
            ours)
        : Attempts.of(Action.CREATED, repository.write("POST", comments(), fields), ours);
  }

  private Optional<Posting> ours() {
    return repository
        .list(comments() + "?per_page=100")
        .filter(comment -> repository.isOurs(body.marker(), comment))
        .findFirst();
  }

  private String comments() {
    return "/issues/" + pullRequest + "/comments";
  }
}

package dev.wrapup.forge;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.report.Posted.Action;
import java.util.Map;
import java.util.Optional;

/// The comment of a plan on a pull or merge request. A write without a response is retried only
/// after the comments were read again.
///
/// @param list the path of the comments
/// @param one the path of a single one, without its id
/// @param update the HTTP method of an update
public record PlanComment(ForgeApi api, String list, String one, String update, CommentBody body) {
  /// Creates or updates it.
  ///
  /// @throws HttpFailure if it can't be
  public PostResult post() {
    return new IdempotentWrite(api).until(this::once);
  }

  private IdempotentWrite.Try once() {
    Optional<IssueOrComment> ours = ours();
    if (ours.filter(comment -> body.is(comment.body())).isPresent()) {
      return new IdempotentWrite.Settled(Action.UNCHANGED, ours);
    }
    Map<String, String> fields = Map.of("body", body.text());
    return ours.isPresent()
        ? IdempotentWrite.of(Action.UPDATED, api.write(update, one + ours.get().id(), fields), ours)
        : IdempotentWrite.of(Action.CREATED, api.write("POST", list, fields), ours);
  }

  private Optional<IssueOrComment> ours() {
    return api.list(list + "?per_page=100")
        .filter(comment -> api.isOurs(body.marker(), comment))
        .findFirst();
  }
}

package dev.wrapup.forge;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.report.Posted.Action;
import java.util.Map;
import java.util.Optional;

/// The comment of a plan on a pull or merge request. A write of which nothing is known is never
/// repeated before the comments were looked through again.
///
/// @param list the path of the comments
/// @param one the path that the id of one is put behind
/// @param update the method by which one gets another text
public record Comment(ForgeApi api, String list, String one, String update, Body body) {
  /// Writes it, or brings the one that is there up to date.
  ///
  /// @throws HttpFailure if it can't be
  public Written post() {
    return new Attempts(api).until(this::once);
  }

  private Attempts.Try once() {
    Optional<Posting> ours = ours();
    if (ours.filter(comment -> body.is(comment.body())).isPresent()) {
      return new Attempts.Settled(Action.UNCHANGED, ours);
    }
    Map<String, String> fields = Map.of("body", body.text());
    return ours.isPresent()
        ? Attempts.of(Action.UPDATED, api.write(update, one + ours.get().id(), fields), ours)
        : Attempts.of(Action.CREATED, api.write("POST", list, fields), ours);
  }

  private Optional<Posting> ours() {
    return api.list(list + "?per_page=100")
        .filter(comment -> api.isOurs(body.marker(), comment))
        .findFirst();
  }
}

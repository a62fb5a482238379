package dev.wrapup.platform;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Reply;
import dev.wrapup.http.Segment;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads wrap-up codes one by one.
///
/// @param codes the path of their listing
/// @param right that it takes
/// @param id of a code
public record ById<T>(
    ApiClient client, String codes, String right, Function<T, String> id, Page.Reader<T> reader) {
  /// One code; empty if there is none with that id.
  ///
  /// @throws IncompleteCatalog if the answer isn't that code
  public Optional<T> read(String wanted) {
    Reply reply = client.get(codes + "/" + Segment.of(wanted), right);
    if (reply.status() == 404) return Optional.empty();
    String what = "the wrap-up code " + wanted;
    if (!reply.isSuccess()) {
      throw new IncompleteCatalog("%s was not given: %s".formatted(what, reply.explain()));
    }
    T code = Page.one(reply, what, reader);
    String given = id.apply(code);
    if (given.equals(wanted)) return Optional.of(code);
    throw new IncompleteCatalog("%s was asked for, and %s was given".formatted(what, given));
  }

  /// What a listing lacks is not believed to be gone before it is asked for: a listing may have no
  /// total, or be late.
  ///
  /// @throws IncompleteCatalog if one that was not listed is live
  public void confirm(Collection<String> pinned, Collection<T> listed) {
    Set<String> ids = new HashSet<>();
    listed.forEach(code -> ids.add(id.apply(code)));
    for (String one : pinned) {
      if (ids.contains(one) || read(one).isEmpty()) continue;
      throw new IncompleteCatalog("the wrap-up code %s is live but was not listed".formatted(one));
    }
  }
}

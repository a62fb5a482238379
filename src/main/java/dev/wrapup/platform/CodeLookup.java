package dev.wrapup.platform;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.Reply;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads individual wrap-up codes.
///
/// @param codes the path of their listing
/// @param right that it takes
/// @param id of a code
public record CodeLookup<T>(
    ApiClient client, String codes, String right, Function<T, String> id, Page.Reader<T> reader) {
  /// One code; empty if there is none with that id.
  ///
  /// @throws IncompleteCatalogException if the response isn't that code
  public Optional<T> read(String wanted) {
    Reply reply = client.get(codes + "/" + UrlSegment.of(wanted), right);
    if (reply.status() == 404) return Optional.empty();
    String what = "the wrap-up code " + wanted;
    T code = Page.one(reply, what, reader);
    String given = id.apply(code);
    if (given.equals(wanted)) return Optional.of(code);
    throw new IncompleteCatalogException(
        "%s was asked for, and %s was given".formatted(what, given));
  }

  /// The sample size if the listing has none of the pinned codes, so that the files are probably
  /// for another organization.
  private static final int SAMPLE = 16;

  /// Confirms that pinned codes missing in a listing don't exist, since the listing may be
  /// incomplete or late.
  ///
  /// @throws IncompleteCatalogException if one that was not listed is live
  public void confirm(Collection<String> pinned, Collection<T> listed) {
    Set<String> ids = new HashSet<>();
    listed.forEach(code -> ids.add(id.apply(code)));
    List<String> missing = pinned.stream().filter(one -> !ids.contains(one)).toList();
    boolean isElsewhere = !listed.isEmpty() && missing.size() == pinned.size();
    List<String> asked = missing.stream().limit(isElsewhere ? SAMPLE : missing.size()).toList();
    for (Optional<T> found : ParallelCalls.map("pinned", asked, this::read)) {
      if (found.isEmpty()) continue;
      throw new IncompleteCatalogException(
          "the wrap-up code %s is live but was not listed".formatted(id.apply(found.get())));
    }
  }
}

package dev.wrapup.platform.versioned;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A listing with cursor-based pages. Only the cursor is taken from `nextPage`, never the host or
/// path, so that the token goes nowhere else.
final class CursorListing<T> {
  private static final int PAGE_SIZE = 250;

  /// More than any organization has; a million entities.
  private static final int MOST_PAGES = 4_000;

  private static final Pattern LINK = Pattern.compile("://|^/(.*\\?|api/|/[^/]*[.:])");

  private final ApiClient client;
  private final String path;
  private final String name;
  private final String scope;
  private final Page.Reader<T> reader;
  private volatile int pages;

  /// @param name of what is listed, in the plural
  /// @param scope that it takes
  CursorListing(ApiClient client, String path, String name, String scope, Page.Reader<T> reader) {
    this.client = client;
    this.path = path;
    this.name = name;
    this.scope = scope;
    this.reader = reader;
  }

  /// All entities of all pages.
  ///
  /// @throws IncompleteCatalogException if a page is missing, broken or came before, or if they
  ///   have no end
  List<T> all() {
    List<T> all = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    for (int number = 1; ; number++) {
      String what = "page %d of the %s".formatted(number, name);
      Page<T> page =
          Page.read(client.get(path(cursor), scope), what, Set.of("nextPage"), Set.of(), reader);
      all.addAll(page.entities());
      cursor = page.envelope().optional("nextPage").map(next -> cursor(next, what));
      pages = number;
      if (cursor.isEmpty()) return all;
      if (!cursors.add(cursor.get())) {
        throw new IncompleteCatalogException(what + " leads back to a page that was read before");
      }
      if (number == MOST_PAGES) {
        throw new IncompleteCatalogException(what + " leads on, to more than any organization has");
      }
    }
  }

  /// The number of pages at the last read.
  int pages() {
    return pages;
  }

  private String path(Optional<String> cursor) {
    String first = path + "?pageSize=" + PAGE_SIZE;
    return cursor.map(text -> first + "&cursor=" + UrlSegment.of(text)).orElse(first);
  }

  /// `nextPage` is an opaque cursor, or a URI or path that carries one. A cursor in base64 may
  /// begin with `/` as well, but has no query, no host and no path of an API.
  private String cursor(String nextPage, String what) {
    if (!LINK.matcher(nextPage).find()) return nextPage;
    URI uri;
    try {
      uri = URI.create(nextPage);
    } catch (IllegalArgumentException e) {
      throw new IncompleteCatalogException("%s: 'nextPage' is not a URI".formatted(what));
    }
    boolean isElsewhere =
        nextPage.startsWith("//")
            || (uri.isAbsolute() && !SafeOrigin.of(uri).equals(client.origin()));
    if (isElsewhere) {
      throw new IncompleteCatalogException(
          "%s: 'nextPage' leads to another server, which is not followed".formatted(what));
    }
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("cursor=") && pair.length() > "cursor=".length()) {
        return URLDecoder.decode(pair.substring("cursor=".length()), StandardCharsets.UTF_8);
      }
    }
    throw new IncompleteCatalogException("%s: 'nextPage' carries no cursor".formatted(what));
  }
}

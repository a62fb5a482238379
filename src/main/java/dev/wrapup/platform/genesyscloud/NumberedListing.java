package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.text.Words;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.ParallelCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A listing with numbered pages: after the first, the others are read in parallel. The order is
/// unspecified, so a concurrent edit may duplicate or hide an entity; the total detects that.
///
/// @param path with its query but for the paging
/// @param name of what is listed, in the plural
/// @param permission that it takes
/// @param id of an entity
/// @param size of a page that is asked for; the server may reduce it
record NumberedListing<T>(
    ApiClient client,
    String path,
    String name,
    String permission,
    Function<T, String> id,
    Page.Reader<T> reader,
    int size) {
  private static final int PAGE_SIZE = 100;

  private static final int TRIES = 2;

  /// More than any organization has; a million entities.
  private static final int MOST_PAGES = 10_000;

  /// With pages of the usual size.
  NumberedListing(
      ApiClient client,
      String path,
      String name,
      String permission,
      Function<T, String> id,
      Page.Reader<T> reader) {
    this(client, path, name, permission, id, reader, PAGE_SIZE);
  }

  /// All entities, each once, in no order.
  ///
  /// @param flaw another inconsistency of the listing; empty if there is none
  /// @throws IncompleteCatalogException if it is not whole twice in a row
  List<T> all(Function<List<T>, Optional<String>> flaw) {
    return whole(get(1), flaw);
  }

  /// The same; empty if what is listed of doesn't exist.
  Optional<List<T>> ifThere() {
    Reply first = get(1);
    return first.status() == 404
        ? Optional.empty()
        : Optional.of(whole(first, entities -> Optional.empty()));
  }

  private List<T> whole(Reply page1, Function<List<T>, Optional<String>> flaw) {
    String why = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<Page<T>> pages = pages(attempt == 1 ? page1 : get(1));
      Map<String, T> byId = new LinkedHashMap<>();
      Optional<String> changed = Optional.empty();
      for (Page<T> page : pages) {
        for (T entity : page.entities()) {
          T other = byId.put(id.apply(entity), entity);
          boolean isSame = other == null || other.equals(entity);
          if (!isSame) changed = Optional.of("one stands there twice, and not the same");
        }
      }
      List<T> all = List.copyOf(byId.values());
      Optional<String> wrong = changed.or(() -> wrong(pages, all.size())).or(() -> flaw.apply(all));
      if (wrong.isEmpty()) return all;
      why = wrong.get();
    }
    throw new IncompleteCatalogException(
        "the %s were listed two times, and both times %s".formatted(name, why));
  }

  private static <T> Optional<String> wrong(List<Page<T>> pages, int found) {
    int total = pages.getLast().envelope().count("total");
    if (pages.stream().anyMatch(page -> page.envelope().count("total") != total)) {
      return Optional.of("their number changed meanwhile");
    }
    return found == total
        ? Optional.empty()
        : Optional.of("%d of %d were given".formatted(found, total));
  }

  private List<Page<T>> pages(Reply page1) {
    List<Page<T>> pages = new ArrayList<>();
    pages.add(page(1, page1));
    int count = count(pages.getFirst());
    List<Integer> others = IntStream.rangeClosed(2, count).boxed().toList();
    pages.addAll(ParallelCalls.map("pages", others, number -> page(number, get(number))));
    return pages;
  }

  /// The number of pages, which must be consistent with the total.
  private int count(Page<T> first) {
    int count = first.envelope().count("pageCount");
    int total = first.envelope().count("total");
    int given = Math.max(1, first.entities().size());
    if (count <= 1 || (count <= MOST_PAGES && (count - 1L) * given < total)) return count;
    throw new IncompleteCatalogException(
        "page 1 of the %s tells of %d pages, and of %s, of which it has %d"
            .formatted(name, count, Words.count(total, "entity"), first.entities().size()));
  }

  private Reply get(int number) {
    String mark = path.contains("?") ? "&" : "?";
    String query = "%spageSize=%d&pageNumber=%d".formatted(mark, size, number);
    return client.get(path + query, permission);
  }

  private Page<T> page(int number, Reply reply) {
    return Page.read(
        reply,
        "page %d of the %s".formatted(number, name),
        Set.of(),
        Set.of("total", "pageCount"),
        reader);
  }
}

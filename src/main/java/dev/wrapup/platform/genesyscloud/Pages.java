package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Reply;
import dev.wrapup.platform.IncompleteCatalog;
import dev.wrapup.platform.Joined;
import dev.wrapup.platform.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Reads a listing whose pages have numbers: the first tells how many there are, the others are
/// asked for side by side. Nobody promises an order, so what an edit moves meanwhile may stand on
/// two pages or on none; the total tells.
///
/// @param path with its query but for the paging
/// @param name of what is listed, in the plural
/// @param permission that it takes
/// @param id of an entity
record Pages<T>(
    ApiClient client,
    String path,
    String name,
    String permission,
    Function<T, String> id,
    Page.Reader<T> reader) {
  /// What is asked for; the server may give less a page.
  private static final int PAGE_SIZE = 100;

  private static final int SIDE_BY_SIDE = 8;
  private static final int TRIES = 2;

  /// All entities, each once, in no order.
  ///
  /// @param flaw what is wrong with a listing beside its number; empty if nothing is
  /// @throws IncompleteCatalog if it is not whole twice in a row
  List<T> all(Function<List<T>, Optional<String>> flaw) {
    String why = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<Page<T>> pages = pages();
      Map<String, T> byId = new LinkedHashMap<>();
      for (Page<T> page : pages) {
        for (T entity : page.entities()) byId.put(id.apply(entity), entity);
      }
      List<T> all = List.copyOf(byId.values());
      Optional<String> wrong = wrong(pages, all.size()).or(() -> flaw.apply(all));
      if (wrong.isEmpty()) return all;
      why = wrong.get();
    }
    throw new IncompleteCatalog(
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

  private List<Page<T>> pages() {
    List<Page<T>> pages = new ArrayList<>();
    pages.add(page(1));
    int count = pages.getFirst().envelope().count("pageCount");
    if (count <= 1) return pages;
    int workers = Math.min(SIDE_BY_SIDE, count - 1);
    ExecutorService executor =
        Executors.newFixedThreadPool(
            workers, work -> Thread.ofPlatform().daemon().name("pages").unstarted(work));
    try {
      List<Future<Page<T>>> others = new ArrayList<>();
      for (int number = 2; number <= count; number++) {
        int next = number;
        others.add(executor.submit(() -> page(next)));
      }
      for (Future<Page<T>> other : others) pages.add(Joined.of(other));
      return pages;
    } finally {
      executor.shutdownNow();
    }
  }

  private Page<T> page(int number) {
    String what = "page %d of the %s".formatted(number, name);
    String query = "%spageSize=%d&pageNumber=%d".formatted(mark(), PAGE_SIZE, number);
    Reply reply = client.get(path + query, permission);
    if (!reply.isSuccess()) {
      throw new IncompleteCatalog("%s was not given: %s".formatted(what, reply.explain()));
    }
    return Page.read(reply, what, Set.of(), Set.of("total", "pageCount"), reader);
  }

  private String mark() {
    return path.contains("?") ? "&" : "?";
  }
}

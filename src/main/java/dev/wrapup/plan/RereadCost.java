package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.plan.diff.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts the requests of the reading that ends an apply: the catalog, and each queue that it
/// changes.
final class RereadCost {
  private RereadCost() {}

  /// @param catalog as it is before the changes
  /// @return 0 for no changes, which end without it
  static int requests(Dialect dialect, Catalog catalog, List<Change> changes) {
    if (changes.isEmpty()) return 0;
    Dialect.Cost cost = dialect.cost();
    int codes = catalog.codes().size();
    Map<Queue, Integer> more = new HashMap<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Create ignored -> codes++;
        case Change.Delete ignored -> codes--;
        case Change.Update ignored -> {}
        case Change.QueuePair pair -> more.merge(pair.queue(), pair.isAdd() ? 1 : -1, Integer::sum);
      }
    }
    int requests = pages(codes, cost.codesAPage());
    if (cost.referrersAPage() > 0) {
      requests += pages(catalog.usage().referrers().size(), cost.referrersAPage());
    }
    for (Map.Entry<Queue, Integer> queue : more.entrySet()) {
      int all = offered(catalog, queue.getKey()) + queue.getValue();
      requests += pages(all, cost.codesAPage());
    }
    return requests;
  }

  private static int offered(Catalog catalog, Queue queue) {
    return catalog.queues().flatMap(all -> all.codesOf(queue)).map(Set::size).orElse(0);
  }

  /// A listing of nothing is a page too.
  private static int pages(int all, int aPage) {
    return Math.max(1, Math.ceilDiv(all, aPage));
  }
}

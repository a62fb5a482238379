package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Nightly;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server's rate limit, met on purpose and by chance. All times are those at which requests
/// arrived at the server.
@Nightly
class RateTest {
  /// The vendor's, in a tenth of its time.
  private static final int LIMIT = 300;

  private static final Duration WINDOW = Duration.ofSeconds(6);

  @TempDir Path folder;

  private List<Request> apply(int codes, int parallelism, Settings settings, RateBudget budget) {
    StringBuilder yaml = new StringBuilder("codes:\n");
    for (int i = 0; i < codes; i++) yaml.append("  CODE_%d: {displayName: New}\n".formatted(i));
    try (Site site =
        Site.of(
            Kind.VERSIONED,
            Organization.generated(codes, 0),
            settings,
            budget,
            ConsistencyWait.NONE)) {
      Path journal = folder.resolve(System.nanoTime() + ".jsonl");

      List<Result> results = site.apply(site.plan(yaml.toString()), parallelism, journal);

      assertThat(results).allMatch(result -> result.outcome().status() == Status.APPLIED);
      return site.sandbox().requests().stream()
          .sorted((a, b) -> Long.compare(a.at(), b.at()))
          .toList();
    }
  }

  private static Stream<Request> refused(List<Request> requests) {
    return requests.stream().filter(request -> request.status() == 429);
  }

  @Test
  void with_the_servers_own_limit_nearly_all_of_it_is_used_and_nothing_is_refused() {
    Settings limited = Settings.DEFAULT.withLimit(LIMIT, WINDOW);
    double used = 0;
    // another program may hold this machine for a while, so the best of three counts
    for (int i = 0; i < 3 && used < 0.98; i++) {
      List<Request> requests =
          apply(4 * LIMIT, 8, limited, RateBudget.of(LIMIT, WINDOW, Duration.ZERO));

      assertThat(refused(requests)).isEmpty();
      // in the first window more may leave at once than later
      List<Request> later = requests.subList(LIMIT, requests.size());
      double windows = (double) (later.getLast().at() - later.getFirst().at()) / WINDOW.toNanos();
      used = Math.max(used, (later.size() - 1) / (LIMIT * windows));
    }

    assertThat(used).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void queues_are_read_side_by_side_at_nearly_all_of_the_limit() {
    Kind kind = Kind.GENESYS_CLOUD;
    Settings limited = Settings.DEFAULT.withLimit(LIMIT, WINDOW).withLatency(Duration.ofMillis(50));
    double used = 0;
    for (int i = 0; i < 3 && used < 0.98; i++) {
      RateBudget budget = RateBudget.of(LIMIT, WINDOW, Duration.ZERO);
      Organization organization = CloudExample.generated(1000, 400, 100);
      try (Site site = Site.of(kind, organization, limited, budget, ConsistencyWait.NONE)) {
        CatalogReader reader = kind.platform().reader(site.client());
        reader.snapshot(List.of());
        reader.queues(QueueNames.ALL);

        List<Long> times = site.sandbox().requests().stream().map(Request::at).sorted().toList();
        assertThat(refused(site.sandbox().requests())).isEmpty();
        double windows = (double) (times.getLast() - times.getFirst()) / WINDOW.toNanos();
        used = Math.max(used, (times.size() - 1) / (LIMIT * windows));
      }
    }

    assertThat(used).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void without_a_limit_each_wait_is_honored_by_all() {
    int parallelism = 4;
    Duration window = Duration.ofSeconds(1);

    List<Request> requests =
        apply(100, parallelism, Settings.DEFAULT.withLimit(30, window), RateBudget.unlimited());

    List<Request> refused = refused(requests).toList();
    assertThat(refused).isNotEmpty();
    for (Request refusal : refused) {
      // the server says how long in whole seconds, which is one here
      long over = refusal.at() + window.toNanos();
      assertThat(requests)
          .filteredOn(request -> request.at() > refusal.at() && request.at() < over)
          .as("requests before the wait was over, that were under way already")
          .hasSizeLessThan(parallelism);
      assertThat(refused)
          .filteredOn(other -> other.at() >= refusal.at() && other.at() < over)
          .as("refusals in a window")
          .hasSizeLessThanOrEqualTo(parallelism);
    }
  }
}

package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A create whose answer was lost, on a server that doesn't show what it made.
class LostCreateTest {
  @TempDir Path folder;

  @Test
  void is_not_called_failed_by_the_refusal_of_a_second_try() {
    Organization org = Organization.generated(Kind.GENESYS_CLOUD.dialect(), 2, 0);
    Settings settings = Settings.DEFAULT.withLag(Duration.ofHours(1));
    try (Site site =
        Site.of(Kind.GENESYS_CLOUD, org, settings, RateBudget.unlimited(), ConsistencyWait.NONE)) {
      var approved = site.plan("codes:\n  New: {description: made}\n");
      site.sandbox().inject(Fault.parse("reset-after@POST#1"));

      List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

      assertThat(results)
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.outcome().status()).isEqualTo(Status.UNKNOWN);
                assertThat(result.outcome().reason().orElseThrow()).contains("duplicate.name");
              });
      assertThat(org.byCode("New")).isPresent();
    }
  }
}

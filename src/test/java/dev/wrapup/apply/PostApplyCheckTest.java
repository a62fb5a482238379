package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Dialect;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostApplyCheckTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void what_no_read_showed_is_told_as_answered_and_not_made(int hours, boolean isShown) {
    Dialect dialect = Dialect.GENESYS_CLOUD;
    Organization organization = Organization.generated(dialect, 2, 0);
    String name = organization.codes().getFirst().code();
    try (Site site =
        Site.of(
            Kind.GENESYS_CLOUD,
            organization,
            Settings.DEFAULT.withLag(Duration.ofHours(hours)),
            RateBudget.unlimited(),
            ConsistencyWait.NONE)) {
      String yaml = "codes: {\"%s\": {description: as declared}}\n".formatted(name);
      List<Result> results = site.apply(site.plan(yaml), 1, folder.resolve("journal.jsonl"));

      ChangeOutcome outcome = results.getFirst().outcome();
      assertThat(results).hasSize(1);
      assertThat(outcome.since().word()).isEmpty();
      assertThat(outcome.status()).isEqualTo(isShown ? Status.APPLIED : Status.ALTERED);
      assertThat(outcome.reason().orElse("")).endsWith(isShown ? "" : "still as it was before");
    }
  }
}

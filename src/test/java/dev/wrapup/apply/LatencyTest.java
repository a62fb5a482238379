package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Verdict;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a change took is counted from its first sending to its outcome.
class LatencyTest {
  private static final int EACH = 60;

  @TempDir Path folder;

  @Test
  void all_requests_and_waits_of_a_change_count() {
    Organization org = Organization.generated(1, 0);
    try (Site site = Site.of(Kind.VERSIONED, org)) {
      Verdict.Approved approved = site.plan("codes:\n  CODE_0: {displayName: New}\n");
      site.sandbox().inject(Fault.parse("latency:" + EACH + "@GET"));
      site.sandbox().inject(Fault.parse("latency:" + EACH + "@PATCH"));
      AtomicInteger writes = new AtomicInteger();
      site.sandbox()
          .watch(
              (moment, request) -> {
                boolean isWrite = request.method().equals("PATCH") && moment == Moment.ARRIVED;
                if (isWrite && writes.incrementAndGet() < 3) edit(org, "edit " + writes);
              });
      Path path = folder.resolve("journal.jsonl");

      List<Result> results = site.apply(approved, 1, path);

      assertThat(results)
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.outcome().status()).isEqualTo(Status.MERGED);
                // three writes, and a look between each two
                assertThat(result.latency().toMillis()).isGreaterThanOrEqualTo(5 * EACH);
              });
      AuditReport report = AuditReport.of(ParsedJournal.read(path, Optional.empty()));
      assertThat(report.metrics().averageLatencyMs()).isGreaterThanOrEqualTo(5 * EACH);
      assertThat(report.rows().getFirst().audited().orElseThrow().latencyMs().orElseThrow())
          .isGreaterThanOrEqualTo(5 * EACH);
    }
  }

  private static void edit(Organization org, String description) {
    org.update(
        "id-0",
        Optional.empty(),
        "CODE_0",
        Map.of(Dialect.VERSIONED.field("description").orElseThrow(), new Value.Text(description)),
        Organization.ADMINISTRATOR);
  }
}

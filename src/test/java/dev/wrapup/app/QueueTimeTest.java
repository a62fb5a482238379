package dev.wrapup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading what queues offer takes a request each, for which the time that commands usually have
/// may be too short.
class QueueTimeTest {
  private static final Duration USUAL = Duration.ofSeconds(90);
  private static final String CODE = "codes: {Refund: {division: Sales}}";

  @TempDir Path folder;

  @AutoClose
  private final Sandbox sandbox = Sandbox.start(CloudExample.organization(), Settings.DEFAULT);

  private Workspace workspace;

  @BeforeEach
  void where() {
    workspace =
        Workspace.of(
            folder,
            Map.of(
                "WRAPUP_API", "genesys-cloud",
                "GENESYS_BASE_URL", sandbox.url().toString(),
                "GENESYS_CLIENT_ID", "the-client",
                "GENESYS_CLIENT_SECRET", "its-secret"));
  }

  /// How long a run may still take when its plan is made.
  private Duration left(String codes, Deadline deadline) throws IOException {
    Files.writeString(folder.resolve("codes.yaml"), "format: 1\napi: genesys-cloud\n" + codes);
    try (Connection connection =
        Connection.open(RunOptions.of("codes.yaml"), workspace, deadline)) {
      Planned.make(connection, DesiredInputs.read(connection), Review.NONE);
    }
    return deadline.left();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codes: {Refund: {division: Sales, queues: [Orders]}}",
        CODE + "\noffers: {'*': [Refund]}",
      })
  void where_files_name_queues_the_usual_limit_is_waived(String codes) throws Exception {
    assertThat(left(codes, Deadline.usual(USUAL))).isGreaterThan(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes: {Refund: {division: Sales, queues: [Orders]}}", CODE})
  void one_that_was_asked_for_stays(String codes) throws Exception {
    assertThat(left(codes, Deadline.after(USUAL))).isLessThanOrEqualTo(USUAL);
  }

  @Test
  void where_no_file_names_a_queue_it_stays() throws Exception {
    assertThat(left(CODE, Deadline.usual(USUAL))).isLessThanOrEqualTo(USUAL);
  }
}

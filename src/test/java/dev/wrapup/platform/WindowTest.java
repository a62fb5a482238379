package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Nightly;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Somebody edits the code that is being written, at any moment: what becomes of the edit where
/// there is no lock. `-Dwindow.seeds=1000` measures it for the documentation.
@Nightly
class WindowTest {
  private static final int SEEDS = Integer.getInteger("window.seeds", 60);
  private static final Field DESCRIPTION = Dialect.GENESYS_CLOUD.field("description").orElseThrow();

  private static Value text(String text) {
    return new Value.Text(text);
  }

  @Test
  void an_edit_is_kept_or_told_or_in_the_window_between_reading_and_writing() {
    var settings = dev.wrapup.sandbox.http.Settings.DEFAULT.withLatency(Duration.ofMillis(2));
    int kept = 0;
    int later = 0;
    int overwritten = 0;
    try (Sandbox sandbox = Sandbox.start(CloudExample.generated(SEEDS, 0), settings)) {
      Kind kind = Kind.GENESYS_CLOUD;
      ApiClient client = kind.client(sandbox.url(), RateBudget.unlimited(), Deadline.never());
      CatalogReader reader = kind.platform().reader(client);
      CatalogWriter writer = kind.platform().writer(client);
      for (int seed = 0; seed < SEEDS; seed++) {
        String code = "CODE_" + seed;
        LiveCode before = reader.read("id-" + seed).orElseThrow();
        long wait = new Random(seed).nextLong(14_000_000);
        Thread admin = Thread.ofPlatform().start(() -> edit(sandbox, code, wait));

        WriteResult answer = writer.update(before, code, Map.of(DESCRIPTION, text("ours")));
        join(admin);

        Value live = sandbox.organization().byCode(code).orElseThrow().value(DESCRIPTION);
        boolean isTheirs = live.equals(text("theirs"));
        switch (answer) {
          case WriteResult.Refused ignored -> {
            assertThat(isTheirs).as("seed %d", seed).isTrue();
            kept++;
          }
          case WriteResult.Done ignored when isTheirs -> later++;
          case WriteResult.Done ignored -> overwritten++;
          default -> throw new AssertionError("seed " + seed + ": " + answer);
        }
      }
    }
    System.out.printf(
        "%d edits: %d kept, %d overwritten, %d after our write%n", SEEDS, kept, overwritten, later);
    assertThat(kept).as("edits that were noticed").isPositive();
  }

  private static void edit(Sandbox sandbox, String code, long wait) {
    long end = System.nanoTime() + wait;
    while (System.nanoTime() < end) Thread.onSpinWait();
    sandbox
        .organization()
        .edit(
            code,
            live ->
                new LiveCode(
                    live.id(),
                    live.revision(),
                    live.code(),
                    Map.of(
                        DESCRIPTION,
                        text("theirs"),
                        Dialect.GENESYS_CLOUD.field("division").orElseThrow(),
                        text("*"))));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

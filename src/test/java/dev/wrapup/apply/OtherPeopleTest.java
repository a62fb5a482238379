package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.audit.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Others edit the catalog while an apply runs, before, between and within its requests, and
/// answers get lost. Whatever they do, nothing of theirs is lost, and what is told is true.
class OtherPeopleTest {
  /// Most of a story is waiting, so that many can be told at once.
  private static final int AT_ONCE = 24;

  @TempDir Path folder;

  @ParameterizedTest(name = "parallelism {0}, seeds {1} to {2}")
  @CsvSource({"1, 0, 1000", "4, 1000, 1400"})
  void nothing_of_theirs_is_lost_and_what_is_told_is_true(int parallelism, long from, long to)
      throws Exception {
    List<String> bad = new ArrayList<>();
    Set<String> seen = new ConcurrentSkipListSet<>();
    try (ExecutorService tellers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<String>>> complaints = new ArrayList<>();
      for (long s = from; s < to; s++) {
        long seed = s;
        complaints.add(tellers.submit(() -> judge(seed, parallelism, seen)));
      }
      for (Future<List<String>> found : complaints) bad.addAll(found.get());
    }

    assertThat(bad).as("%d of %d seeds", bad.size(), to - from).isEmpty();
    // what never happens is not tested; with several at once what happens is up to chance
    if (parallelism > 1) return;
    assertThat(seen)
        .contains("Create applied", "Create failed")
        .contains("Delete applied", "Delete already-applied", "Delete conflict")
        .contains("Update applied", "Update merged", "Update already-applied")
        .contains("Update conflict", "Update failed", "Update unknown");
  }

  private List<String> judge(long seed, int parallelism, Set<String> seen) {
    Story story = Story.of(seed, parallelism, folder);
    for (Result result : story.results()) {
      seen.add(result.change().getClass().getSimpleName() + " " + result.outcome().word());
    }
    List<String> complaints = Oracle.complaints(story);
    if (complaints.isEmpty()) return List.of();
    return List.of("seed %d: %s%n%s".formatted(seed, complaints, story.told()));
  }

  @Test
  void a_seed_tells_the_same_story_again() {
    for (long seed = 0; seed < 20; seed++) {
      Story first = Story.of(seed, 1, folder);

      assertThat(Story.of(seed, 1, folder).history()).isEqualTo(first.history());
    }
  }
}

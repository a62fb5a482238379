package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Nightly;
import dev.wrapup.Seeds;
import dev.wrapup.journal.Result;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Others edit the catalog while an apply runs, before, between and within its requests, and
/// answers get lost. Whatever they do, nothing of theirs is lost, and what is told is true.
class OtherPeopleTest {
  /// Most of a story is waiting, so that many can be told at once.
  private static final int AT_ONCE = 24;

  private static final Duration LAG = Duration.ofMillis(40);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nothing_of_theirs_is_lost_and_what_is_told_is_true(Kind kind) throws Exception {
    assertThat(seenIn(kind, 1, 0, Seeds.count(250, 1000)))
        .contains("Create applied", "Create failed")
        .contains("Delete applied", "Delete already-applied", "Delete conflict")
        .contains("Update applied", "Update merged", "Update already-applied")
        .contains("Update conflict", "Update failed", "Update unknown");
  }

  /// Which of the requests that are under way comes first is up to chance, and so is the story.
  @Nightly
  @ParameterizedTest
  @EnumSource
  void nor_is_it_with_several_requests_at_once(Kind kind) throws Exception {
    assertThat(seenIn(kind, 4, 1000, 1400)).contains("Update merged");
  }

  /// Holds each story, and tells what sorts of changes and outcomes they had.
  private Set<String> seenIn(Kind kind, int parallelism, long from, long to) throws Exception {
    Set<String> seen = new ConcurrentSkipListSet<>();
    Figures figures = new Figures();

    List<String> bad =
        each(from, to, s -> judge(Story.of(kind, s, parallelism, folder), s, seen, figures))
            .stream()
            .flatMap(List::stream)
            .toList();

    System.out.printf(
        "%s, parallelism %d, seeds %d to %d: %s%n", kind, parallelism, from, to, figures);
    assertThat(bad).as("%d of %d seeds", bad.size(), to - from).isEmpty();
    assertThat(figures.overwritten.sum() > 0).as("what a lock keeps").isEqualTo(!kind.locks());
    assertThat(figures.told.sum()).isPositive();
    return seen;
  }

  /// How many edits there were, and what came of those that no lock kept.
  private static final class Figures {
    private final LongAdder edits = new LongAdder();
    private final LongAdder unseen = new LongAdder();
    private final LongAdder overwritten = new LongAdder();
    private final LongAdder told = new LongAdder();

    void add(Story story) {
      edits.add(story.theirs().size());
      story.history().stream()
          .filter(story::isOurs)
          .forEach(ours -> unseen.add(story.unseen(ours).size()));
      overwritten.add(story.overwritten().size());
      told.add(told(story));
    }

    @Override
    public String toString() {
      return "%d edits, %d of them between our reading and our write, %d overwritten; told since: %d"
          .formatted(edits.sum(), unseen.sum(), overwritten.sum(), told.sum());
    }
  }

  private static long told(Story story) {
    return story.results().stream().filter(r -> r.outcome().since().word().isPresent()).count();
  }

  private static List<String> judge(Story story, long seed, Set<String> seen, Figures figures) {
    figures.add(story);
    for (Result result : story.results()) {
      seen.add(result.change().getClass().getSimpleName() + " " + result.outcome().word());
    }
    return complaints(seed, story, Oracle.complaints(story));
  }

  private static List<String> complaints(long seed, Story story, List<String> complaints) {
    return complaints.isEmpty()
        ? List.of()
        : List.of("seed %d: %s%n%s".formatted(seed, complaints, story.told()));
  }

  /// Where reads lag, what can be told is what stood that long before our last reading.
  @Test
  void where_reads_lag_all_that_the_last_one_shows_is_told_and_nothing_else() throws Exception {
    LongAdder edited = new LongAdder();

    List<String> bad =
        each(
                0,
                Seeds.count(72, 720),
                seed -> {
                  Story story = Story.of(Kind.GENESYS_CLOUD, seed, 1 + (int) seed % 4, LAG, folder);
                  edited.add(told(story));
                  return complaints(seed, story, Untold.of(story));
                })
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(bad).isEmpty();
    assertThat(edited.sum()).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void a_seed_tells_the_same_story_again(Kind kind) throws Exception {
    LongFunction<List<Step>> tell = seed -> Story.of(kind, seed, 1, folder).history();

    assertThat(each(0, 20, tell)).isEqualTo(each(0, 20, tell));
  }

  private static <T> List<T> each(long from, long to, LongFunction<T> tell) throws Exception {
    try (ExecutorService tellers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<T>> told = new ArrayList<>();
      for (long s = from; s < to; s++) {
        long seed = s;
        told.add(tellers.submit(() -> tell.apply(seed)));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> one : told) all.add(one.get());
      return all;
    }
  }
}

package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.journal.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random runs, with others at work during and after them, are undone.
class UndoTest {
  private static final int AT_ONCE = 24;

  @TempDir Path folder;

  private final Collection<String> bad = new ConcurrentLinkedQueue<>();
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  @ParameterizedTest
  @EnumSource
  void what_a_run_wrote_is_as_it_was_and_what_others_wrote_stays(Kind kind) throws Exception {
    try (ExecutorService tellers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Story>> told = new ArrayList<>();
      for (long s = 0; s < Seeds.count(60, 1000); s++) {
        long seed = s;
        told.add(
            tellers.submit(
                () ->
                    Story.of(
                        kind,
                        seed,
                        1,
                        Duration.ZERO,
                        folder,
                        (story, site, others) -> undo(story, site, others, seed))));
      }
      for (Future<Story> one : told) one.get();
    }

    assertThat(bad).isEmpty();
    assertThat(seen)
        .contains("Create", "Update", "Delete", "rename", "cycle", "left Update", "left Delete")
        .contains("left Create");
  }

  private void undo(Story story, Site site, OtherPeople others, long seed) {
    Organization organization = site.sandbox().organization();
    for (int i = 0; i < seed % 4; i++) others.act("");
    List<LiveCode> before = organization.codes();
    List<Step> history = organization.history();
    Path journal = folder.resolve(UUID.randomUUID() + ".jsonl");

    Verdict.Approved undo = site.undo(story.journal().path());
    List<Result> results = site.apply(undo, 1, journal);

    List<LiveCode> after = organization.codes();
    note(undo);
    List<String> complaints =
        new ArrayList<>(new Undone(story, history, others.steps(), before, after).complaints());
    results.stream()
        .filter(result -> !result.outcome().isDone())
        .forEach(result -> complaints.add("not done: " + result.change().effect() + result));
    if (!site.undo(story.journal().path()).plan().changes().isEmpty()) {
      complaints.add("something is left to undo");
    }
    Verdict.Approved again = site.undo(journal);
    site.apply(again, 1, folder.resolve(UUID.randomUUID() + ".jsonl"));
    List<LiveCode> back = organization.codes();
    // nothing is set aside again
    boolean isWhole = before.stream().noneMatch(Parked::is);
    if (isWhole && !Undone.values(story, back).equals(Undone.values(story, before))) {
      complaints.add("undone twice: %s%n  not: %s".formatted(back, before));
    }
    if (complaints.isEmpty()) return;
    bad.add(
        "seed %d: %s%n%s  undo: %s%n  before: %s%n  after: %s"
            .formatted(
                seed,
                String.join("\n  ", complaints),
                story.told(),
                undo.plan().effects(),
                before,
                after));
  }

  private void note(Verdict.Approved undo) {
    if (undo.plan().changes().isEmpty()) seen.add("nothing");
    if (undo.plan().cycles() > 0) seen.add("cycle");
    for (Change change : undo.plan().changes()) {
      seen.add(change.getClass().getSimpleName());
      if (change.previousCode().isPresent()) seen.add("rename");
    }
    undo.plan().drift().forEach(change -> seen.add("left " + change.getClass().getSimpleName()));
  }
}

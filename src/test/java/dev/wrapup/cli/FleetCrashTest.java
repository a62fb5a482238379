package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An apply of three organizations in two waves that stops before or after every request and every
/// record of any journal, and in the middle of records, and the next run.
class FleetCrashTest {
  private static final int TARGETS = 3;

  private static final String CODES =
      """
      format: 1
      codes:
        CODE_0: {displayName: Changed 0}
        CODE_1: {displayName: Changed 1}
        NEW: {displayName: New, routingType: manual}
      """;

  /// The world as a process leaves it that is killed there.
  private record Moment(String name, List<Organization.State> live, Map<String, String> journals) {
    Moment with(String journal, int end) {
      Map<String, String> cut = new TreeMap<>(journals);
      cut.computeIfPresent(journal, (path, text) -> text.substring(0, end));
      return new Moment("%s, %s cut at %d".formatted(name, journal, end), live, cut);
    }
  }

  @TempDir Path folder;
  @AutoClose private FleetWorld world;
  private final ReentrantLock one = new ReentrantLock();
  private final List<Moment> kept = new ArrayList<>();
  private boolean isWatched;

  @Test
  void the_next_run_makes_what_is_left_and_nothing_twice() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    world = new FleetWorld(first, 3, 0, 0, 1);
    Program program = world.program().file("shared/codes.yaml", CODES);
    program.run("fleet", "plan", "--out", "plans");
    for (int i = 0; i < TARGETS; i++) watch(world.sandbox(i), first);
    isWatched = true;
    assertThat(apply(program).exit()).isEqualTo(ExitCode.OK);
    isWatched = false;
    keep("the end", first);
    List<List<String>> end = world.live();

    Set<List<Object>> worlds = new HashSet<>();
    int tried = 0;
    for (Moment moment : all()) {
      if (!worlds.add(List.of(moment.live(), moment.journals()))) continue;
      Path next = Files.createDirectory(folder.resolve("next-" + tried++));
      try {
        goOn(moment, first, next, end);
      } catch (AssertionError e) {
        throw new AssertionError("after a stop at: " + moment.name(), e);
      }
    }
    assertThat(tried).isGreaterThan(40);
  }

  private static Program.Run apply(Program program) {
    return program.run("fleet", "apply", "--plan", "plans", "--format", "json");
  }

  private void watch(Sandbox sandbox, Path first) {
    sandbox.watch(
        (moment, request) -> {
          if (!isWatched) return;
          if (moment == Sandbox.Moment.ARRIVED) one.lock();
          keep("%s %s %s".formatted(moment, request.method(), request.path()), first);
          if (moment == Sandbox.Moment.CARRIED_OUT) one.unlock();
        });
  }

  private synchronized void keep(String name, Path first) {
    List<Organization.State> live = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) live.add(world.sandbox(i).organization().state());
    kept.add(new Moment(kept.size() + " " + name, live, world.journals(first)));
  }

  /// Those that were kept, and before each those at which a journal had some of the records that
  /// came since the one before, or half of one.
  private List<Moment> all() {
    List<Moment> all = new ArrayList<>();
    Map<String, String> before = Map.of();
    for (Moment moment : kept) {
      for (Map.Entry<String, String> journal : moment.journals().entrySet()) {
        int from = before.getOrDefault(journal.getKey(), "").length();
        String text = journal.getValue();
        for (int end = from; end < text.length(); ) {
          int next = text.indexOf('\n', end) + 1;
          if (next == 0) break;
          if (end > 0) all.add(moment.with(journal.getKey(), end));
          if (end > 0) all.add(moment.with(journal.getKey(), (end + next) / 2));
          end = next;
        }
      }
      all.add(moment);
      before = moment.journals();
    }
    return all;
  }

  private void goOn(Moment moment, Path first, Path next, List<List<String>> end) {
    for (int i = 0; i < TARGETS; i++) {
      world.sandbox(i).organization().restore(moment.live().get(i));
    }
    Program program = world.in(next).with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER);
    for (String name : List.of("fleet.yaml", "shared/codes.yaml", "plans/fleet.json")) {
      program.file(name, text(first.resolve(name)));
    }
    for (int i = 0; i < TARGETS; i++) {
      for (String name : List.of("own/org-%d.yaml", "plans/org-%d.plan.json")) {
        program.file(name.formatted(i), text(first.resolve(name.formatted(i))));
      }
    }
    moment.journals().forEach(program::file);

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(world.live()).isEqualTo(end);
    world.holdJournals(program, "CODE_0", "CODE_1", "NEW");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An apply that stops before or after every request, every answer and every record of its journal,
/// and in the middle of records: the world is kept as it is at each such moment of one run, which
/// is all that a stopped process leaves behind, and the next run starts from it.
@ParameterizedClass
@EnumSource
class CrashPointTest {
  /// The world at a moment.
  ///
  /// @param journal its text; empty if there is none yet
  private record Moment(
      String name, Organization.State live, List<Receiver.Try> told, String journal) {
    Moment with(String cut, String what) {
      return new Moment(name + ", " + what, live, told, cut);
    }

    /// What tells it from other moments.
    List<Object> world() {
      return List.of(live, told, journal);
    }
  }

  /// So that nothing is waited for that reads don't show yet.
  private static final String A_MINUTE_LATER = "1767225660";

  @TempDir Path folder;
  private final ReentrantLock world = new ReentrantLock();
  private final List<Moment> moments = new ArrayList<>();
  private final Receiver receiver = Receiver.start();
  private String journalName = "";
  private boolean isWatched;

  private final CrashWorld crash;
  private final Sandbox sandbox;

  CrashPointTest(Kind kind) {
    crash = new CrashWorld(kind);
    sandbox = Sandbox.start(crash.organization(), Settings.DEFAULT);
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void the_next_run_ends_what_was_cut_short_at_any_moment() {
    Program first = program("first");
    crash.declare(first);
    crash.contest(sandbox);
    watch(first);
    receiver.answers(event -> event.nth() == 1 && event.code().endsWith("5") ? 503 : 204);
    isWatched = true;
    crash.runAgain(first);
    isWatched = false;
    keep("the end", first);
    crash.assertAllIsWell(first, receiver);
    receiver.answers(event -> 204);

    Set<List<Object>> worlds = new LinkedHashSet<>();
    for (Moment moment : all()) {
      if (worlds.add(moment.world())) runFrom(moment, first, worlds.size());
    }

    assertThat(worlds.size()).isGreaterThan(70);
  }

  private Program program(String name) {
    assertThat(folder.resolve(name).toFile().mkdir()).isTrue();
    return crash.program(folder.resolve(name), sandbox).with("WFM_WEBHOOK_URL", receiver.url());
  }

  /// While a request is answered or an event is taken nobody else changes the world, so that what
  /// is kept was so at one time; only the journal may grow.
  private void watch(Program program) {
    sandbox.watch(
        (moment, request) -> {
          if (!isWatched) return;
          if (moment == Sandbox.Moment.ARRIVED) world.lock();
          keep(moment + " " + request.method() + " " + request.path(), program);
          if (moment == Sandbox.Moment.CARRIED_OUT) world.unlock();
        });
    receiver.around(
        handling -> {
          if (isWatched) world.lock();
          handling.run();
          if (!isWatched) return;
          keep("event " + receiver.tries().getLast().code(), program);
          world.unlock();
        });
  }

  private void keep(String name, Program program) {
    List<Path> journals = CrashWorld.journals(program);
    journals.forEach(path -> journalName = path.getFileName().toString());
    String journal = journals.isEmpty() ? "" : text(journals.getFirst());
    moments.add(
        new Moment(
            moments.size() + " " + name, crash.organization().state(), receiver.tries(), journal));
  }

  /// The moments that were kept, and between each two those at which the journal had some of the
  /// records that came meanwhile, or half of one.
  private List<Moment> all() {
    List<Moment> all = new ArrayList<>();
    String before = "";
    for (Moment moment : moments) {
      int from = before.length();
      for (int end = from; end >= 0 && end < moment.journal().length(); ) {
        int next = moment.journal().indexOf('\n', end) + 1;
        if (next == 0) break;
        if (end > 0) all.add(moment.with(moment.journal().substring(0, end), "journal to " + end));
        if (end > 0) {
          int middle = (end + next) / 2;
          all.add(moment.with(moment.journal().substring(0, middle), "journal cut at " + middle));
        }
        end = next;
      }
      all.add(moment);
      before = moment.journal();
    }
    return all;
  }

  private void runFrom(Moment moment, Program first, int number) {
    crash.organization().restore(moment.live());
    receiver.reset(moment.told());
    Program next =
        program("next-" + number)
            .with("SOURCE_DATE_EPOCH", A_MINUTE_LATER)
            .file("base.yaml", first.read("base.yaml").getBytes(StandardCharsets.UTF_8))
            .wrapupcodes(first.read("wrapupcodes.yaml"));
    if (!moment.journal().isEmpty()) {
      next.file(".wrapup/audit/" + journalName, moment.journal());
    }
    try {
      crash.runAgain(next);
      crash.assertAllIsWell(next, receiver);
    } catch (AssertionError e) {
      throw new AssertionError("after a stop at: " + moment.name(), e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

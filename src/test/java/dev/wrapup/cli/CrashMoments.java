package dev.wrapup.cli;

import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// The world as it is at each moment of a run, which is all that a process leaves behind that is
/// killed there.
final class CrashMoments {
  /// A time at which nothing is waited for that reads don't show yet.
  static final String A_MINUTE_LATER = "1767225660";

  /// The world at a moment.
  ///
  /// @param number tells it from others of the run
  /// @param journal its text; empty if there is none yet
  record Moment(
      int number, String name, Organization.State live, List<Receiver.Try> told, String journal) {
    private Moment with(String cut, String what) {
      return new Moment(number, name + ", " + what, live, told, cut);
    }

    private Moment numbered(int other) {
      return new Moment(other, name, live, told, journal);
    }

    private List<Object> world() {
      return List.of(live, told, journal);
    }
  }

  private final ReentrantLock world = new ReentrantLock();
  private final List<Moment> kept = new ArrayList<>();
  private final Organization organization;
  private final Sandbox sandbox;
  private final Receiver receiver;
  private String journalName = "";
  private boolean isWatched;

  CrashMoments(Organization organization, Sandbox sandbox, Receiver receiver) {
    this.organization = organization;
    this.sandbox = sandbox;
    this.receiver = receiver;
  }

  /// Keeps the moments of a run: before and after each request, and when an event was taken or not.
  void of(Program program, Runnable run) {
    watch(program);
    isWatched = true;
    run.run();
    isWatched = false;
    keep("the end", program);
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
    List<Path> journals = program.journals();
    journals.forEach(path -> journalName = path.getFileName().toString());
    String journal = journals.isEmpty() ? "" : text(journals.getFirst());
    int number = kept.size();
    kept.add(
        new Moment(number, number + " " + name, organization.state(), receiver.tries(), journal));
  }

  /// The moments that were kept, and between each two those at which the journal had some of the
  /// records that came meanwhile, or half of one; no two of them alike.
  List<Moment> all() {
    List<Moment> all = new ArrayList<>();
    String before = "";
    for (Moment moment : kept) {
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
    Set<List<Object>> worlds = new HashSet<>();
    all.removeIf(moment -> !worlds.add(moment.world()));
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).numbered(i)).toList();
  }

  /// Puts the world back to a moment, with its journal in the folder of the next run.
  void restore(Moment moment, Program next) {
    organization.restore(moment.live());
    receiver.reset(moment.told());
    if (!moment.journal().isEmpty()) {
      next.file(".wrapup/audit/" + journalName, moment.journal());
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

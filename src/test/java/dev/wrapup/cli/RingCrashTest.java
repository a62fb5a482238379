package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A ring of renames of which one is refused, and whose run is killed at any moment: on its way and
/// while the others go back.
@ParameterizedClass
@EnumSource
class RingCrashTest {
  @TempDir Path folder;
  @AutoClose private final RingWorld world;
  private final CrashMoments moments;
  private Instant now = Instant.now();

  RingCrashTest(Kind kind) {
    world = new RingWorld(kind);
    moments = new CrashMoments(world.organization(), world.sandbox(), world.receiver());
  }

  private void refuse(int member, String text) {
    world.refuse(403, call -> RingWorld.isOf(call, member) && call.body().contains(text));
  }

  private Program from(CrashMoments.Moment moment, Program first, String name) {
    Path other = folder.resolve(name + moment.number());
    assertThat(other.toFile().mkdir()).isTrue();
    Program next = world.program(other).wrapupcodes(first.read("wrapupcodes.yaml"));
    moments.restore(moment, next);
    return next;
  }

  @ParameterizedTest
  @CsvSource({"2,1,''", "3,1,''", "4,2,''", "3,1,hanged 1"})
  void what_a_killed_run_left_of_it_is_ended_as_soon_as_all_may_be_written(
      int size, int member, String text) {
    Program first = world.ring(folder, size);
    Map<String, String> before = world.live();
    Map<String, String> after = new TreeMap<>(before);
    for (int i = 0; i < size; i++) after.put("id-" + i, "CODE_" + (i + 1) % size);
    refuse(member, text);
    moments.of(first, () -> RingWorld.apply(first));
    world.refuseNothing();

    List<CrashMoments.Moment> all = moments.all();
    for (int i = 0; i < all.size(); i += Seeds.count(4, 1)) {
      CrashMoments.Moment moment = all.get(i);
      try {
        assertAllIsDone(from(moment, first, "then-"), before, after);

        Program next = from(moment, first, "next-");
        refuse(member, text);
        assertNothingIsLostWhileItIsRefused(next, before);
        world.refuseNothing();
        assertAllIsDone(next, before, after);
      } catch (AssertionError e) {
        throw new AssertionError("after a stop at: " + moment.name(), e);
      }
    }

    assertThat(all.size()).isGreaterThan(15);
  }

  private void assertNothingIsLostWhileItIsRefused(Program program, Map<String, String> before) {
    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    Map<String, String> begun = new TreeMap<>(before);
    for (LiveCode parked : world.organization().codes()) {
      if (!Parked.is(parked)) continue;
      begun.put(parked.id(), parked.code());
      assertThat(run.out()).contains(parked.code());
      assertThat(run.err()).containsPattern("next: .*" + parked.code());
      String journal = program.journals().getLast().toString();
      for (String format : List.of("json", "markdown", "html")) {
        assertThat(program.run("audit", "report", "--format", format, journal).out())
            .contains(parked.code());
      }
    }
    assertAllIsTold(program, begun);
  }

  private void assertAllIsDone(
      Program program, Map<String, String> before, Map<String, String> after) {
    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(world.live()).isEqualTo(after);
    assertAllIsTold(program, before);
  }

  /// Each run is a minute after the one before, when reads show all that was written.
  private Program.Run apply(Program program) {
    now = now.plusSeconds(60);
    return RingWorld.apply(program.with("SOURCE_DATE_EPOCH", Long.toString(now.getEpochSecond())));
  }

  private void assertAllIsTold(Program program, Map<String, String> before) {
    world.assertTold(program, before);
    for (Path journal : program.journals()) {
      Program.Run verified = program.run("audit", "verify", journal.toString());
      assertThat(verified.exit()).as(verified.out()).isEqualTo(ExitCode.OK);
    }
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other hands do to the audit folder while an apply writes: nothing is written that isn't
/// recorded, and what was written is told.
@ParameterizedClass
@EnumSource
class LostJournalTest {
  private static final int CODES = 8;

  @TempDir Path folder;
  private final Kind kind;
  @AutoClose private final Sandbox sandbox;
  private Program program;

  LostJournalTest(Kind kind) {
    this.kind = kind;
    Organization organization = Organization.generated(kind.dialect(), CODES, 0);
    sandbox = Sandbox.start(organization, Settings.DEFAULT.withLatency(Duration.ofMillis(10)));
  }

  private void declareRenames() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    program.wrapupcodes(program.read("wrapupcodes.yaml").replace("  CODE_", "  NEW_"));
  }

  private Path journal() {
    return program.journals().getFirst();
  }

  enum Hand {
    REMOVES {
      @Override
      void at(Path journal) throws IOException {
        Files.delete(journal);
      }
    },
    REMOVES_THE_FOLDER {
      @Override
      void at(Path journal) throws IOException {
        for (String name : List.of(journal.getFileName().toString(), ".lock", ".gitignore")) {
          Files.delete(journal.resolveSibling(name));
        }
        Files.delete(journal.getParent());
      }
    },
    RENAMES {
      @Override
      void at(Path journal) throws IOException {
        Files.move(journal, journal.resolveSibling("elsewhere"));
      }
    },
    REPLACES_BY_A_COPY {
      @Override
      void at(Path journal) throws IOException {
        Path copy = Files.copy(journal, journal.resolveSibling("copy"));
        Files.delete(journal);
        Files.move(copy, journal);
      }
    },
    CUTS {
      @Override
      void at(Path journal) throws IOException {
        String text = Files.readString(journal);
        Files.writeString(journal, text.substring(0, text.indexOf('\n') + 1));
      }
    },
    EMPTIES {
      @Override
      void at(Path journal) throws IOException {
        Files.write(journal, new byte[0]);
      }
    },
    APPENDS {
      @Override
      void at(Path journal) throws IOException {
        Files.writeString(journal, "more\n", StandardOpenOption.APPEND);
      }
    };

    abstract void at(Path journal) throws IOException;
  }

  private void afterWrites(int writes, Hand hand) {
    AtomicInteger arrived = new AtomicInteger();
    sandbox.watch(
        (moment, request) -> {
          boolean isDue =
              moment == Sandbox.Moment.CARRIED_OUT
                  && request.method().equals(kind.update())
                  && arrived.incrementAndGet() == writes;
          if (!isDue) return;
          try {
            hand.at(journal());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "REMOVES, 1, 1",
    "REMOVES, 3, 4",
    "REMOVES, 8, 1",
    "REMOVES_THE_FOLDER, 2, 1",
    "RENAMES, 2, 1",
    "REPLACES_BY_A_COPY, 3, 1",
    "REPLACES_BY_A_COPY, 8, 4",
    "CUTS, 2, 4",
    "EMPTIES, 2, 1",
    "APPENDS, 2, 1",
    "APPENDS, 8, 1"
  })
  void nothing_more_is_begun_and_what_was_written_is_told(Hand hand, int writes, int parallelism) {
    declareRenames();
    afterWrites(writes, hand);

    Program.Run run =
        program.run(
            "apply", "--yes", "--parallelism", String.valueOf(parallelism), "--format", "json");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains("error: the journal ", "next: keep what was told here");
    assertThat(run.json().at("/journalError").asString()).startsWith("the journal ");
    List<String> outcomes = run.json().at("/results").findValuesAsString("outcome");
    assertThat(outcomes).hasSize(CODES).isSubsetOf("applied", "not-begun");
    long applied = outcomes.stream().filter("applied"::equals).count();
    assertThat(applied).isEqualTo(sandbox.writes()).isLessThan(writes + parallelism + 1);
    long renamed =
        sandbox.organization().codes().stream()
            .filter(code -> code.code().startsWith("NEW_"))
            .count();
    assertThat(renamed).isEqualTo(applied);
  }

  /// The last member is set aside, then the others are renamed.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void members_of_a_ring_that_were_not_begun_are_told_so(int writes) {
    declareRenames();
    program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("  NEW_", "  CODE_")
            .replace("  CODE_0:", "  FIRST:")
            .replace("  CODE_1:", "  CODE_0:")
            .replace("  CODE_2:", "  CODE_1:")
            .replace("  CODE_3:", "  CODE_2:")
            .replace("  FIRST:", "  CODE_3:"));
    afterWrites(writes, Hand.REMOVES);

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.ERROR);
    List<String> outcomes = run.json().at("/results").findValuesAsString("outcome");
    assertThat(outcomes).hasSize(4).isSubsetOf("applied", "altered", "not-begun");
    assertThat(outcomes.stream().filter("applied"::equals).count()).isEqualTo(writes - 1);
    LiveCode aside =
        sandbox.organization().codes().stream().filter(Parked::is).findFirst().orElseThrow();
    assertThat(run.json().at("/results").findValuesAsString("reason"))
        .anyMatch(reason -> reason.contains(aside.code()) && reason.contains("journal"));
  }

  /// A swap sets a member aside first.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_write_that_waits_meanwhile_is_not_sent(boolean isSwap) {
    declareRenames();
    if (isSwap) {
      program.wrapupcodes(
          program
              .read("wrapupcodes.yaml")
              .replace("  NEW_", "  CODE_")
              .replace("  CODE_0:", "  FIRST:")
              .replace("  CODE_1:", "  CODE_0:")
              .replace("  FIRST:", "  CODE_1:"));
    }
    sandbox.inject(Fault.parse("429:2@" + kind.update() + "#1"));
    afterWrites(1, Hand.REMOVES);
    List<LiveCode> before = sandbox.organization().codes();

    Program.Run run = program.run("apply", "--yes", "--parallelism", "1", "--format", "json");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .hasSize(isSwap ? 2 : CODES)
        .containsOnly("not-begun");
    assertThat(sandbox.organization().codes()).isEqualTo(before);
  }

  @Test
  void the_result_as_text_says_it_too() {
    declareRenames();
    afterWrites(3, Hand.REMOVES);

    Program.Run run = program.run("apply", "--yes", "--parallelism", "1");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.out()).contains("3 of 8 changes done", "5 not begun", ", and not whole");
    assertThat(run.err()).contains("was removed by somebody else");
    assertThat(program.run("apply", "--yes").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void a_removed_lock_lets_nobody_go_on_with_a_journal_that_is_being_written() throws Exception {
    declareRenames();
    AtomicInteger writes = new AtomicInteger();
    Process first = program.start(List.of(), "apply", "--yes", "--parallelism", "1");
    sandbox.watch(
        (moment, request) -> {
          boolean isDue = request.method().equals(kind.update()) && writes.incrementAndGet() == 2;
          if (!isDue) return;
          try {
            Files.delete(folder.resolve(".wrapup/audit/.lock"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          Program.Run second = program.run("apply", "--yes");
          assertThat(second.exit()).as(second.err()).isEqualTo(ExitCode.ERROR);
          assertThat(second.err()).contains("another apply is writing the journal");
        });

    assertThat(first.waitFor()).as(program.told(first)).isZero();

    assertThat(writes.get()).isGreaterThanOrEqualTo(2);
    assertThat(program.run("audit", "verify", journal().toString()).exit()).isEqualTo(ExitCode.OK);
    assertThat(program.journals()).hasSize(1);
  }

  @Test
  void without_its_lock_an_apply_begins_nothing() {
    declareRenames();
    sandbox.watch(
        (moment, request) -> {
          try {
            Files.deleteIfExists(folder.resolve(".wrapup/audit/.lock"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains(".lock was removed", "next: see that nothing cleans");
    assertThat(sandbox.writes()).isZero();
    assertThat(program.journals()).isEmpty();
  }

  @Test
  void a_lock_that_is_no_file_is_told() throws IOException {
    declareRenames();
    Files.createDirectories(folder.resolve(".wrapup/audit/.lock"));

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains(".lock is no file", "next: remove it");
    assertThat(sandbox.writes()).isZero();
  }
}

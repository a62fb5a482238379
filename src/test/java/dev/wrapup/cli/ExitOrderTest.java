package dev.wrapup.cli;

import static dev.wrapup.cli.command.ExitCode.DRIFT;
import static dev.wrapup.cli.command.ExitCode.NOT_APPLIED;
import static dev.wrapup.cli.command.ExitCode.NOT_REVIEWED;
import static dev.wrapup.cli.command.ExitCode.OK;
import static dev.wrapup.cli.command.ExitCode.OUT_OF_TIME;
import static dev.wrapup.cli.command.ExitCode.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which exit it is where several are true.
class ExitOrderTest {
  @TempDir Path folder;

  @Test
  void of_several_the_one_wins_that_the_page_names_first() throws IOException {
    Matcher order =
        Pattern.compile("the first of ([\\d, ]+) ").matcher(Files.readString(Path.of("README.md")));

    assertThat(order.find()).isTrue();
    assertThat(Stream.of(order.group(1).split(", ")).map(Integer::valueOf))
        .containsExactlyElementsOf(
            Stream.of(ExitCode.values()).map(ExitCode::number).filter(n -> n != 0).toList());
    assertThat(ExitCode.first(List.of())).isEqualTo(OK);
  }

  @Test
  void of_a_plan_that_is_another_and_refused_and_pending_it_is_the_first() {
    try (ExitWorld world = new ExitWorld(folder, new FakeGitHub())) {
      world.forbidden();

      Program.Run all = world.program().run("plan", "--exit-code", "--expect", ExitsTest.ZEROS);
      Program.Run two = world.program().run("plan", "--exit-code");
      Program.Run apply = world.program().run("apply", "--expect", ExitsTest.ZEROS);

      assertThat(all.exit()).isEqualTo(NOT_REVIEWED);
      assertThat(two.exit()).isEqualTo(REFUSED);
      assertThat(apply.exit()).isEqualTo(NOT_REVIEWED);
    }
  }

  @Test
  void of_drift_and_changes_that_wait_it_is_drift() {
    try (ExitWorld world = new ExitWorld(folder, new FakeGitHub())) {
      world.edited();

      assertThat(world.program().run("drift", "--base", "base.yaml").exit()).isEqualTo(DRIFT);
    }
  }

  @Test
  void of_a_change_that_failed_and_an_event_that_was_not_taken_it_is_the_change() {
    try (ExitWorld world = new ExitWorld(folder, new FakeGitHub())) {
      world.another();
      world.sandbox().inject(Fault.parse("status:400@PATCH#2"));

      Program.Run run =
          world.program().run("apply", "--yes", "--webhook-url", world.deaf(), "--format", "json");

      assertThat(run.json().at("/webhooks/failed").asInt()).as(run.out()).isPositive();
      assertThat(run.exit()).isEqualTo(NOT_APPLIED);
    }
  }

  @Test
  void an_apply_without_time_left_ends_what_is_under_way_and_says_that_it_had_no_more() {
    try (ExitWorld world = new ExitWorld(folder, new FakeGitHub())) {
      world.another();
      world.slowToWrite();

      Program.Run run =
          world.program().run("apply", "--yes", "--parallelism=1", "--timeout=2s", "--format=json");

      assertThat(run.exit()).as(run.err()).isEqualTo(OUT_OF_TIME);
      ExitsTest.holdOneDocument(run.out(), OUT_OF_TIME);
      assertThat(run.out()).contains("\"applied\"", "\"not-begun\"");
      assertThat(world.sandbox().count("PATCH")).isEqualTo(1);
    }
  }
}

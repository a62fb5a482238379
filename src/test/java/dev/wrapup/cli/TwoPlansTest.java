package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/// A catalog is compared once each time it is read, whatever else is found out about it.
class TwoPlansTest extends GenesysCloudCase {
  private final Sandbox sandbox = start();

  @Test
  void an_apply_plans_once_before_and_once_after_though_it_asks_who_uses_a_code() throws Exception {
    Program program =
        exported(
            sandbox,
            "policy:\n",
            "retired: [test - do not use]\npolicy:\n  allow: [delete, delete-referenced]\n");
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replaceAll("(?s)  test - do not use:.*", ""));

    assertThat(planning(() -> assertThat(apply(program).exit()).isEqualTo(ExitCode.OK)))
        .containsExactly("of", "plan", "of", "plan");
  }

  @Test
  void a_plan_that_was_not_reviewed_is_compared_once_though_two_ways_are_tried() throws Exception {
    Program program = exported(sandbox);
    edit(sandbox, "Praise", "by hand");

    assertThat(
            planning(
                () ->
                    assertThat(program.run("apply", "--expect", "0".repeat(64)).exit())
                        .isEqualTo(ExitCode.NOT_REVIEWED)))
        .containsExactly("of", "plan", "plan");
  }

  /// The comparisons and plans that something makes, in order.
  private List<String> planning(Runnable work) throws IOException {
    Path file = folder.resolve("calls.jfr");
    try (Recording recording = new Recording()) {
      recording
          .enable("jdk.MethodTrace")
          .with("filter", "dev.wrapup.plan.diff.Comparison::of;dev.wrapup.plan.Planner::plan");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
        .map(event -> event.<RecordedMethod>getValue("method").getName())
        .toList();
  }
}

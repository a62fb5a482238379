package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits made outside Git are undone by a plan that somebody has seen, and only by an apply that is
/// asked to.
class RevertDriftTest {
  private static final Field NAME = Dialect.VERSIONED.field("displayName").orElseThrow();
  private static final Pattern COMMAND = Pattern.compile("(?m)^ *wrapup (apply .+)$");

  @TempDir Path folder;
  private final Organization org = Example.organization();
  @AutoClose private final Sandbox sandbox = Sandbox.start(org, Settings.DEFAULT);
  private Program program;

  @BeforeEach
  void somebody_edited_a_code_and_a_branch_changed_another() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "base.yaml");
    String declared = program.read("base.yaml");
    assertThat(declared).contains("displayName: Praise\n");
    program.wrapupcodes(
        declared.replace("displayName: Praise\n", "displayName: Praise of an agent\n"));
    edit("REFUND", "Refund!!");
  }

  private void edit(String code, String name) {
    ByHand.edit(org, code, NAME.name(), name);
  }

  private List<String> names() {
    return List.of("REFUND", "PRAISE").stream()
        .map(code -> ((Value.Text) org.byCode(code).orElseThrow().value(NAME)).text())
        .toList();
  }

  private Program.Run plan(String... more) {
    return run(List.of("plan", "--base", "base.yaml", "--out", "plan.json"), more);
  }

  private Program.Run apply(String... more) {
    return run(List.of("apply", "--base", "base.yaml"), more);
  }

  private Program.Run run(List<String> command, String... more) {
    return program.run(command, more);
  }

  @Test
  void a_plan_to_revert_binds_the_apply_that_makes_it() {
    Program.Run plan = plan("--revert-drift");

    Program.Run run = apply("--revert-drift", "--plan", "plan.json");

    assertThat(plan.out())
        .contains("undoes an edit; displayName", "An edit made outside Git is undone")
        .doesNotContain("left as it is");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(names()).containsExactly("Refund", "Praise of an agent");
    assertThat(run(List.of("drift", "--base", "wrapupcodes.yaml")).exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void an_edit_after_the_review_is_not_undone_by_the_way() {
    plan("--revert-drift");
    edit("PRAISE", "Praise!!");

    Program.Run run = apply("--revert-drift", "--plan", "plan.json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(run.err())
        .contains("PRAISE")
        .endsWith("next: review the plan as it is now, and approve that\n");
    assertThat(names()).containsExactly("Refund!!", "Praise!!");
  }

  @Test
  void a_plan_to_revert_without_the_flag_is_not_the_reviewed_one_and_the_remedy_is_told() {
    plan("--revert-drift");

    for (Program.Run run : List.of(apply("--plan", "plan.json"), plan("--plan", "plan.json"))) {
      assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
      assertThat(run.err())
          .contains("update REFUND: reviewed, but no longer planned")
          .containsPattern(
              "next: the reviewed plan undoes edits .* give --revert-drift too, or .*\n$");
    }
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void a_plan_without_reverts_is_not_the_one_that_an_apply_with_the_flag_makes() {
    plan();

    Program.Run run = apply("--revert-drift", "--plan", "plan.json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(run.err())
        .contains("update REFUND: planned now, but not reviewed")
        .containsPattern(
            "next: the reviewed plan leaves edits .* leave --revert-drift out, or .*\n$");
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void the_command_that_a_plan_prints_makes_exactly_this_plan() {
    for (String format : List.of("text", "markdown", "html")) {
      Program.Run plan = plan("--revert-drift", "--format", format);
      assertThat(plan.out())
          .contains("wrapup apply --base base.yaml --revert-drift --expect sha256:");
    }
    assertThat(plan().out()).contains("wrapup apply --base base.yaml --expect sha256:");
    Matcher command = COMMAND.matcher(plan("--revert-drift").out());
    assertThat(command.find()).isTrue();

    Program.Run run = run(List.of(command.group(1).split(" ")));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(names()).containsExactly("Refund", "Praise of an agent");
  }

  @Test
  void where_the_policy_reverts_nobody_has_to_ask_for_it() {
    for (String file : List.of("base.yaml", "wrapupcodes.yaml")) {
      String text = program.read(file);
      assertThat(text).contains("\npolicy:\n");
      program.file(file, text.replace("\npolicy:\n", "\npolicy:\n  onDrift: revert\n"));
    }

    assertThat(plan().out()).contains("wrapup apply --base base.yaml --expect sha256:");
    assertThat(apply("--plan", "plan.json").exit()).isEqualTo(ExitCode.OK);
    assertThat(names()).containsExactly("Refund", "Praise of an agent");
  }
}

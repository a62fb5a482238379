package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan says how old the last drift check is, if it is told.
class LastDriftTest {
  private static final long DAY = 24 * 60 * 60;
  private static final long NOW = 1_767_225_600; // 2026-01-01

  @TempDir Path folder;
  private final Organization org = Example.organization();
  @AutoClose private final Sandbox sandbox = Sandbox.start(org);
  private Program program;

  @BeforeEach
  void an_export() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--no-ids", "--out", "wrapupcodes.yaml");
    program.file("base.yaml", program.read("wrapupcodes.yaml"));
  }

  private void check(long at) {
    program.with("SOURCE_DATE_EPOCH", String.valueOf(at));
    program.run("drift", "--base", "base.yaml", "--out", "drift.json");
    program.with("SOURCE_DATE_EPOCH", String.valueOf(NOW));
  }

  private Program.Run plan(String... more) {
    String[] words = {"plan", "--base", "base.yaml", "--last-drift", "drift.json"};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return program.run(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "html"})
  void in_every_format_for_people(String format) {
    org.delete(org.byCode("PRAISE").orElseThrow().id(), Optional.empty(), "an-administrator");
    check(NOW - 61 * DAY);

    Program.Run run = plan("--format", format);

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("Last drift check: 2025-11-01 00:00 UTC, 61 days ago; 1 code astray.");
    assertThat(program.run("plan", "--format", format).out()).doesNotContain("drift check");
  }

  @ParameterizedTest
  @CsvSource({
    "-30, just now", // clocks differ
    "59, just now",
    "60, 1 minute ago",
    "7199, 119 minutes ago",
    "7200, 2 hours ago",
    "172799, 47 hours ago",
    "172800, 2 days ago",
    "86400000, '1,000 days ago'",
  })
  void its_age_is_told_as_people_would(long seconds, String age) {
    check(NOW - seconds);

    assertThat(plan().out()).contains(" UTC, " + age + "; no drift.\n");
  }

  @Test
  void one_of_another_target_says_nothing_of_this_one() {
    check(NOW);

    Program.Run run = plan("--environment", "eu-west-1");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("eu-west-1").doesNotContain("drift check");
    assertThat(run.err()).contains("drift.json is a drift check of another target, and left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "{\"format\":\"wrapup.drift/1\"}"})
  void what_is_no_drift_check_is_told_before_any_request(String text) {
    program.file("drift.json", text);
    int before = sandbox.requests().size();

    Program.Run run = plan();

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("--last-drift drift.json: ", "next: give what drift --out wrote");
    assertThat(sandbox.requests()).hasSize(before);
  }

  @Test
  void a_document_of_another_sort_is_told() {
    check(NOW);
    program.file("drift.json", program.read("drift.json").replace("drift/1", "plan/1"));

    assertThat(plan().err()).contains("drift.json: it is not a drift report (wrapup.drift/1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "+1000000000-12-31T00:00:00Z"})
  void a_time_that_is_none_is_told(String time) {
    check(NOW);
    program.file(
        "drift.json",
        program
            .read("drift.json")
            .replaceFirst("\"createdAt\" *: *\"[^\"]*", "\"createdAt\":\"" + time));

    assertThat(plan().err()).contains("'createdAt' is no time");
  }
}

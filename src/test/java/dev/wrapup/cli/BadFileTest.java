package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A broken file says where and why, with exit 2, before anybody is asked anything.
class BadFileTest {
  @TempDir Path folder;

  @AutoClose private final Sandbox sandbox = Sandbox.start(Example.organization());

  private Program program() {
    return new Program(folder).at(sandbox);
  }

  private void assertRefused(Program program, List<String> findings, String... more) {
    Program.Run run = program.run(List.of("plan", "--format", "json"), more);

    assertThat(run.findings()).isEqualTo(findings);
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.requests()).isEmpty();
  }

  static List<BadFiles.Bad> bad() {
    return BadFiles.all();
  }

  static List<BadFiles.Bad> seen() {
    return BadFiles.all().stream().filter(BadFiles.Bad::editor).toList();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void points_at_what_is_wrong(BadFiles.Bad bad) {
    Program program = program().wrapupcodes(bad.yaml());

    assertRefused(program, bad.places());
  }

  @Test
  void a_file_that_the_system_refuses_to_read_is_told_with_the_systems_words() {
    String unreadable = "/proc/%d/mem".formatted(ProcessHandle.current().pid());

    Program.Run run = program().run("validate", "-f", unreadable);

    assertThat(run.err()).contains("the file can't be read: Input/output error [unreadable]");
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
  }

  static List<HintedFiles.Hinted> hinted() {
    return HintedFiles.all();
  }

  @ParameterizedTest
  @MethodSource("hinted")
  void says_what_is_meant(HintedFiles.Hinted hinted) {
    Program.Run run = program().wrapupcodes(hinted.bad().yaml()).run("validate");

    assertThat(run.err()).contains(hinted.told());
  }

  @ParameterizedTest
  @MethodSource("seen")
  void is_seen_by_an_editor_too_where_a_schema_can_see_it(BadFiles.Bad bad) {
    assertThat(Schemas.ofFile(bad.yaml())).as(bad.yaml()).isNotEmpty();
  }

  @Test
  void the_corpus_is_large_enough() {
    assertThat(BadFiles.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(BadFiles.all().stream().map(BadFiles.Bad::name)).doesNotHaveDuplicates();
  }

  @Test
  void bytes_that_are_not_utf8_are_found_where_they_begin() {
    byte[] text = "format: 1\ncodes:\n  Ä: {displayName: ?}\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) if (text[i] == '?') text[i] = (byte) 0xfc;

    assertRefused(program().file("wrapupcodes.yaml", text), List.of("bad-utf8 3:20"));
  }

  @Test
  void a_bomb_of_aliases_is_refused_before_it_goes_off() {
    var text = new StringBuilder("format: 1\nretired: &a0 [x, x, x, x, x, x, x, x, x, x]\nx:\n");
    for (int i = 1; i < 12; i++) {
      text.append("  - &a%d [%s]\n".formatted(i, "*a%d, ".formatted(i - 1).repeat(10)));
    }
    text.append("codes: {}\n");

    Program.Run run = program().wrapupcodes(text.toString()).run("plan", "--format", "json");

    assertThat(run.findings()).anyMatch(finding -> finding.startsWith("alias-bomb "));
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertRefused(program(), List.of("not-found"));
  }

  @Test
  void a_link_is_not_followed_whatever_it_leads_to() throws IOException {
    Program program = program().file("real/codes.yaml", "format: 1\ncodes: {}\n");
    Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("real/codes.yaml"));

    assertRefused(program, List.of("symlink"), "-f", "link.yaml");
  }

  @Test
  void a_link_in_the_middle_of_the_path_is_not_followed() throws IOException {
    Program program = program().file("real/codes.yaml", "format: 1\ncodes: {}\n");
    Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("real"));

    assertRefused(program, List.of("symlink"), "-f", "linked/codes.yaml");
  }

  @Test
  void a_folder_without_files_is_named() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertRefused(program(), List.of("no-files"), "-f", "empty");
  }

  @Test
  void a_folder_named_like_a_file_is_named() throws IOException {
    Files.createDirectories(folder.resolve("all/codes.yaml"));

    assertRefused(program(), List.of("not-a-file"), "-f", "all");
  }

  @Test
  void a_file_over_16_MiB_is_refused() {
    byte[] large = "# filler\n".repeat(16 * 1024 * 1024 / 9 + 1).getBytes(StandardCharsets.UTF_8);

    assertRefused(program().file("wrapupcodes.yaml", large), List.of("too-large"));
  }

  @Test
  void findings_of_all_files_come_at_once_and_in_order() {
    Program program =
        program()
            .file("all/a.yaml", "format: 1\npolicy: {}\ncodes: {A: {displayname: a}}\n")
            .file("all/b.yaml", "format: 1\npolicy: {}\ncodes: {A: {displayName: a}, B: }\n");

    assertRefused(
        program,
        List.of(
            "unknown-key 3:13", "key-in-two-files 2:1", "declared-twice 3:9", "null-value 3:32"),
        "-f",
        "all");
  }
}

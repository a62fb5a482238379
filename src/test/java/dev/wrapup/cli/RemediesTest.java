package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run says to do next, done as it says.
class RemediesTest {
  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Example.organization());
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "base.yaml");
    program.wrapupcodes(program.read("base.yaml"));
  }

  /// Of an organization from which somebody deleted these codes.
  private void without(String... codes) {
    List<String> gone = List.of(codes);
    sandbox.close();
    var left =
        Example.organization().codes().stream().filter(c -> !gone.contains(c.code())).toList();
    sandbox = Sandbox.start(new Organization(left, List.of()));
    program.at(sandbox);
  }

  private static String next(Program.Run run) {
    return run.err().lines().filter(line -> line.startsWith("next: ")).findFirst().orElse("");
  }

  /// The command of ours that ends a remedy, as words.
  private static String[] command(String next) {
    return next.replaceFirst(".*: wrapup ", "").split(" ");
  }

  @Test
  void who_has_lost_codes_is_told_what_takes_their_entries_out() {
    without("REFUND", "PRAISE");
    String pinned = Example.organization().byCode("REFUND").orElseThrow().id();

    Program.Run drift = program.run("drift", "--base", "base.yaml", "--format", "json");
    Program.Run markdown = program.run("drift", "--base", "base.yaml", "--format", "markdown");
    String next = next(drift);
    Program.Run adopted = program.run(with(command(next), "--format", "json"));

    assertThat(drift.json().at("/drift/1/id").asString()).isEqualTo(pinned);
    assertThat(next).endsWith(": wrapup adopt PRAISE REFUND --base base.yaml");
    assertThat(markdown.out())
        .contains(
            "\nwrapup adopt PRAISE REFUND --base base.yaml\n", "apply --base base.yaml --revert")
        .doesNotContain("--all");
    assertThat(adopted.json().at("/adopted/1/id").asString()).isEqualTo(pinned);
    assertThat(program.run("drift", "--base", "base.yaml").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void who_has_both_is_told_both() {
    without("REFUND");
    edited();

    Program.Run drift = program.run("drift", "--base", "base.yaml");

    assertThat(next(drift)).endsWith(": wrapup adopt --base base.yaml --all");
    assertThat(drift.out()).contains("\n  wrapup adopt REFUND --base base.yaml\n");
  }

  /// Without the base of the check an adoption would take back what waits in Git.
  @Test
  void an_edit_is_adopted_and_what_waits_in_git_stays() {
    program.file(
        "mine.yaml",
        program.read("base.yaml").replace("displayName: Refund\n", "displayName: Money\n"));
    edited();

    Program.Run drift = program.run("drift", "-f", "mine.yaml", "--base", "base.yaml");
    String adopt = "wrapup adopt -f mine.yaml --base base.yaml --all";
    program.run(command(": " + adopt));

    assertThat(next(drift)).endsWith(": wrapup apply -f mine.yaml --base base.yaml");
    assertThat(drift.out())
        .contains("\n  " + adopt, "\n  wrapup apply -f mine.yaml --base base.yaml --revert-drift");
    assertThat(program.read("mine.yaml")).contains("APPLAUSE:", "displayName: Money\n");
  }

  /// Without the base of the check an apply would undo the edit by the way.
  @Test
  void what_waits_is_applied_and_an_edit_stays() {
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Refund\n", "displayName: Money\n"));

    Program.Run drift = program.run("drift", "--base", "base.yaml");
    edited();
    Program.Run applied = program.run(with(command(next(drift)), "--yes"));

    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.organization().byCode("APPLAUSE")).isPresent();
  }

  @Test
  void a_first_file_is_tried_where_it_came_from() {
    Program.Run export = program.run("export", "--sandbox", "--out", "mine.yaml");
    String line = export.err().strip().replaceFirst(".*now try: ", "");
    Program.Run quoted = program.run("export", "--sandbox", "--out", "my codes.yaml");

    assertThat(line).isEqualTo("wrapup plan --sandbox -f mine.yaml");
    assertThat(program.run(with(command(": " + line), "--exit-code")).exit())
        .isEqualTo(ExitCode.OK);
    assertThat(quoted.err()).endsWith("now try: wrapup plan --sandbox -f 'my codes.yaml'\n");
  }

  @Test
  void events_are_replayed_from_the_folder_that_owes_them() throws Exception {
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Refund\n", "displayName: Money\n"));
    try (Receiver receiver = Receiver.start().answers(event -> event.nth() == 1 ? 400 : 204)) {
      program.with("WFM_WEBHOOK_URL", receiver.url());

      Program.Run apply = program.run("apply", "--yes", "--audit-dir", "audit");
      Program.Run replay = program.run(command(next(apply)));

      assertThat(apply.exit()).isEqualTo(ExitCode.WEBHOOK);
      assertThat(replay.out()).contains("1 webhook accepted");
      assertThat(receiver.tries()).hasSize(2);
    }
  }

  @Test
  void a_ref_that_a_clone_lacks_is_fetched() throws Exception {
    Path upstream = Files.createDirectory(folder.resolve("upstream"));
    Files.copy(folder.resolve("base.yaml"), upstream.resolve(Options.DEFAULT_FILE));
    Repository.commit(upstream);
    Repository.git(upstream, "update-ref", "refs/wrapup/us-east-1", "HEAD");
    Repository.git(folder, "clone", "-q", upstream.toString(), "clone");
    Program clone = new Program(folder.resolve("clone")).at(sandbox);

    String own = next(clone.run("drift", "--base-ref", "refs/wrapup/us-east-1"));
    String branch = next(clone.run("drift", "--base-ref", "refs/heads/gone"));
    String fetch = own.replaceFirst(".*fetch it: git ", "");
    Repository.git(folder.resolve("clone"), fetch.split(" "));

    assertThat(own).contains("fetch-depth: 0");
    assertThat(branch).contains("fetch-depth: 0").doesNotContain("refs/heads/gone:");
    assertThat(clone.run("drift", "--base-ref", "refs/wrapup/us-east-1").exit())
        .isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/hostedtoolcache/wrapup/bin/wrapup, GITHUB_ACTIONS, wrapup",
    "/builds/wrapup/bin/wrapup, GITLAB_CI, wrapup",
    "./wrapup, GITHUB_ACTIONS, ./wrapup",
    "/opt/wrapup/bin/wrapup, NONE, /opt/wrapup/bin/wrapup",
  })
  void a_runner_s_folder_is_not_told_to_who_has_none(String typed, String ci, String told) {
    program
        .called(typed)
        .with(ci, "true")
        .wrapupcodes(
            program.read("base.yaml").replace("displayName: Praise\n", "displayName: Good\n"));

    Program.Run run = program.run("plan", "--exit-code");

    assertThat(run.out()).contains("\n  " + told + " apply --expect ");
    assertThat(next(run)).contains(": " + told + " apply ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply --yes"})
  void of_two_names_of_one_code_either_may_stay(String command) {
    program.wrapupcodes(program.read("base.yaml").replace("  PRAISE:\n", "  GOOD:\n"));
    edited();

    Program.Run run = program.run(with(command.split(" "), "--base", "base.yaml"));

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(next(run)).endsWith(": wrapup adopt GOOD --base base.yaml");
    assertThat(run.out()).contains("wrapup plan --base base.yaml --approve ");
  }

  /// Somebody renamed a code.
  private void edited() {
    sandbox
        .organization()
        .edit(
            "PRAISE", code -> new LiveCode(code.id(), code.revision(), "APPLAUSE", code.values()));
  }

  @ParameterizedTest
  @CsvSource({
    "plan --exit-code, PENDING",
    "plan, REFUSED",
    "drift --base base.yaml, DRIFT",
    "drift --base base.yaml, PENDING",
  })
  void who_wants_no_notes_is_told_no_remedy(String line, ExitCode exit) {
    String file = program.read("base.yaml");
    if (exit == ExitCode.REFUSED) file = file.replace("policy:", "policy:\n  maxUpdates: 0");
    if (exit != ExitCode.DRIFT) file = file.replace("displayName: Praise\n", "displayName: Good\n");
    else edited();
    program.wrapupcodes(file);

    Program.Run quiet = program.run(with(line.split(" "), "-q"));
    Program.Run told = program.run(line.split(" "));

    assertThat(quiet.exit()).isEqualTo(exit);
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).isEqualTo(told.out());
    assertThat(told.err()).contains("next: ");
  }

  private static String[] with(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void an_error_says_what_to_do_even_then() {
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Praise\n", "displayName: Good\n"));

    Program.Run run = program.run("plan", "-q", "--expect", ExitsTest.ZEROS);
    Program.Run usage = program.run("plan", "-q", "--color", "red");

    assertThat(next(run)).isNotEmpty();
    assertThat(next(usage)).isNotEmpty();
  }

  @Test
  void a_missing_variable_can_be_given_by_a_file() {
    program.without("GENESYS_CLIENT_ID").file("mine.env", "GENESYS_CLIENT_ID=the-client\n");

    Program.Run run = program.run("plan");

    assertThat(next(run)).contains("--env-file");
    assertThat(program.run("plan", "--env-file", "mine.env").exit()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource({"plan", "drift", "apply --yes", "adopt --all"})
  void a_file_for_another_api_is_told_before_what_that_one_does_not_need(String line) {
    program
        .withoutCredentials()
        .with("GENESYSCLOUD_OAUTHCLIENT_ID", "the-client")
        .wrapupcodes("format: 1\napi: genesys-cloud\ncodes: {}\n");

    Program.Run run = program.run(line.split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("for the api 'genesys-cloud'", "--api genesys-cloud (WRAPUP_API)")
        .doesNotContain("GENESYS_CLIENT_ID");
  }

  @Test
  void a_file_of_another_organization_wants_its_client() {
    try (Sandbox cloud = Sandbox.start(CloudExample.organization())) {
      program
          .at(cloud)
          .with("WRAPUP_API", "genesys-cloud")
          .wrapupcodes("format: 1\napi: genesys-cloud\norganization: another\ncodes: {}\n");

      Program.Run run = program.run("plan");

      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("OAuth client").doesNotContain("--environment");
    }
  }

  @Test
  void a_journal_that_was_cut_is_completed_by_the_command_that_verify_and_report_name()
      throws Exception {
    try (ExitWorld world = new ExitWorld(folder, new FakeGitHub())) {
      Path open = Path.of(world.openJournal("intent"));
      Path elsewhere = Files.createDirectories(folder.resolve("artifacts")).resolve("run.jsonl");
      Files.move(open, elsewhere);
      String name = "artifacts/run.jsonl";

      String verify = next(world.program().run("audit", "verify", name));
      String report = next(world.program().run("audit", "report", name));
      String replay =
          next(world.program().run("webhook", "replay", name, "--webhook-url", world.deaf()));
      Program.Run nowhere = world.program().run("audit", "resume");

      assertThat(List.of(verify, report, replay))
          .allMatch(
              next -> next.contains(": wrapup audit resume ") && next.endsWith(" " + elsewhere));
      assertThat(nowhere.err()).contains("no run was cut short of those in ", ".wrapup/audit");
      world.program().run(command(verify)); // its event is owed, and nobody takes it
      assertThat(world.program().run("audit", "verify", name).exit()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void a_journal_of_another_target_names_what_leads_to_it() {
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Praise\n", "displayName: Good\n"));
    program.run("apply", "--yes", "--audit-dir", "audit");
    String journal = folder.resolve("audit").toFile().list((d, n) -> n.endsWith(".jsonl"))[0];

    Program.Run run = program.run("audit", "resume", "--sandbox", "audit/" + journal);

    assertThat(next(run))
        .contains("--base-url")
        .doesNotContain(sandbox.url().toString(), "--environment");
  }
}

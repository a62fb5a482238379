package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.COMMENTS;
import static dev.wrapup.cli.FakeGitHub.comment;
import static dev.wrapup.cli.FakeGitHub.created;
import static dev.wrapup.cli.FakeGitHub.list;
import static dev.wrapup.cli.FakeGitHub.page;
import static dev.wrapup.cli.FakeGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret that is a common word is taken out of what is told, and out of nothing that is decided
/// by: what a server says means the same, whatever the run's secret is.
class CommonSecretsTest extends GenesysCloudCase {
  private static final String ORDINARY = "0rd1nary-s3cr3t";

  @ParameterizedTest
  @ValueSource(strings = {"name", "dupl", "0rd1nary"})
  void a_name_that_is_taken_out_of_sight_is_known_as_that(String secret) {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));
    Program program =
        exported(sandbox, "codes:\n", "divisions: [Service, Home, \"*\"]\ncodes:\n")
            .with("GENESYS_CLIENT_SECRET", secret);
    program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("\ncodes:\n", "\ncodes:\n  Order placed: {division: Service}\n"));

    Program.Run run = apply(program);

    assertThat(run.json().at("/results/0/reason").asString())
        .contains("can't be seen", "declare that code by its 'id'");
  }

  @ParameterizedTest
  @CsvSource({"versioned, code", "versioned, id", "genesys-cloud, Home", "genesys-cloud, 1"})
  void what_is_exported_and_planned_is_the_same(String api, String secret) {
    boolean isCloud = api.equals("genesys-cloud");
    Sandbox sandbox =
        start(isCloud ? CloudExample.organization() : Example.organization(), Settings.DEFAULT);
    Program program = program(sandbox).with("WRAPUP_API", api);
    program.run("export", "--out", "wrapupcodes.yaml");
    program.wrapupcodes(program.read("wrapupcodes.yaml").replaceFirst("description: ", "$0new "));
    String export = program.with("GENESYS_CLIENT_SECRET", ORDINARY).run("export").out();
    String plan = program.run("plan", "--format", "json").out();

    program.with("GENESYS_CLIENT_SECRET", secret);

    assertThat(program.run("export").out()).isEqualTo(export);
    assertThat(program.run("plan", "--format", "json").out()).isEqualTo(plan);
  }

  @Test
  void github_is_waited_for_and_its_pages_are_followed() {
    FakeGitHub gitHub = new FakeGitHub();
    gitHub.start();
    try {
      gitHub.reset();
      Program program =
          program(start())
              .with("GENESYS_CLIENT_SECRET", "page")
              .with("WRAPUP_JOURNAL_KEY", "rate")
              .with("GITHUB_TOKEN", FakeGitHub.TOKEN)
              .with("GITHUB_API_URL", gitHub.url())
              .with("GITHUB_REPOSITORY", "octo-org/codes")
              .with("GITHUB_REF", "refs/pull/17/merge")
              .wrapupcodes("format: 1\ncodes: {}\n")
              .file("plan.md", "### a plan\n");
      program.with("WRAPUP_API", "versioned").run("plan", "--sandbox", "--out", "plan.json");
      gitHub.answers(
          "GET",
          COMMENTS,
          page("<%s?page=2>; rel=\"next\"".formatted(COMMENTS)),
          status(403, "You have exceeded a secondary rate limit").withHeader("Retry-After", "0"),
          list());
      gitHub.answers("POST", COMMENTS, created(comment(2, BOT, "")));

      Program.Run run =
          program.run("github", "comment", "--plan", "plan.json", "--body", "plan.md");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(gitHub.requests()).hasSize(4);
    } finally {
      gitHub.stop();
    }
  }
}

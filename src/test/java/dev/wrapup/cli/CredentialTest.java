package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a copy brings along with a credential is named, rather than sent and refused.
class CredentialTest {
  private static final String VALUE = "d2hhdGV2ZXItaXQtaXM";

  /// How a value is written down, and what is said of it.
  private static final Map<String, String> ODD =
      Map.ofEntries(
          Map.entry("%s\n", "a line end"),
          Map.entry("%s\r\n", "a line end"),
          Map.entry("\n%s", "a line end"),
          Map.entry("%s\nmore", "a line end"),
          Map.entry(" %s", "a space at its edge"),
          Map.entry("%s ", "a space at its edge"),
          Map.entry("%s\t", "a control character"),
          Map.entry("%s\u00a0", "a space at its edge"),
          Map.entry("\u200b%s", "a space at its edge"),
          Map.entry("\ufeff%s", "a space at its edge"),
          Map.entry("%s\u2028", "a space at its edge"),
          Map.entry("%s\u001b", "a control character"),
          Map.entry("\"%s\"", "quotes around it"),
          Map.entry("'%s'", "quotes around it"),
          Map.entry("`%s`", "quotes around it"),
          Map.entry("“%s”", "quotes around it"),
          Map.entry("„%s“", "quotes around it"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GENESYS_CLIENT_ID plan",
        "GENESYS_CLIENT_SECRET plan",
        "GENESYS_CLIENT_SECRET doctor",
        "GENESYS_CLIENT_ID export --api genesys-cloud",
        "GENESYSCLOUD_OAUTHCLIENT_ID export --api genesys-cloud",
        "GENESYSCLOUD_OAUTHCLIENT_SECRET doctor --api genesys-cloud",
        "GENESYSCLOUD_ACCESS_TOKEN export --api genesys-cloud",
        "WFM_WEBHOOK_SECRET apply --yes --sandbox --webhook-url https://127.0.0.1:9/",
        "WFM_WEBHOOK_SECRET webhook replay --webhook-url https://127.0.0.1:9/",
        "GITHUB_TOKEN github comment --plan plan.json --body wrapupcodes.yaml",
        "WRAPUP_GITLAB_TOKEN gitlab note --plan plan.json --body wrapupcodes.yaml",
        "GITLAB_TOKEN gitlab note --plan plan.json --body wrapupcodes.yaml"
      })
  void what_stands_around_a_credential_is_refused_and_its_variable_named(String place) {
    List<String> words = List.of(place.split(" "));
    String name = words.getFirst();
    String[] command = words.stream().skip(1).toArray(String[]::new);

    ODD.forEach(
        (form, what) -> {
          Program program = program(name).with(name, form.formatted(VALUE));

          Program.Run run = program.run(command);

          assertThat(run.exit()).as(form + run.err()).isEqualTo(ExitCode.USAGE);
          assertThat(run.err())
              .startsWith("error: the variable %s has %s\nnext: ".formatted(name, what))
              .doesNotContain(VALUE);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "\ud83d\ude00", "a b", "пароль", "a\u00a0b"})
  void what_no_token_can_hold_is_refused(String token) {
    Program given =
        program("GENESYSCLOUD_ACCESS_TOKEN")
            .withoutCredentials()
            .with("GENESYSCLOUD_ACCESS_TOKEN", token);

    Program.Run run = given.run("doctor", "--api", "genesys-cloud");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("has characters that no token has\nnext: ")
        .doesNotContain("made a mistake", token);
  }

  private Program program(String name) {
    Program program =
        new Program(folder)
            .with("GENESYS_BASE_URL", "http://127.0.0.1:9")
            .with("GITHUB_REPOSITORY", "octo-org/codes")
            .with("GITHUB_REF", "refs/pull/17/merge")
            .with("CI_PROJECT_ID", "5")
            .with("CI_MERGE_REQUEST_IID", "9")
            .wrapupcodes("format: 1\ncodes: {}\n");
    program.file("plan.json", program.run("plan", "--sandbox", "--format", "json").out());
    if (name.startsWith("GENESYSCLOUD_")) {
      program.withoutCredentials();
      if (name.endsWith("_SECRET")) program.with("GENESYSCLOUD_OAUTHCLIENT_ID", "the-client");
    }
    return program;
  }

  @Test
  void a_quote_or_a_space_inside_belongs_to_the_credential() {
    for (String secret : List.of("a \"quoted\" b", "it's", "\"", "a\"", "'a", "#a b=")) {
      Settings login = Settings.DEFAULT.withLogin("the-client", secret);
      try (Sandbox sandbox = Sandbox.start(Example.organization(), login)) {
        Program program = new Program(folder).at(sandbox).with("GENESYS_CLIENT_SECRET", secret);

        assertThat(program.run("export").exit()).as(secret).isEqualTo(ExitCode.OK);
      }
    }
  }

  @Test
  void a_journal_key_keeps_what_stands_around_it_and_a_new_run_warns() throws IOException {
    String example = Files.readString(Path.of("wrapupcodes.yaml"));

    ODD.forEach(
        (form, what) -> {
          Program program =
              new Program(folder.resolve(Integer.toString(form.hashCode())))
                  .wrapupcodes(example)
                  .with("WRAPUP_JOURNAL_KEY", form.formatted(VALUE));
          String warning = "warning: the variable WRAPUP_JOURNAL_KEY has " + what;

          Program.Run applied = program.run("apply", "--yes", "--sandbox", "--format", "json");
          Program.Run verified = program.run("audit", "verify", journal(applied));
          Program.Run resumed = program.run("audit", "resume", "--sandbox", journal(applied));

          assertThat(applied.err()).contains(warning).doesNotContain(VALUE);
          assertThat(verified.exit())
              .as(verified.err() + applied.err() + applied.out())
              .isEqualTo(ExitCode.OK);
          assertThat(verified.out() + verified.err() + resumed.err()).doesNotContain("warning");
          program.with("WRAPUP_JOURNAL_KEY", VALUE);
          assertThat(program.run("audit", "verify", journal(applied)).exit())
              .isEqualTo(ExitCode.ERROR);
        });
  }

  private static String journal(Program.Run applied) {
    return applied.json().at("/journal").asString();
  }

  @Test
  void a_refused_client_is_told_in_one_line_with_nothing_escaped() {
    for (String api : List.of("versioned", "genesys-cloud")) {
      Settings login = Settings.DEFAULT.withLogin("another", "whatever");
      try (Sandbox sandbox = Sandbox.start(Example.organization(), login)) {
        Program program = new Program(folder).at(sandbox);

        Program.Run run = program.run("export", "--api", api);

        assertThat(run.err()).contains("refused the token: ").doesNotContain("<U+");
        assertThat(run.err().lines()).as(run.err()).hasSize(2);
      }
    }
  }
}

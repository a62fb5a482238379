package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That a secret is found wherever it stands, by which every run of the program is held; and runs
/// that are given all secrets there are.
class SecretsTest {
  private static final Secrets SECRETS =
      Secrets.of(
          Map.of(
              "GENESYS_CLIENT_SECRET",
              "cl/ient \"one\"",
              "WFM_WEBHOOK_SECRET",
              "whsec_d2VicGVjcmV0LW9uZQ==",
              "WFM_WEBHOOK_URL",
              "https://wfm.example/in/box?key=of-the-box&x=1",
              "WRAPUP_JOURNAL_KEY",
              "journal+key",
              "GITHUB_TOKEN",
              "ghs_123456",
              "HTTPS_PROXY",
              "http://me:of-the-proxy@proxy.example:8080"),
          "apply",
          "--webhook-url",
          "https://wfm.example/another");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the secret is cl/ient \"one\", they say",
        "{\"secret\":\"cl/ient \\\"one\\\"\"}",
        "client_secret=cl%2Fient+%22one%22&scope=",
        "?s=cl%2fient%20%22one%22",
        "636C2F69656E7420226F6E6522",
        "whsec_d2VicGVjcmV0LW9uZQ==",
        "key d2VicGVjcmV0LW9uZQ==",
        "POST https://wfm.example/in/box?key=of-the-box&x=1",
        "key=of-the-box",
        "https://wfm.example/another",
        "journal%2Bkey",
        "token ghs_123456",
        "proxy me:of-the-proxy@",
        "Bearer sandbox-token-17"
      })
  void a_secret_is_found_as_it_is_and_encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SECRETS.holdNotIn("a text", bytes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "me", "you:", "me:you"})
  void a_secret_is_found_in_base64_whatever_stands_around_it(String before) {
    String text = before + "journal+key" + before;
    byte[] encoded = Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> SECRETS.holdNotIn("a header", encoded))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void what_is_no_secret_is_none() {
    String text = "https://wfm.example answered 204; client, one, journal, key, me";

    assertThatCode(() -> SECRETS.holdNotIn("a text", text.getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
  }

  @Test
  void files_are_looked_through_that_a_run_made_or_changed() throws IOException {
    Path file = Files.writeString(folder.resolve("ci.env"), "GITHUB_TOKEN=ghs_123456\n");
    var before = Secrets.files(folder);
    assertThatCode(() -> SECRETS.holdNotIn(folder, before)).doesNotThrowAnyException();

    Files.writeString(file, "GITHUB_TOKEN=ghs_123456 \n");

    assertThatThrownBy(() -> SECRETS.holdNotIn(folder, before)).hasMessageContaining("ci.env");
    Files.delete(file);
    Files.createDirectories(folder.resolve("a/b"));
    Files.write(folder.resolve("a/b/c.bin"), "\0\1journal+key\2".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> SECRETS.holdNotIn(folder, before)).hasMessageContaining("c.bin");
  }

  /// A run holds by itself that nothing leaks; here it is only given what could.
  private Program program(Sandbox sandbox, Receiver receiver) {
    Program program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replace("displayName: Refund\n", "displayName: Money\n"));
    return program
        .with("WFM_WEBHOOK_SECRET", "whsec_d2VicGVjcmV0LW9uZQ==")
        .with("WFM_WEBHOOK_URL", receiver.url())
        .with("WRAPUP_JOURNAL_KEY", "journal+key")
        .with("GITHUB_TOKEN", "ghs_123456")
        .with("GITHUB_ACTIONS", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "expire@PATCH#1", "cut@PATCH#1", "reset-after@PATCH#1", "status:500"})
  void an_apply_that_tells_all_it_does_tells_no_secret(String fault) {
    Settings settings = Settings.DEFAULT.withLogin("the-client", Program.SECRET);
    try (Sandbox sandbox = Sandbox.start(Example.organization(), settings);
        Receiver receiver = Receiver.start().answers(event -> event.nth() == 1 ? 500 : 204)) {
      Program program = program(sandbox, receiver);
      if (!fault.isEmpty()) sandbox.inject(Fault.parse(fault));

      boolean isDown = fault.equals("status:500");
      List<String> args = new ArrayList<>(List.of("apply", "--yes", "--verbose", "--format=json"));
      if (isDown) args.addAll(List.of("--timeout", "2s"));
      Program.Run run = program.run(args.toArray(String[]::new));

      assertThat(run.err()).contains("POST /oauth/token → 200", "/api/v2/routing/wrapupcodes");
      assertThat(run.exit()).isEqualTo(isDown ? ExitCode.OUT_OF_TIME : ExitCode.OK);
      if (!isDown) assertThat(run.err()).contains("webhook msg_");
    }
  }

  @Test
  void credentials_that_are_refused_are_not_told() {
    try (Sandbox sandbox =
            Sandbox.start(
                Example.organization(), Settings.DEFAULT.withLogin("the-client", "another"));
        Receiver receiver = Receiver.start()) {
      Program program = new Program(folder).at(sandbox).wrapupcodes("format: 1\ncodes: {}\n");

      assertThat(program.run("plan", "--verbose").err()).contains("refused the token");
      assertThat(program.run("doctor", "--format", "json").exit()).isEqualTo(ExitCode.ERROR);
      program
          .with("WFM_WEBHOOK_SECRET", "no base64 at all!")
          .with("WFM_WEBHOOK_URL", receiver.url());
      assertThat(program.run("apply", "--yes").err()).contains("WFM_WEBHOOK_SECRET");
      program.with("WFM_WEBHOOK_URL", "https://me:of-the-box@wfm.example/in/box");
      assertThat(program.run("apply", "--yes").err()).contains("the webhook's URL");
      program
          .with("HTTPS_PROXY", "http://me:of-the-proxy@127.0.0.1:9")
          .with("GENESYS_BASE_URL", "https://api.example");
      assertThat(program.run("plan", "--verbose", "--timeout", "1s").exit())
          .isEqualTo(ExitCode.OUT_OF_TIME);
      program.with("HTTPS_PROXY", "me:of-the-proxy@:x");
      assertThat(program.run("plan", "--verbose").exit()).isNotEqualTo(ExitCode.OK);
    }
  }

  /// Without a word of it, and before anything is planned.
  @ParameterizedTest
  @EnumSource
  void a_code_that_holds_a_secret_is_named_by_its_id_and_ends_the_run(Kind kind) {
    Organization organization = Organization.generated(kind.dialect(), 5, 0);
    String text = "ask for " + Program.SECRET + " at the desk";
    ByHand.edit(organization, "CODE_3", "description", text);
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox);

      for (String command : List.of("export", "drift", "plan", "refs CODE_1")) {
        program.wrapupcodes("format: 1\napi: %s\ncodes: {}\n".formatted(kind.dialect().api()));
        Program.Run run = program.run(command.split(" "));

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_WHOLE);
        assertThat(run.err())
            .contains("'CODE_3' (id id-3): 'description' holds GENESYS_CLIENT_SECRET");
      }
      assertThat(sandbox.writes()).isZero();
    }
  }
}

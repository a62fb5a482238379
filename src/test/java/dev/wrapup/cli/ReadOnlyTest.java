package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that only read say so when their token could do more, where the server tells (RFC 6749
/// section 5.1), and ask nobody for it.
class ReadOnlyTest {
  private static final String ASKED = "routing:wrapupcode:read routing:rule:read";
  private static final String UNASKED = ASKED + " routing:wrapupcode:write";

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  @TempDir Path folder;

  private Program program(String answer) {
    API.stubFor(post("/oauth/token").willReturn(okJson("{\"access_token\":\"t\"" + answer + "}")));
    for (String list : new String[] {"wrapupcodes", "rules"}) {
      API.stubFor(
          get(urlPathEqualTo("/api/v2/routing/" + list)).willReturn(okJson("{\"entities\":[]}")));
    }
    return new Program(folder)
        .with("GENESYS_BASE_URL", API.baseUrl())
        .wrapupcodes("format: 1\ncodes: {}\n");
  }

  private static String scope(String scopes) {
    return ",\"scope\":\"" + scopes + "\"";
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "drift"})
  void a_token_that_can_write_is_warned_of_without_another_request(String command) {
    Program program = program(scope(UNASKED));

    Program.Run run = program.run(command);

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).startsWith("warning: the OAuth client can write: ").contains("only read");
    assertThat(API.getAllServeEvents()).hasSize(3);
  }

  @Test
  void a_runner_shows_it_as_a_warning() {
    Program program = program(scope(UNASKED)).with("GITHUB_ACTIONS", "true");

    assertThat(program.run("plan", "--format", "markdown").err())
        .contains("::warning title=wrapup can write::the OAuth client can write");
    assertThat(program.run("plan", "--format", "github").out())
        .startsWith("::warning title=wrapup can write::");
  }

  @Test
  void nothing_is_said_where_the_server_grants_what_was_asked_for_or_says_nothing() {
    for (String answer :
        new String[] {"", scope(ASKED), scope("routing:wrapupcode:read  "), scope("")}) {
      assertThat(program(answer).run("plan").err()).as(answer).isEmpty();
    }
  }

  @Test
  void an_apply_asks_for_the_right_and_is_not_warned() {
    Program.Run run = program(scope(UNASKED)).run("apply", "--yes");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).doesNotContain("can write");
  }
}

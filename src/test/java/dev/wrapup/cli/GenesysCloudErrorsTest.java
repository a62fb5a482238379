package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every error says what the server said, its word and the request's id, and what to do about it.
class GenesysCloudErrorsTest extends GenesysCloudCase {
  @AutoClose("stop")
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeAll
  static void startServer() {
    SERVER.start();
  }

  @BeforeEach
  void a_server_that_gives_tokens() {
    SERVER.resetAll();
    SERVER.stubFor(
        post("/oauth/token")
            .willReturn(okJson("{\"access_token\":\"t0k3n\",\"expires_in\":3600}")));
  }

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("ININ-Correlation-Id", "c0rre1ation")
        .withBody(
            """
            {"message":"%s","code":"%s","status":%d,"contextId":"c0rre1ation","details":[],"errors":[]}
            """
                .formatted(message, code, status));
  }

  private Program.Run plan() {
    return plan("30s");
  }

  private Program.Run plan(String timeout) {
    return new Program(folder)
        .with("WRAPUP_API", "genesys-cloud")
        .with("GENESYS_BASE_URL", "http://127.0.0.1:" + SERVER.port())
        .wrapupcodes("format: 1\napi: genesys-cloud\ncodes: {}\n")
        .run("plan", "--format", "json", "--timeout", timeout);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | missing.permissions | You are missing the following permission(s): [routing:wrapupCode:view] | the permission routing:wrapupCode:view",
        "403 | missingAnyPermissions | at least one of: routing:wrapupCode:view, routing:queue:view | one of the permissions routing:wrapupCode:view, routing:queue:view",
        "403 | missing.permissions | the message names none | give the OAuth client the permission to know its organization",
        "403 | missing.division.permission | not in that division | in that division as well",
        "403 | not.authorized | You are not authorized | ask an administrator",
        "401 | bad.credentials | Invalid login credentials. | GENESYSCLOUD_REGION",
        "401 | authentication.required | No authentication bearer token specified | proxy",
        "401 | credentials.expired | expired | GENESYSCLOUD_ACCESS_TOKEN",
        "400 | bad.request | The request could not be understood. | mend the file",
        "400 | constraint.validation | name is longer than 256 | mend the file",
        "400 | invalid.value | Value [x] is not valid | mend the file",
        "400 | invalid.property | no such property | mend the file",
        "400 | duplicate.name | A wrapup code with this name already exists. | declare that code by its 'id'",
        "404 | not.found | The requested resource was not found. | plan again",
        "404 | resource.not.found | gone | plan again",
        "409 | general.conflict | in conflict | apply again",
        "413 | request.entity.too.large | 512000 bytes at most | shorten the description",
        "400 | some.other.word | anything | ''",
      })
  void an_error_says_its_word_its_reason_its_id_and_what_to_do(
      int status, String code, String message, String remedy) {
    SERVER.stubFor(any(anyUrl()).atPriority(9).willReturn(error(status, code, message)));

    Program.Run run = plan();

    assertThat(run.exit()).isIn(ExitCode.ERROR, ExitCode.NOT_WHOLE);
    assertThat(run.json().at("/error/message").asString())
        .contains(status + " " + code + ": " + message + " (request c0rre1ation)");
    assertThat(run.json().at("/error").toString()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({"408,request.timeout", "500,internal.server.error", "503,service.unavailable"})
  void a_server_that_keeps_failing_has_an_id_for_its_support(int status, String code) {
    SERVER.stubFor(any(anyUrl()).atPriority(9).willReturn(error(status, code, "unwell")));

    Program.Run run = plan("2s");

    // the time may be over while another answer is waited for
    if (run.err().contains("the time is over before")) return;
    assertThat(run.json().at("/error/message").asString())
        .contains(status + " " + code + ": unwell (request c0rre1ation)");
    assertThat(run.json().at("/error/next").asString()).contains("tell the vendor's support");
  }

  @ParameterizedTest
  @CsvSource({"42,30s", "4000,5000s"})
  void a_wait_that_is_too_long_is_told_as_the_server_told_it(String wait, String timeout) {
    SERVER.stubFor(
        any(anyUrl())
            .atPriority(9)
            .willReturn(
                error(429, "too.many.requests.retry.after", "Retry in [" + wait + "] seconds")
                    .withHeader("Retry-After", wait)));

    Program.Run run =
        new Program(folder)
            .with("WRAPUP_API", "genesys-cloud")
            .with("GENESYS_BASE_URL", "http://127.0.0.1:" + SERVER.port())
            .wrapupcodes("format: 1\napi: genesys-cloud\ncodes: {}\n")
            .run("plan", "--format", "json", "--timeout", timeout);

    assertThat(run.json().at("/error/code").asString()).isEqualTo("rate-limit");
    assertThat(run.json().at("/error/message").asString())
        .contains(wait + " s", "too.many.requests.retry.after", "(request c0rre1ation)");
  }

  @Test
  void a_login_that_is_refused_names_what_to_check() {
    SERVER.stubFor(
        post("/oauth/token")
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader("ININ-Correlation-Id", "c0rre1ation")
                    .withBody(
                        "{\"error\":\"invalid_client\",\"description\":\"client not found\"}")));

    Program.Run run = plan();

    assertThat(run.json().at("/error/code").asString()).isEqualTo("credentials");
    assertThat(run.json().at("/error/message").asString())
        .contains("401", "client not found", "(request c0rre1ation)", "another region");
    assertThat(run.json().at("/error/next").asString())
        .contains("GENESYSCLOUD_REGION", "GENESYSCLOUD_OAUTHCLIENT_ID", "GENESYS_CLIENT_ID");
  }

  @Test
  void nothing_more_is_sent_once_the_limit_asks_for_more_than_a_run_waits() {
    Sandbox sandbox = start(CloudExample.generated(20, 0), Settings.DEFAULT);
    Program program = exported(sandbox, "The agent picks", "They pick");
    sandbox.inject(Fault.parse("429:4000@PUT"));

    Program.Run run = apply(program, "--parallelism", "1");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.json().at("/results").findValuesAsString("reason"))
        .hasSize(20)
        .allSatisfy(reason -> assertThat(reason).contains("4000 s"));
    assertThat(sandbox.count("PUT")).isEqualTo(1);
  }
}

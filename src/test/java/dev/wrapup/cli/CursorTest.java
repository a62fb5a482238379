package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The way to the next page is told by anything: a cursor that only the server understands, or a
/// link that carries one.
class CursorTest extends BrokenServer {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final JsonMapper JSON = new JsonMapper();

  @BeforeEach
  void no_rules() {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/v2/routing/rules")).willReturn(okJson("{\"entities\":[]}")));
  }

  private static String code(String id) {
    return "{\"id\":\"%s\",\"version\":1,\"code\":\"%s\",\"displayName\":\"a\",\"routingType\":\"manual\"}"
        .formatted(id, id);
  }

  /// Two pages, of which the second is given for this cursor alone.
  private Program.Run export(String nextPage, String cursor) {
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .withQueryParam("cursor", absent())
            .willReturn(
                okJson(
                    "{\"entities\":[%s],\"nextPage\":%s}"
                        .formatted(code("one"), JSON.writeValueAsString(nextPage)))));
    SERVER.stubFor(
        get(urlPathEqualTo(CODES))
            .withQueryParam("cursor", equalTo(cursor))
            .willReturn(okJson("{\"entities\":[%s]}".formatted(code("two")))));
    return new Program(folder)
        .with("GENESYS_BASE_URL", "http://127.0.0.1:" + SERVER.port())
        .run("export");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/wEAAAD+",
        "/w==",
        "//8AAAD/",
        "///+/w==",
        "/",
        "/_-8",
        "abc/def==",
        "/eyJ0IjoxfQ==",
        "42",
        "a?cursor=b",
        "REFUND & co",
        "2026-01-01T00:00:00Z"
      })
  void a_cursor_is_sent_back_as_it_is(String cursor) {
    Program.Run run = export(cursor, cursor);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("one", "two");
  }

  @Test
  void a_cursor_in_base64_is_sent_back_whatever_it_begins_with() {
    Random random = new Random(25);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[3 + random.nextInt(40)];
      random.nextBytes(bytes);
      bytes[0] |= (byte) 0xFC;
      String cursor = Base64.getEncoder().encodeToString(bytes);

      Program.Run run = export(cursor, cursor);

      assertThat(run.exit()).as(cursor + run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("two");
      SERVER.resetAll();
      a_server_that_gives_tokens();
      no_rules();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/routing/wrapupcodes?cursor=%2FwEAAAD%2B, /wEAAAD+",
    "/api/v2/routing/wrapupcodes?pageSize=250&cursor=abc, abc",
    "/elsewhere?cursor=abc, abc"
  })
  void a_path_tells_the_cursor_that_it_carries(String path, String cursor) {
    assertThat(export(path, cursor).exit()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/api/v2/routing/wrapupcodes?cursor=two",
        "//evil.example/api?cursor=two",
        "//evil.example",
        "//evil.example:8443/x",
        "//localhost:8443/x",
        "/api/v2/routing/rules",
        "/api/v2/routing/wrapupcodes?pageNumber=2",
        "/x?y"
      })
  void a_link_elsewhere_or_without_a_cursor_ends_the_run(String link) {
    Program.Run run = export(link, "two");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_WHOLE);
    assertThat(run.err()).contains("'nextPage'");
  }
}

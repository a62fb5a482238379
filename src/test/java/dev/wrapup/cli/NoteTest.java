package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The note on a merge request of GitLab (its API for notes, documentation read 2026-11-24).
class NoteTest {
  private static final String NOTES = "/api/v4/projects/5/merge_requests/9/notes";

  @RegisterExtension
  static final WireMockExtension GITLAB =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  private String note() throws Exception {
    Path report = Files.writeString(folder.resolve("plan.md"), "# a & b\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "examples/gitlab/Note.java",
            report.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "CI_API_V4_URL", GITLAB.baseUrl() + "/api/v4",
                "CI_PROJECT_ID", "5",
                "CI_MERGE_REQUEST_IID", "9",
                "GENESYS_ENV", "us-east-1",
                "WRAPUP_GITLAB_TOKEN", "t"));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static List<String> writes() {
    return GITLAB.getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .filter(request -> !request.getMethod().value().equals("GET"))
        .map(r -> "%s %s %s".formatted(r.getMethod().value(), r.getUrl(), r.getBodyAsString()))
        .toList();
  }

  private static void answer(String page, String next, String notes) {
    GITLAB.stubFor(
        get(urlEqualTo(NOTES + "?per_page=100&page=" + page))
            .willReturn(okJson(notes).withHeader("X-Next-Page", next)));
  }

  @Test
  void it_is_made_once_and_then_kept_up_to_date_and_never_anothers() throws Exception {
    GITLAB.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{}")));
    GITLAB.stubFor(get(urlEqualTo("/api/v4/user")).willReturn(okJson("{\"id\":1}")));
    String marked =
        "{\"id\":%d,\"author\":{\"id\":%d},\"body\":\"<!-- wrapup us-east-1 -->\\nold\"}";
    answer("1", "", "[" + marked.formatted(30, 2) + "]");

    note();
    answer("1", "2", "[" + marked.formatted(30, 2) + "]");
    answer("2", "", "[" + marked.formatted(31, 1) + "]");
    note();

    String body = "body=%3C%21--+wrapup+us-east-1+--%3E%0A%23+a+%26+b%0A";
    assertThat(writes())
        .containsExactlyInAnyOrder("POST " + NOTES + " " + body, "PUT " + NOTES + "/31 " + body);
  }
}

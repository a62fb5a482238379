package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.OrganizationFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What docs/sandbox.md says of the sandbox is so.
class SandboxPageTest extends CloudOutsider {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z]+) ([^`]+)` \\| (?:`([^`]+)` )?\\|$");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "sandbox.md"));
  }

  record Row(String method, String path, String permission) {}

  static List<Row> rows() throws IOException {
    return ROW.matcher(page()).results().map(SandboxPageTest::row).toList();
  }

  private static Row row(MatchResult row) {
    return new Row(row.group(1), row.group(2), row.group(3) == null ? "" : row.group(3));
  }

  private static String real(String path) {
    return "/api/v2"
        + path.replace("{division}", CloudExample.divisionId("Home"))
            .replace("{user}", Organization.ADMINISTRATOR)
            .replace("{namespace}", "platform.api")
            .replace("{id}", "id-0");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_call_is_answered_to_who_has_the_permission(Row row) {
    Sandbox strict = start(CloudExample.generated(1, 0), Settings.DEFAULT.withScopes("none"));

    HttpResponse<String> answer = call(strict, row.method(), real(row.path()), "{}");

    assertThat(answer.statusCode()).isEqualTo(row.permission().isEmpty() ? 200 : 403);
    if (!row.permission().isEmpty()) assertThat(answer.body()).contains(": " + row.permission());
  }

  @Test
  void the_organization_of_the_page_is_read(@TempDir Path folder) throws IOException {
    String yaml = page().replaceFirst("(?s).*```yaml\n(.*?)```.*", "$1");
    Path file = Files.writeString(folder.resolve("organization.yaml"), yaml);

    Organization organization = OrganizationFile.read(file);

    assertThat(organization.queues().all().getFirst().codes()).containsExactly("c-1");
    assertThat(organization.queues().all().getFirst().division()).isEqualTo("d-2");
    assertThat(organization.contacts()).hasSize(1);
    assertThat(organization.rules()).hasSize(1);
  }
}

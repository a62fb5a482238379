package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vendor's own JavaScript client works with the sandbox as it is. It is installed by
/// `.ci/sdk`; without it the test is skipped, but never where the whole check runs (`CI`).
class VendorSdkTest {
  private static final Path MODULES = Path.of("target", "sdk", "node_modules");
  private static final long MOST_SECONDS = 120;

  @TempDir private Path folder;

  private static void demand() {
    if (Files.isDirectory(MODULES.resolve("purecloud-platform-client-v2"))) return;
    String missing = "the vendor's SDK is not installed: run .ci/sdk, which takes Node.js and npm";
    if ("true".equals(System.getenv("CI"))) fail(missing);
    abort(missing);
  }

  private JsonNode tell(Sandbox sandbox) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder node =
        new ProcessBuilder(
            "node", "src/test/sdk/story.cjs", sandbox.url().toString(), "client", "s3cr3t");
    Map<String, String> environment = node.environment();
    environment.put("NODE_PATH", MODULES.toAbsolutePath().toString());
    // it reads its settings from there, and a proxy would see what is for loopback
    environment.put("HOME", folder.toString());
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Process process = node.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    boolean isOver = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    if (!isOver) process.destroyForcibly().waitFor();
    assertThat(isOver && process.exitValue() == 0).as(Files.readString(err)).isTrue();
    return new JsonMapper().readTree(Files.readString(out));
  }

  private static List<String> names(Organization organization) {
    return organization.codes().stream().map(LiveCode::code).toList();
  }

  @Test
  void logs_in_lists_creates_updates_and_deletes() throws IOException, InterruptedException {
    demand();
    Organization organization = CloudExample.generated(130, 0);
    List<String> before = names(organization);

    JsonNode told;
    List<Sandbox.Request> requests;
    try (Sandbox sandbox =
        Sandbox.start(organization, Settings.DEFAULT.withLogin("client", "s3cr3t"))) {
      told = tell(sandbox);
      requests = sandbox.requests();
    }

    List<String> listed = new ArrayList<>();
    told.path("listed").forEach(name -> listed.add(name.asString()));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(before);
    assertThat(told.path("made").asString()).isEqualTo("MADE");
    assertThat(told.path("changed").asString()).isEqualTo("CHANGED");
    assertThat(told.path("read").asString()).isEqualTo("by the SDK again");
    assertThat(told.path("taken").asString()).isEqualTo("400 duplicate.name");
    assertThat(told.path("missing").asString()).isEqualTo("404 not.found");
    List<String> after = new ArrayList<>(before);
    after.add("CHANGED");
    assertThat(names(organization)).containsExactlyElementsOf(after);
    assertThat(requests).extracting(Sandbox.Request::method).contains("TOKEN", "PUT", "DELETE");
  }
}

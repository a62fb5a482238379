package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The action takes the release that lies beside it, and nothing else.
class ActionInstallTest {
  private static final Flow.Step INSTALL = StepRun.step(Flow.action(), "Install");

  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path folder;
  private Path action;
  private HttpServer server;
  private PublishedFiles published;

  @BeforeEach
  void release() throws IOException, InterruptedException {
    action = Files.createDirectories(folder.resolve("action"));
    published = PublishedFiles.in(folder.resolve("published"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          loaded.add(path);
          byte[] body = Files.readAllBytes(published.artifacts().resolve(path.substring(4)));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    published.render("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ProcessResult install(String platform) throws IOException, InterruptedException {
    Map<String, String> variables =
        Map.of("GITHUB_ACTION_PATH", action.toString(), "PLATFORM", platform);
    return new StepRun(folder).run(INSTALL, folder, variables);
  }

  private String program() throws IOException {
    return Files.readString(new StepRun(folder).output()).strip().replaceFirst("^program=", "");
  }

  private void named() throws IOException {
    Files.copy(published.rendered("release.json"), action.resolve("release.json"));
  }

  @Test
  void the_release_that_is_named_is_loaded_once_and_runs() throws Exception {
    named();

    ProcessResult first = install("linux-x64");
    Files.delete(new StepRun(folder).output());
    ProcessResult second = install("linux-x64");

    assertThat(List.of(first, second)).containsOnly(new ProcessResult(0, ""));
    assertThat(loaded).containsExactly("/v1/wrapup-%s-linux-x64.tar.gz".formatted(Main.VERSION));
    ProcessResult ran = new StepRun(folder).run(List.of(program(), "--version"), folder, Map.of());
    assertThat(ran).isEqualTo(new ProcessResult(0, "linux-x64 --version\n"));
  }

  @Test
  void each_platform_gets_its_own() throws Exception {
    named();
    for (String platform : List.of("linux-arm64", "macos-x64", "macos-arm64")) {
      ProcessResult ran = install(platform);

      assertThat(ran).isEqualTo(new ProcessResult(0, ""));
      assertThat(Path.of(program())).content().contains("echo " + platform);
      Files.delete(new StepRun(folder).output());
    }
  }

  @Test
  void what_is_not_what_was_built_is_not_unpacked() throws Exception {
    named();
    String name = "wrapup-%s-linux-x64.tar.gz".formatted(Main.VERSION);
    Files.copy(
        published.artifacts().resolve(name.replace("x64", "arm64")),
        published.artifacts().resolve("other"));
    Files.delete(published.artifacts().resolve(name));
    Files.move(published.artifacts().resolve("other"), published.artifacts().resolve(name));

    ProcessResult ran = install("linux-x64");

    assertThat(ran.exit()).isNotZero();
    JsonNode release = new JsonMapper().readTree(action.resolve("release.json"));
    assertThat(ran.said())
        .startsWith("::error::wrapup " + Main.VERSION + " for linux-x64 has the SHA-256 ")
        .contains(release.path("linux-arm64").asString())
        .contains("and not " + release.path("linux-x64").asString());
    assertThat(program()).isNotEmpty();
    assertThat(Path.of(program())).doesNotExist();
    assertThat(folder.resolve("temp")).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void where_nothing_was_released_it_is_said() throws Exception {
    named();

    ProcessResult windows = install("windows-x64");
    ProcessResult other = install("linux-riscv64");

    assertThat(windows.exit()).isNotZero();
    assertThat(windows.said()).isEqualTo("::error::this action runs on Linux and macOS\n");
    assertThat(other.exit()).isNotZero();
    assertThat(other.said())
        .isEqualTo(
            "::error::wrapup %s is not released for linux-riscv64\n".formatted(Main.VERSION));
    assertThat(loaded).isEmpty();
  }

  /// A branch, or a fork: what is there is built, with what Maven brought the last time.
  @Test
  void without_a_release_the_launcher_builds_what_is_there() throws Exception {
    Files.copy(Path.of("pom.xml"), action.resolve("pom.xml"));

    ProcessResult ran = install("linux-x64");

    assertThat(ran).isEqualTo(new ProcessResult(0, ""));
    assertThat(new StepRun(folder).output())
        .content()
        .startsWith("program=%s/wrapup\n".formatted(action))
        .matches("(?s).*\nbuild=[0-9a-f]{40}\n");
    assertThat(loaded).isEmpty();
    assertThat(Flow.action().steps())
        .filteredOn(step -> step.uses().matches("actions/(setup-java|cache)@.*"))
        .hasSize(2)
        .allMatch(
            step ->
                step.body().path("if").asString().contains("steps.install.outputs.build != ''"));
  }
}

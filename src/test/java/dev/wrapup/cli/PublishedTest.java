package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a release tells the action, Homebrew and Scoop. [ActionInstallTest] takes it from there.
class PublishedTest {
  private static final String SITE = "https://github.com/octo-org/wrapup";
  private static final String URL = SITE + "/releases/download/v" + Main.VERSION;

  @TempDir static Path folder;
  private static PublishedFiles published;

  @BeforeAll
  static void render() throws IOException, InterruptedException {
    published = PublishedFiles.in(folder);
    published.render(URL);
  }

  private static JsonNode json(String name) {
    return new JsonMapper().readTree(published.rendered(name));
  }

  private static String sha256(String platform) throws Exception {
    byte[] content = Files.readAllBytes(published.archive(platform));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  @Test
  void the_action_is_told_the_version_the_commit_and_what_each_platform_has_to_be()
      throws Exception {
    JsonNode release = json("release.json");

    assertThat(release.path("version").asString()).isEqualTo(Main.VERSION);
    assertThat(release.path("commit").asString()).isEqualTo(PublishedFiles.COMMIT);
    assertThat(release.path("url").asString()).isEqualTo(URL);
    for (String platform : PublishedFiles.PLATFORMS) {
      assertThat(release.path(platform).asString()).isEqualTo(sha256(platform));
    }
  }

  @Test
  void the_formula_loads_for_each_system_and_processor_what_was_built_for_it() throws Exception {
    List<String> lines =
        Files.readAllLines(published.rendered("wrapup.rb")).stream().map(String::strip).toList();

    for (String platform : List.of("linux-x64", "linux-arm64", "macos-x64", "macos-arm64")) {
      String[] words = platform.split("-");
      int system = lines.indexOf("on_%s do".formatted(words[0]));
      String processor = words[1].equals("x64") ? "on_intel do" : "on_arm do";
      int at = system + lines.subList(system, lines.size()).indexOf(processor);
      assertThat(lines.subList(at + 1, at + 4))
          .containsExactly(
              "url \"%s/%s\"".formatted(URL, published.archive(platform).getFileName()),
              "sha256 \"%s\"".formatted(sha256(platform)),
              "end");
    }
    assertThat(lines.stream().filter(line -> line.equals("end")).count())
        .as("each block ends")
        .isEqualTo(lines.stream().filter(line -> line.matches(".* do|class .*|def .*")).count());
    assertThat(lines)
        .contains("homepage \"%s\"".formatted(SITE), "version \"%s\"".formatted(Main.VERSION));
  }

  @Test
  void the_manifest_loads_the_zip_and_names_what_it_starts() throws Exception {
    JsonNode manifest = json("wrapup.json");
    JsonNode windows = manifest.at("/architecture/64bit");

    assertThat(manifest.path("version").asString()).isEqualTo(Main.VERSION);
    assertThat(windows.path("url").asString())
        .isEqualTo("%s/wrapup-%s-windows-x64.zip".formatted(URL, Main.VERSION));
    assertThat(windows.path("hash").asString()).isEqualTo(sha256("windows-x64"));
    assertThat(manifest.path("extract_dir").asString()).isEqualTo("wrapup-" + Main.VERSION);
    assertThat(manifest.path("bin").asString()).isEqualTo("bin/wrapup.cmd");
  }

  /// The shell's launcher and the one of Windows start the same Java in the same way.
  @Test
  void windows_starts_it_as_others_do() throws IOException {
    List<String> shell = javaOptions("release/wrapup.sh");
    List<String> windows = javaOptions("release/wrapup.cmd");

    assertThat(windows)
        .containsExactly(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCache=%wrapup_home%/lib/wrapup.aot",
            "-Xlog:disable",
            "-Xlog:all=off",
            "-Dwrapup.program=%~0",
            "%WRAPUP_JAVA_OPTIONS%",
            "-m",
            "dev.wrapup",
            "%*");
    assertThat(windows.stream().filter(word -> word.startsWith("-")).map(PublishedTest::bare))
        .containsExactlyElementsOf(
            shell.stream().filter(word -> word.startsWith("-")).map(PublishedTest::bare).toList());
  }

  private static String bare(String option) {
    return option.replaceFirst("=[%$].*", "");
  }

  /// The words behind the one that is Java.
  private static List<String> javaOptions(String launcher) throws IOException {
    String text = Files.readString(Path.of(launcher)).replace("\\\n", " ").replace("\r", "");
    String line = text.lines().filter(l -> l.contains("UseSerialGC")).findFirst().orElseThrow();
    List<String> words = List.of(line.replace("\"", "").replace('\\', '/').strip().split("\\s+"));
    return words.subList(words.indexOf("-XX:+UseSerialGC"), words.size());
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts that make a release of what the builds left. Git is the real one; programs that
/// reach others only tell what they were given.
class ReleaseWorkflowTest {
  private static final Flow RELEASE = Flow.read(".github/workflows/release.yml");
  private static final String VERSION = "1.2.3";

  @TempDir Path folder;
  private StepRun runner;
  private Path workspace;

  @BeforeEach
  void programs() throws IOException {
    runner = new StepRun(folder);
    workspace = Files.createDirectories(folder.resolve("workspace"));
    for (String name : List.of("gh", "docker", "skopeo", "cosign")) {
      runner.program(name, "#!/bin/sh\necho \"" + name + " $*\" >>\"$HOME/told.txt\"\n");
    }
    Files.writeString(folder.resolve(".gitconfig"), "[user]\nname=t\nemail=t@localhost\n");
  }

  private ProcessResult step(String name, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessResult ran = runner.run(StepRun.step(RELEASE, name), workspace, variables);
    assertThat(ran.exit()).as(name + ": " + ran.said()).isZero();
    return ran;
  }

  private String git(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessResult ran = runner.run(command, where, Map.of());
    assertThat(ran.exit()).as(ran.said()).isZero();
    return ran.said().strip();
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(folder.resolve("told.txt"));
  }

  private void built(String platform, String... names) throws IOException {
    Path built = Files.createDirectories(workspace.resolve("built/built-" + platform));
    for (String name : names) {
      Files.writeString(built.resolve(name), platform + " " + name + "\n");
    }
  }

  private void everyBuild() throws IOException {
    for (String processor : List.of("x64", "arm64")) {
      built(
          "linux-" + processor,
          "SHA256SUMS",
          "wrapup-1.2.3.cdx.json",
          "wrapup-1.2.3-linux-" + processor + ".tar.gz",
          "wrapup_1.2.3_" + (processor.equals("x64") ? "amd64" : "arm64") + ".deb",
          "wrapup-1.2.3-oci.tar",
          "wrapup-1.2.3-oci-shell.tar");
      built(
          "macos-" + processor,
          "SHA256SUMS",
          "wrapup-1.2.3.cdx.json",
          "wrapup-1.2.3-macos-" + processor + ".tar.gz");
    }
    built("windows-x64", "SHA256SUMS", "wrapup-1.2.3.cdx.json", "wrapup-1.2.3-windows-x64.zip");
  }

  @Test
  void all_builds_become_one_folder_with_sums_over_all_of_it() throws Exception {
    everyBuild();

    step("Collect", Map.of("GITHUB_REF_NAME", "build-v1.2.3"));

    Path dist = workspace.resolve("dist");
    assertThat(runner.output()).content().isEqualTo("version=1.2.3\n");
    assertThat(Files.readAllLines(dist.resolve("SHA256SUMS")))
        .extracting(line -> line.replaceFirst("^[0-9a-f]{64}  ", ""))
        .containsExactlyInAnyOrder(
            "wrapup-1.2.3-linux-x64.tar.gz",
            "wrapup-1.2.3-linux-arm64.tar.gz",
            "wrapup-1.2.3-macos-x64.tar.gz",
            "wrapup-1.2.3-macos-arm64.tar.gz",
            "wrapup-1.2.3-windows-x64.zip",
            "wrapup-1.2.3-oci.tar",
            "wrapup-1.2.3-oci-arm64.tar",
            "wrapup-1.2.3-oci-shell.tar",
            "wrapup-1.2.3-oci-shell-arm64.tar",
            "wrapup-1.2.3.cdx.json",
            "wrapup_1.2.3_amd64.deb",
            "wrapup_1.2.3_arm64.deb");
    assertThat(runner.run(List.of("sha256sum", "--check", "--quiet", "SHA256SUMS"), dist, Map.of()))
        .isEqualTo(new ProcessResult(0, ""));
    assertThat(dist.resolve("wrapup-1.2.3-oci-arm64.tar")).content().startsWith("linux-arm64 ");
    assertThat(dist.resolve("wrapup-1.2.3.cdx.json")).content().startsWith("linux-x64 ");
  }

  @Test
  void what_is_rendered_names_where_the_release_will_be() throws Exception {
    everyBuild();
    Files.createSymbolicLink(workspace.resolve("release"), Path.of("release").toAbsolutePath());
    Map<String, String> variables =
        Map.of(
            "GITHUB_REF_NAME", "build-v1.2.3",
            "GITHUB_SHA", "c0ffee",
            "GITHUB_SERVER_URL", "https://github.com",
            "GITHUB_REPOSITORY", "octo-org/wrapup",
            "PATH",
                "%s:%s"
                    .formatted(
                        Path.of(System.getProperty("java.home"), "bin"), System.getenv("PATH")));

    step("Collect", variables);
    step("Render", variables);

    assertThat(workspace.resolve("rendered/release.json"))
        .content()
        .contains(
            "\"commit\": \"c0ffee\"",
            "\"url\": \"https://github.com/octo-org/wrapup/releases/download/v1.2.3\"");
  }

  @Test
  void every_file_is_signed_the_sums_too() throws Exception {
    everyBuild();
    step("Collect", Map.of("GITHUB_REF_NAME", "build-v1.2.3"));

    step("Sign", Map.of());

    assertThat(told())
        .hasSize(13)
        .contains(
            "cosign sign-blob --yes --bundle signatures/SHA256SUMS.sigstore.json dist/SHA256SUMS");
  }

  @Test
  void both_kinds_of_container_are_pushed_for_both_processors_under_one_tag() throws Exception {
    runner.program(
        "docker",
        """
        #!/bin/sh
        cat >/dev/null
        echo "docker $*" >>"$HOME/told.txt"
        case "$*" in *inspect*) echo "{\\"digest\\":\\"sha256:of-$4\\"}" ;; esac
        """);

    step(
        "Push",
        Map.of(
            "TOKEN", "t0ken",
            "VERSION", VERSION,
            "GITHUB_ACTOR", "octocat",
            "GITHUB_REPOSITORY", "Octo-Org/wrapup"));

    String image = "ghcr.io/octo-org/wrapup";
    assertThat(told())
        .contains(
            "skopeo copy oci-archive:dist/wrapup-1.2.3-oci.tar docker://" + image + ":1.2.3-amd64",
            "skopeo copy oci-archive:dist/wrapup-1.2.3-oci-shell-arm64.tar docker://%s:1.2.3-shell-arm64"
                .formatted(image),
            "docker buildx imagetools create --tag %1$s:1.2.3 %1$s:1.2.3-amd64 %1$s:1.2.3-arm64"
                .formatted(image),
            "docker buildx imagetools create --tag %1$s:1.2.3-shell %1$s:1.2.3-shell-amd64 %1$s:1.2.3-shell-arm64"
                .formatted(image))
        .noneMatch(line -> line.contains("t0ken"));
    assertThat(Files.readAllLines(runner.output()))
        .containsExactly(
            "digest=sha256:of-" + image + ":1.2.3",
            "digest-shell=sha256:of-" + image + ":1.2.3-shell",
            "image=" + image);
  }

  /// The commit that was built, with what it became on top: nobody who names the tag gets other
  /// sources, and a second attempt is the same commit.
  @Test
  void the_release_is_tagged_on_top_of_what_was_built() throws Exception {
    git(folder, "init", "-q", "--bare", "remote.git");
    git(folder, "clone", "-q", "remote.git", "workspace");
    Files.writeString(workspace.resolve("pom.xml"), "<project/>");
    git(workspace, "add", "-A");
    runner.run(
        List.of("git", "commit", "-qm", "what is built"),
        workspace,
        Map.of("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z"));
    String built = git(workspace, "rev-parse", "HEAD");
    Files.createDirectories(runner.temp().resolve("rendered"));
    Files.writeString(runner.temp().resolve("rendered/release.json"), "{}\n");
    Map<String, String> variables = Map.of("VERSION", VERSION, "GITHUB_SHA", built);

    step("Tag", variables);
    git(workspace, "checkout", "-q", "--detach", built);
    step("Tag", variables);

    Path remote = folder.resolve("remote.git");
    assertThat(git(remote, "rev-parse", "v1.2.3^")).isEqualTo(built);
    assertThat(git(remote, "show", "--format=%s", "--name-only", "v1.2.3"))
        .isEqualTo("wrapup 1.2.3, as it was built from %s\n\nrelease.json".formatted(built));
    assertThat(git(remote, "show", "--no-patch", "--format=%ct", "v1.2.3"))
        .isEqualTo(git(remote, "show", "--no-patch", "--format=%ct", built));
    assertThat(git(remote, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/tags/v1.2.3");
  }

  @Test
  void the_release_carries_every_file_and_every_signature() throws Exception {
    for (String file : List.of("dist/SHA256SUMS", "dist/a.deb", "signatures/a.deb.sigstore.json")) {
      Path path = runner.temp().resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }

    step(
        "Release",
        Map.of(
            "VERSION", VERSION,
            "GITHUB_SERVER_URL", "https://github.com",
            "GITHUB_REPOSITORY", "octo-org/wrapup"));

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("gh release create v1.2.3 --verify-tag ")
        .contains("/dist/SHA256SUMS ", "/dist/a.deb ", "/signatures/a.deb.sigstore.json");
  }

  @Test
  void a_catalog_gets_what_is_rendered_where_there_is_a_token_for_it() throws Exception {
    Path owner = Files.createDirectories(folder.resolve("host/octo-org"));
    git(owner, "init", "-q", "--bare", "-b", "main", "homebrew-tap.git");
    git(folder, "clone", "-q", owner.resolve("homebrew-tap.git").toString(), "tap");
    git(folder.resolve("tap"), "commit", "-q", "--allow-empty", "-m", "empty");
    git(folder.resolve("tap"), "push", "-q", "origin", "HEAD:main");
    Path rendered = Files.createDirectories(workspace.resolve("rendered"));
    Files.writeString(rendered.resolve("wrapup.rb"), "class Wrapup < Formula\nend\n");
    Files.writeString(rendered.resolve("wrapup.json"), "{}\n");
    Map<String, String> variables =
        Map.of(
            "HOMEBREW_TOKEN", "t0ken",
            "SCOOP_TOKEN", "",
            "VERSION", VERSION,
            "GITHUB_SERVER_URL", folder.resolve("host").toUri().toString(),
            "GITHUB_REPOSITORY_OWNER", "octo-org");

    step("Homebrew and Scoop", variables);

    assertThat(git(owner.resolve("homebrew-tap.git"), "show", "--format=%s", "--name-only", "main"))
        .isEqualTo("wrapup 1.2.3\n\nFormula/wrapup.rb");
    assertThat(runner.summary())
        .hasContent(
            "There is no token for scoop-bucket: wrapup.json stays an artifact of this run.");
    assertThat(told()).containsExactly("gh auth setup-git");
  }

  @Test
  void a_tag_of_another_version_than_the_sources_builds_nothing() throws Exception {
    runner.program(
        "mvn", "#!/bin/sh\nmkdir -p target/release && : >target/release/wrapup-1.2.4.cdx.json\n");
    Flow.Step build = StepRun.step(RELEASE, "Build");

    assertThat(runner.run(build, workspace, Map.of("GITHUB_REF_NAME", "build-v1.2.3")).exit())
        .isNotZero();
    assertThat(runner.run(build, workspace, Map.of("GITHUB_REF_NAME", "build-v1.2.4")).exit())
        .isZero();
  }

  @Test
  void whoever_builds_on_the_jar_gets_it_with_sources_and_documentation() throws Exception {
    runner.program(
        "mvn",
        """
        #!/bin/sh
        mkdir -p target
        for goal in "$@"; do
          case $goal in
            package) : >target/wrapup.jar ;;
            source:*) : >target/wrapup-sources.jar ;;
            javadoc:*) : >target/wrapup-javadoc.jar ;;
          esac
        done
        """);
    Files.createDirectories(workspace.resolve("built"));
    Files.writeString(workspace.resolve("pom.xml"), "<project/>");

    step("Java API", Map.of("GITHUB_REF_NAME", "build-v1.2.3"));

    try (var files = Files.list(workspace.resolve("built/java"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "wrapup-1.2.3.jar",
              "wrapup-1.2.3-sources.jar",
              "wrapup-1.2.3-javadoc.jar",
              "wrapup-1.2.3.pom");
    }
  }

  @Test
  void each_build_is_tried_as_it_is_unpacked() throws Exception {
    PublishedFiles published = PublishedFiles.in(folder.resolve("published"));
    Path release = Files.createDirectories(workspace.resolve("target/release"));
    Path archive = published.archive("linux-x64");
    Files.copy(archive, release.resolve(archive.getFileName()));

    assertThat(step("Try it", Map.of()).said())
        .isEqualTo("linux-x64 --version\nlinux-x64 plan --sandbox\n");
  }
}

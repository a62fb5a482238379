package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hooks as another repository has them: pre-commit installs them from a clone of this one,
/// with the wheel as it was built and without any index of packages.
class HooksTest {
  private static final Path PRE_COMMIT =
      Path.of("target/tools/python/bin/pre-commit").toAbsolutePath();
  private static final Path RELEASE = Path.of("target/release").toAbsolutePath();

  @TempDir static Path once;
  private static Path hooks;

  @TempDir Path folder;

  @BeforeAll
  static void a_clone() throws Exception {
    if (!Files.exists(PRE_COMMIT) || !Files.exists(RELEASE.resolve("SHA256SUMS"))) {
      String hint = "no pre-commit or no wheel: run .ci/python and mvn -Prelease package";
      if ("true".equals(System.getenv("CI"))) fail(hint);
      abort(hint);
    }
    hooks = once.resolve("wrapup");
    Repository.git(once, "clone", "-q", Path.of("").toAbsolutePath().toString(), hooks.toString());
  }

  @BeforeEach
  void a_repository_that_uses_them() throws Exception {
    Files.writeString(
        folder.resolve(".pre-commit-config.yaml"),
        """
        repos:
          - repo: %s
            rev: %s
            hooks: [{id: wrapup-validate}, {id: wrapup-fmt}, {id: wrapup-fmt-check}]
        """
            .formatted(hooks, Repository.git(hooks, "rev-parse", "HEAD")));
    Files.copy(Path.of("wrapupcodes.yaml"), file());
    Repository.commit(folder);
  }

  private Path file() {
    return folder.resolve("wrapupcodes.yaml");
  }

  private ProcessResult run(String hook) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            PRE_COMMIT.toString(), "run", "--all-files", "--color", "never", "--verbose", hook);
    Map<String, String> environment = builder.environment();
    environment.put("HOME", once.toString());
    environment.put("PRE_COMMIT_HOME", once.resolve("installed").toString());
    environment.put("PIP_NO_INDEX", "1");
    environment.put("PIP_FIND_LINKS", RELEASE.toString());
    return ProcessResult.of(builder.directory(folder.toFile()).redirectErrorStream(true));
  }

  @Test
  void a_good_file_passes_each() throws Exception {
    for (String hook : List.of("wrapup-validate", "wrapup-fmt", "wrapup-fmt-check")) {
      ProcessResult ran = run(hook);

      assertThat(ran.exit()).as(ran.said()).isZero();
      assertThat(ran.said()).contains("Passed");
    }
  }

  @Test
  void a_bad_file_fails_with_what_is_wrong() throws Exception {
    Files.writeString(file(), "format: 1\ncodes: {REFUND: {displayName: null}}\n");

    ProcessResult ran = run("wrapup-validate");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.said()).contains("exit code: 2", "wrapupcodes.yaml:2:31: error");
  }

  @Test
  void a_file_of_another_form_is_rewritten_once() throws Exception {
    String canonical = Files.readString(file());
    String another = canonical.replaceFirst("\ncodes:\n", "\ncodes:\n\n\n");
    Files.writeString(file(), another);

    ProcessResult check = run("wrapup-fmt-check");
    String afterCheck = Files.readString(file());
    ProcessResult first = run("wrapup-fmt");
    String afterFirst = Files.readString(file());
    ProcessResult second = run("wrapup-fmt");

    assertThat(check.exit()).as(check.said()).isEqualTo(1);
    assertThat(afterCheck).isEqualTo(another);
    assertThat(first.exit()).isEqualTo(1);
    assertThat(first.said()).contains("files were modified by this hook");
    assertThat(afterFirst).isEqualTo(canonical);
    assertThat(second.exit()).as(second.said()).isZero();
  }

  @Test
  void they_install_the_release_of_this_version() throws IOException {
    assertThat(Files.readString(Path.of("pyproject.toml")))
        .contains("\ndependencies = [\"wrapup-codes==%s\"]\n".formatted(Main.VERSION));
  }
}

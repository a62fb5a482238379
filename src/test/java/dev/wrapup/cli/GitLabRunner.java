package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs jobs of [Component] as GitLab's runner does: a clone of its own with all branches, what
/// earlier jobs left and what a cache has, then all lines in one shell. The shell is busybox's
/// where there is one, as in the container.
///
/// @param home for clones, artifacts and caches, with programs in `bin`
/// @param remote the bare repository, which ends in `.git`
/// @param variables of every job, as a project has them
record GitLabRunner(Path home, Path remote, Map<String, String> variables) {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  private static final Path BUSYBOX = Path.of("/bin/busybox");

  /// How the runner starts a script, with nothing on its standard input.
  private static final String START =
      "if set -o | grep pipefail >/dev/null; then set -o pipefail; fi; set -o errexit; : | eval \"$0\"";

  /// What came of a job.
  ///
  /// @param said its log
  /// @param folder where it ran
  record Ran(int exit, String said, Path folder) {}

  static List<String> shell() {
    return Files.isExecutable(BUSYBOX) ? List.of(BUSYBOX.toString(), "sh") : List.of("sh");
  }

  /// Runs a job.
  ///
  /// @param commit that the pipeline is of
  /// @param more variables of this job
  Ran run(Component.Job job, String pipeline, String commit, Map<String, String> more)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(home, "build");
    git(home, "clone", "-q", "--no-checkout", remote.toString(), folder.toString());
    git(folder, "checkout", "-q", "--detach", commit);
    Map<String, String> all = new TreeMap<>(job.variables());
    all.putAll(variables);
    all.put("CI_PROJECT_DIR", folder.toString());
    all.put("CI_PROJECT_URL", remote.toString().replaceFirst("\\.git$", ""));
    all.put("CI_PIPELINE_ID", pipeline);
    all.put("GITLAB_USER_LOGIN", "tanuki");
    all.putAll(more);
    for (String need : needs(job, pipeline)) copy(artifacts(pipeline, need), folder);
    Path cache =
        home.resolve("cache").resolve(expanded(job.map("cache").getOrDefault("key", "none"), all));
    copy(cache, folder);
    List<String> command = new ArrayList<>(shell());
    command.addAll(List.of("-c", START, job.script()));
    Ran ran = run(folder, all, command);
    keep(folder, job.map("artifacts"), artifacts(pipeline, job.name()), all);
    keep(folder, job.map("cache"), cache, all);
    return ran;
  }

  /// Where a job doesn't say what it needs, that is all of earlier stages; one that is named means
  /// each of its matrix.
  private List<String> needs(Component.Job job, String pipeline) throws IOException {
    if (job.body().containsKey("needs"))
      return job.list("needs").stream().map(n -> (String) n).toList();
    Path earlier = home.resolve("artifacts").resolve(pipeline);
    if (!Files.exists(earlier)) return List.of();
    try (Stream<Path> jobs = Files.list(earlier)) {
      return jobs.map(left -> left.getFileName().toString())
          .filter(
              name ->
                  !job.body().containsKey("dependencies")
                      || job.list("dependencies").contains(name.replaceFirst(": \\[.*", "")))
          .toList();
    }
  }

  /// What a job of a pipeline left.
  Path artifacts(String pipeline, String job) {
    return home.resolve("artifacts").resolve(pipeline).resolve(job);
  }

  /// A text in which variables are put in, as GitLab does for keys, paths and names.
  static String expanded(Object text, Map<String, String> variables) {
    return VARIABLE
        .matcher(String.valueOf(text))
        .replaceAll(name -> Matcher.quoteReplacement(variables.getOrDefault(name.group(1), "")));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) return;
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        Files.copy(file, target);
      }
    }
  }

  /// Both kinds are kept of a job that failed, since ours say so.
  private static void keep(
      Path folder, Map<String, Object> facts, Path to, Map<String, String> variables)
      throws IOException {
    if (facts.isEmpty()) return;
    assertThat(facts).containsEntry("when", "always");
    for (Object path : (List<?>) facts.get("paths")) {
      PathMatcher matcher =
          folder
              .getFileSystem()
              .getPathMatcher("glob:{%1$s,%1$s/**}".formatted(expanded(path, variables)));
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path relative = folder.relativize(file);
          if (!matcher.matches(relative)) continue;
          Path target = to.resolve(relative.toString());
          Files.createDirectories(target.getParent());
          Files.deleteIfExists(target);
          Files.copy(file, target);
        }
      }
    }
  }

  String git(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost"));
    command.addAll(List.of(arguments));
    Ran ran = run(where, Map.of(), command);
    assertThat(ran.exit()).as("git %s\n%s", List.of(arguments), ran.said()).isZero();
    return ran.said().strip();
  }

  private Ran run(Path where, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(variables);
    ProcessResult ended = ProcessResult.of(builder.redirectErrorStream(true));
    return new Ran(ended.exit(), ended.said(), where);
  }
}

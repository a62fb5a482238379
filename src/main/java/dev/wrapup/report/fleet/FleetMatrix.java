package dev.wrapup.report.fleet;

import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.text.Word;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Targets of a fleet as something that starts one job for each is told of them. Names are letters,
/// digits and hyphens, so that nothing has to be escaped anywhere, and guards and labels are left
/// out: a guard that came back as a job's address would guard nothing.
public final class FleetMatrix {
  /// What starts the jobs.
  public enum Engine implements Word {
    /// A matrix makes at most 256 jobs (GitHub's limits of Actions, read 2026-11-29).
    GITHUB("a matrix of GitHub", 256),
    /// A job runs at most 200 times (GitLab's reference of `parallel`, read 2026-11-29).
    GITLAB("parallel:matrix of GitLab", 200),
    /// An Indexed Job has more indexes than a fleet has targets.
    KUBERNETES("an Indexed Job of Kubernetes", 100_000);

    private final String where;
    private final int most;

    Engine(String where, int most) {
      this.where = where;
      this.most = most;
    }

    /// What takes the targets, for users.
    public String where() {
      return where;
    }

    /// So many targets it takes.
    public int most() {
      return most;
    }
  }

  private FleetMatrix() {}

  /// The text for an engine, ended by a line feed: one line of JSON for GitHub; for GitLab a line
  /// of YAML for each hidden job, which others extend in the same file; a name a line for
  /// Kubernetes, where the first one has the index 0.
  ///
  /// @param targets as many as the engine takes
  public static String of(Engine engine, List<FleetTarget> targets) {
    return switch (engine) {
      case GITHUB ->
          targets.stream()
              .map(FleetMatrix::row)
              .collect(Collectors.joining(",", "{\"include\":[", "]}\n"));
      case GITLAB -> jobs(targets);
      case KUBERNETES -> targets.stream().map(one -> one.id() + "\n").collect(Collectors.joining());
    };
  }

  private static String row(FleetTarget target) {
    return "{\"target\":\"%s\",\"wave\":%d,\"suffix\":\"%s\"}"
        .formatted(target.id(), target.wave(), target.variable(""));
  }

  /// Hidden jobs that others extend: `.targets` of all, and one of each wave.
  private static String jobs(List<FleetTarget> targets) {
    TreeMap<Integer, List<FleetTarget>> waves =
        targets.stream()
            .collect(Collectors.groupingBy(FleetTarget::wave, TreeMap::new, Collectors.toList()));
    StringBuilder jobs = new StringBuilder(job("targets", targets));
    waves.forEach((wave, some) -> jobs.append(job("wave-" + wave, some)));
    return jobs.toString();
  }

  /// A name in quotes is no number and no boolean of YAML's.
  private static String job(String name, List<FleetTarget> targets) {
    return targets.stream()
        .map(target -> '"' + target.id() + '"')
        .collect(
            Collectors.joining(
                ", ", ".%s: {parallel: {matrix: [{TARGET: [".formatted(name), "]}]}}\n"));
  }
}

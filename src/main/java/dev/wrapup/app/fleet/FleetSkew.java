package dev.wrapup.app.fleet;

import dev.wrapup.app.CheckedOut;
import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.model.Field;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.Skew;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.process.Git;
import dev.wrapup.process.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How the codes of several organizations are beside what is declared for each, and by which commit
/// one is behind. What Git is asked for one is kept for the others. Thread-safe.
public final class FleetSkew {
  private final Map<Waiting, Optional<String>> commits = new ConcurrentHashMap<>();

  /// @param base the commit that was applied last
  /// @param files that were read
  /// @param names what to look at for newer commits
  private record Waiting(String base, List<SourceFile> files, List<String> names) {}

  /// Compares one organization.
  ///
  /// @param codes those that are meant; none for all
  /// @throws dev.wrapup.process.Stop if it can't be compared
  public List<Skew> of(Connection connection, FleetTarget target, Collection<String> codes) {
    DesiredInputs inputs = DesiredInputs.read(connection);
    Comparison comparison = inputs.compare(connection.catalog(inputs));
    Planned.plan(connection, inputs, comparison); // stops where there is an error
    Field key = inputs.desired().dialect().key();
    return Skew.of(comparison).stream()
        .filter(found -> codes.isEmpty() || isNamed(found.skew(), key, codes))
        .map(
            found ->
                found
                    .skew()
                    .withCommit(
                        found
                            .waiting()
                            .flatMap(at -> commit(inputs, target, at, connection.workspace()))))
        .distinct() // two queues of one name are alike without their ids
        .toList();
  }

  /// Whether a code is meant: by the key that is declared, or by the one that is live.
  private static boolean isNamed(Skew skew, Field key, Collection<String> codes) {
    if (codes.contains(skew.code())) return true;
    boolean isOfKey = skew.field().filter(key.name()::equals).isPresent();
    return isOfKey && skew.live().map(live -> codes.contains(live.text())).orElse(false);
  }

  /// The newest commit after the base that changed the file where something stands; where that file
  /// is as it was, the newest that changed any of the target's.
  private Optional<String> commit(
      DesiredInputs inputs, FleetTarget target, SourcePosition at, Workspace workspace) {
    if (inputs.baseCommit().isEmpty()) return Optional.empty();
    String base = inputs.baseCommit().get().commit();
    SourceFile file = at.file();
    List<String> names = target.files().stream().map(Sourced::value).toList();
    return newest(new Waiting(base, List.of(file), List.of(file.path())), workspace)
        .or(() -> newest(new Waiting(base, inputs.desired().files(), names), workspace));
  }

  private Optional<String> newest(Waiting waiting, Workspace workspace) {
    return commits.computeIfAbsent(
        waiting,
        asked -> {
          CheckedOut now = CheckedOut.of(asked.files(), asked.names(), workspace);
          if (now.dirty().orElse(true)) return Optional.empty();
          Git git = Git.at(workspace.path(asked.files().getFirst().path()), workspace);
          if (git.isShallow()) return Optional.empty(); // its oldest commit seems to change all
          return git.newest(asked.base(), asked.names().stream().map(workspace::path).toList());
        });
  }
}

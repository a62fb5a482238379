package dev.wrapup.app.fleet;

import dev.wrapup.files.FleetReader;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WorkingTree;
import dev.wrapup.process.Workspace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fleet file, with paths that are read as any that a user names.
public final class FleetInputs {
  public static final String DEFAULT_FILE = "fleet.yaml";

  private static final String MEND = "mend the fleet file";

  private FleetInputs() {}

  /// Reads it. Its paths are from its own folder, and stay inside of its repository; outside of
  /// one, of that folder.
  ///
  /// @throws Stop with all findings, if there is an error among them
  public static Fleet read(String name, Workspace workspace) {
    Path file = workspace.path(name);
    if (!Files.exists(file)) {
      throw Stop.usage(
          "there is no fleet file " + name,
          "name it by `file`, or write one: targets by name, each with its files");
    }
    Fleet fleet =
        Stop.orUsage(
                FleetReader.read(workspace.directory(), name),
                "fleet-file",
                "Nothing was sent.",
                Remedy.of(MEND))
            .value();
    Path folder = Optional.ofNullable(WorkingTree.real(file).getParent()).orElseThrow();
    Path top = Git.at(folder, workspace).top().orElse(folder);
    List<Finding> findings = new ArrayList<>();
    for (FleetTarget target : fleet.targets()) {
      for (Sourced<String> path : target.files()) {
        if (!isInside(path.value(), folder, top)) findings.add(outside(path));
      }
    }
    if (!findings.isEmpty()) throw Stop.usage("fleet-file", "Nothing was sent.", MEND, findings);
    Optional<Path> prefix = Optional.ofNullable(Path.of(name).getParent());
    return new Fleet(
        fleet.file(),
        fleet.targets().stream()
            .map(target -> prefix.map(before -> below(before, target)).orElse(target))
            .toList(),
        fleet.rollout());
  }

  private static boolean isInside(String name, Path folder, Path top) {
    try {
      Path path = folder.resolve(name);
      return !Path.of(name).isAbsolute()
          && path.normalize().startsWith(top)
          && WorkingTree.real(path).startsWith(top);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Finding outside(Sourced<String> path) {
    return Finding.error(
        "outside-repository",
        "'%s' leads out of the repository".formatted(path.value()),
        Optional.of(path.at()),
        path.value(),
        "keep it in the repository, and name it from the folder of the fleet file");
  }

  private static FleetTarget below(Path folder, FleetTarget target) {
    return target.reading(
        target.files().stream()
            .map(path -> path.with(folder.resolve(path.value()).toString()))
            .toList());
  }
}

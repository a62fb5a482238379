package dev.wrapup.report.json;

import dev.wrapup.model.source.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads the `wrapup.fleet/1` of plans back: which plan of each target was reviewed.
///
/// @param digest over those of the targets
/// @param targets by name the digest of its plan; empty where there was none
public record FleetFile(String digest, Map<String, Optional<String>> targets) {
  /// Reads.
  ///
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static FleetFile read(Path path, Duration patience) {
    JsonNode json = JsonFile.read(path, "wrapup.fleet/1", "plan of a fleet", patience);
    if (!json.path("command").asString("").equals("plan")) {
      throw new IllegalArgumentException("it is no plan of a fleet, but what another command told");
    }
    Map<String, Optional<String>> targets = new LinkedHashMap<>();
    for (JsonNode target : PlanFile.list(json, "targets")) {
      targets.put(PlanFile.text(target, "name"), PlanFile.optional(target, "digest"));
    }
    String digest = digest(targets);
    if (digest.equals(PlanFile.text(json, "digest"))) return new FleetFile(digest, targets);
    throw new IllegalArgumentException("its digest is not that of its targets: it was edited");
  }

  /// The digest over digests: one line a target, by name.
  public static String digest(Map<String, Optional<String>> targets) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(targets)
        .forEach((name, one) -> lines.append("%s %s\n".formatted(name, one.orElse("none"))));
    return "sha256:" + Sha256.hex(lines.toString());
  }
}

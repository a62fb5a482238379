package dev.wrapup.report;

import dev.wrapup.model.Target;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.json.JsonFile;
import dev.wrapup.report.json.PlanFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// The last check for drift, as far as a plan tells of it: what runs on a schedule may run late, or
/// not at all, and nobody notices.
///
/// @param target that it checked
/// @param codes how many it found astray
public record LastDrift(Target target, Instant at, int codes) {
  /// Reads a `wrapup.drift/1`.
  ///
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static LastDrift read(Path path, Duration patience) {
    JsonNode json = JsonFile.read(path, "wrapup.drift/1", "drift report", patience);
    Target target = PlanFile.target(json.path("target"));
    int codes =
        PlanFile.list(json, "drift").size()
            + PlanFile.list(json.path("undeclared"), "codes").size();
    return new LastDrift(target, time(PlanFile.text(json, "createdAt")), codes);
  }

  String sentence(Instant now) {
    String found = codes == 0 ? "no drift" : Words.count(codes, "code") + " astray";
    return "Last drift check: %s, %s; %s.".formatted(Time.minute(at), Time.ago(at, now), found);
  }

  private static Instant time(String text) {
    return Time.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'createdAt' is no time"));
  }
}

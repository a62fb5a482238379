package dev.wrapup.model.fleet;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Word;
import dev.wrapup.model.text.Words;
import java.util.List;
import java.util.Optional;

/// What a fleet file declares.
///
/// @param targets in the order of the file, no name twice, at least one
public record Fleet(SourceFile file, List<FleetTarget> targets, Rollout rollout) {
  /// What becomes of the waves after one in which something was changed outside Git.
  public enum WhenDrifted implements Word {
    STOP,
    CONTINUE
  }

  /// When no further wave is applied.
  ///
  /// @param maxFailedTargets so many may fail before
  public record Rollout(int maxFailedTargets, WhenDrifted whenDrifted) {
    public static final Rollout DEFAULT = new Rollout(0, WhenDrifted.STOP);

    private static final int NAMED = 5;

    /// Why no further wave is applied; empty if one is.
    ///
    /// @param failed targets whose changes were not all made, in any wave so far
    /// @param unknown targets of which nobody knows what became of a change
    /// @param drifted targets in which something was changed outside Git
    public Optional<String> obstacle(
        List<String> failed, List<String> unknown, List<String> drifted) {
      if (!unknown.isEmpty()) {
        return Optional.of("what became of a change is unknown in " + Words.named(unknown, NAMED));
      }
      if (failed.size() > maxFailedTargets) {
        return Optional.of(
            "%s %s finished (%s), and 'maxFailedTargets' is %d"
                .formatted(
                    Words.count(failed.size(), "target"),
                    Words.verb(failed.size(), "isn't", "aren't"),
                    Words.named(failed, NAMED),
                    maxFailedTargets));
      }
      if (drifted.isEmpty() || whenDrifted != WhenDrifted.STOP) return Optional.empty();
      return Optional.of(
          "%s %s changed outside Git, and 'whenDrifted' is stop"
              .formatted(Words.named(drifted, NAMED), Words.verb(drifted.size(), "was", "were")));
    }
  }

  public Fleet {
    targets = List.copyOf(targets);
  }
}

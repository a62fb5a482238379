package dev.wrapup.report.format;

import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Finding.Severity;
import dev.wrapup.model.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something to be shown beside a line of a file.
///
/// @param title a few words
/// @param lines what there is to say; may be hostile, like the title
public record Annotation(
    Severity severity, Optional<SourcePosition> at, String title, List<String> lines) {
  public Annotation {
    lines = List.copyOf(lines);
  }

  /// An error that no line of a file is to blame for.
  public static Annotation error(String title, String message) {
    return new Annotation(Severity.ERROR, Optional.empty(), title, List.of(message));
  }

  /// A warning that no line of a file is to blame for.
  public static Annotation warning(String title, String message) {
    return new Annotation(Severity.WARNING, Optional.empty(), title, List.of(message));
  }

  /// What only has to be known.
  public static Annotation notice(String title, String message) {
    return new Annotation(Severity.NOTICE, Optional.empty(), title, List.of(message));
  }

  public static Annotation of(Finding finding) {
    List<String> lines = new ArrayList<>(List.of(finding.message()));
    finding.hint().ifPresent(lines::add);
    return new Annotation(finding.severity(), finding.at(), finding.code(), lines);
  }
}

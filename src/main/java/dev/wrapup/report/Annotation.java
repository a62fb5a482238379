package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.Finding.Severity;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something to be shown beside a line of a file.
///
/// @param title a few words
/// @param lines what there is to say; may be hostile, like the title
public record Annotation(
    Severity severity, Optional<SourcePosition> at, String title, List<String> lines) {
  private static final int UNDECLARED_NAMED = 100;

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

  public static Annotation of(Finding finding) {
    List<String> lines = new ArrayList<>(List.of(finding.message()));
    finding.hint().ifPresent(lines::add);
    return new Annotation(finding.severity(), finding.at(), finding.code(), lines);
  }

  /// What a plan is refused for, what it may break, and its findings.
  public static List<Annotation> of(Verdict verdict) {
    List<Annotation> annotations = new ArrayList<>();
    if (verdict instanceof Verdict.Refused refused) {
      for (Refusal refusal : refused.refusals()) {
        annotations.add(
            new Annotation(
                Severity.ERROR,
                refusal.rule(),
                "refused: " + refusal.code(),
                List.of(refusal.message())));
      }
    }
    for (Change change : verdict.plan().changes()) {
      for (Warning warning : change.warnings()) {
        annotations.add(
            warning(
                change, change.code() + ": " + warning.kind().word(), List.of(warning.message())));
      }
    }
    verdict.plan().findings().forEach(finding -> annotations.add(of(finding)));
    return annotations;
  }

  /// Each code that is astray, beside the line that declares it.
  public static List<Annotation> of(Drift drift) {
    List<Annotation> annotations = new ArrayList<>();
    for (Drift.Stray stray : drift.strays()) {
      List<String> lines = new ArrayList<>(List.of(DriftDoc.heading(stray.kind())));
      DriftDoc.fields(stray).stream().map(Annotation::declaredAndLive).forEach(lines::add);
      annotations.add(warning(stray.undoing(), stray.undoing().code() + ": drift", lines));
    }
    if (!drift.undeclared().isEmpty()) {
      String codes =
          drift.undeclared().stream()
              .limit(UNDECLARED_NAMED)
              .map(code -> code.code())
              .collect(Collectors.joining(", "));
      int more = drift.undeclared().size() - UNDECLARED_NAMED;
      if (more > 0) codes += " and %,d more".formatted(more);
      annotations.add(
          new Annotation(
              Severity.WARNING,
              Optional.empty(),
              "undeclared",
              List.of("Live, but no file names them: " + codes)));
    }
    return annotations;
  }

  private static Annotation warning(Change change, String title, List<String> lines) {
    return new Annotation(Severity.WARNING, Optional.of(change.source()), title, lines);
  }

  /// Their texts are made harmless with the whole line.
  private static String declaredAndLive(FieldChange field) {
    return field.field().name() + ": " + raw(field.from()) + " → " + raw(field.to());
  }

  private static String raw(Optional<Value> value) {
    return value.map(Phrase::value).orElse(Phrase.ours("nothing")).raw();
  }
}

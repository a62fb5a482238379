package dev.wrapup.process;

import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// What was asked for can't be done. Thrown where that becomes clear, with what to do about it.
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isUsage;
  private final String code;
  private final transient Remedy next;
  private final transient List<Finding> findings;

  private Stop(boolean isUsage, String code, String message, Remedy next, List<Finding> findings) {
    super(Finding.bounded(SafeOrigin.masked(message)), null, false, false);
    this.isUsage = isUsage;
    this.code = code;
    this.next = next;
    this.findings = List.copyOf(findings);
  }

  public static Stop usage(String message, String next) {
    return usage(message, Remedy.of(next));
  }

  public static Stop usage(String message, Remedy next) {
    return usage("usage", message, next);
  }

  /// What was asked for is wrong.
  ///
  /// @param code a stable name in kebab case
  /// @param message what is wrong and where
  /// @param next what to do about it; settings stand there in backquotes, as the API of `app` calls
  ///   them
  public static Stop usage(String code, String message, Remedy next) {
    return usage(code, message, next, List.of());
  }

  public static Stop usage(String code, String message, String next) {
    return usage(code, message, Remedy.of(next));
  }

  /// The files that were named are wrong.
  public static Stop usage(String code, String message, String next, List<Finding> findings) {
    return usage(code, message, Remedy.of(next), findings);
  }

  /// The files that were named are wrong.
  public static Stop usage(String code, String message, Remedy next, List<Finding> findings) {
    return new Stop(true, code, message, next, findings);
  }

  /// What was read, if it is valid.
  ///
  /// @param done what was done before that was known
  public static <T> Checked.Valid<T> orUsage(
      Checked<T> checked, String code, String done, Remedy next) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid;
      case Checked.Invalid<T> invalid -> throw usage(code, done, next, invalid.findings());
    };
  }

  /// What was asked for failed.
  public static Stop error(String code, String message, String next) {
    return error(code, message, Remedy.of(next));
  }

  public static Stop error(String code, String message, Remedy next) {
    return new Stop(false, code, message, next, List.of());
  }

  /// The same for whoever calls the settings otherwise.
  public Stop wording(UnaryOperator<String> remedy) {
    return new Stop(isUsage, code, message(), next.wording(remedy), findings);
  }

  /// Whether the same would fail anywhere, by what was asked for.
  public boolean isUsage() {
    return isUsage;
  }

  public String code() {
    return code;
  }

  public Remedy next() {
    return next;
  }

  public List<Finding> findings() {
    return findings;
  }

  public String message() {
    return String.valueOf(super.getMessage());
  }

  /// All that it says, for where nobody catches it.
  @Override
  public String getMessage() {
    Doc told = FindingsDoc.of(List.of(), findings, message(), "", Instant.EPOCH);
    return Renderers.render(told, "text", new OutputStyle(false, 100, false))
        + "next: "
        + Caller.UNKNOWN.line(next);
  }
}

package dev.wrapup.cli;

import dev.wrapup.desired.DesiredYaml;
import dev.wrapup.http.SafeOrigin;
import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import dev.wrapup.model.Target;
import dev.wrapup.plan.TargetGuard;
import dev.wrapup.process.Stop;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the files say, now and at the base. Read and found valid before any request is made.
///
/// @param warnings of the files as they are now
record Inputs(DesiredState desired, Optional<DesiredState> base, List<Finding> warnings) {
  static final String MEND = "mend the file";

  /// A commit stays as it is.
  private static final String OTHER_BASE =
      "the base can't be mended: give another ref, or what was applied last by --base FILE";

  /// Reads the files and the base that the options name, and holds the target to their guards:
  /// first by its name, then, once they are found valid, by what it says of itself.
  ///
  /// @throws Stop with all findings, if there is an error among them
  static Inputs read(Context context, Connection connection) {
    Checked.Valid<DesiredState> files = files(context);
    List<Finding> findings = new ArrayList<>(TargetGuard.check(files.value(), connection.target()));
    if (connection.writes()) findings.addAll(TargetGuard.demand(files.value()));
    hold(findings, "Nothing was sent.");
    Inputs inputs =
        new Inputs(
            files.value(), base(context, files.value(), connection.target()), files.warnings());
    connection.identify();
    hold(TargetGuard.check(files.value(), connection.target()), "Nothing was changed.");
    return inputs;
  }

  /// Holds a target to the guards of the files by its name alone.
  ///
  /// @throws Stop if the files are for another, or invalid
  static void hold(Context context, Target target) {
    hold(TargetGuard.check(files(context).value(), target), "Nothing was sent.");
  }

  private static void hold(List<Finding> wrongTarget, String done) {
    if (wrongTarget.isEmpty()) return;
    throw Stop.usage(
        "wrong-target",
        "The files are for another target. " + done,
        "choose the target that the files are for",
        wrongTarget);
  }

  /// The files as they are now.
  static Checked.Valid<DesiredState> files(Context context) {
    LocalDate today = context.workspace().today();
    return valid(
        DesiredYaml.read(context.workspace().directory(), names(context), today),
        "desired-state",
        MEND);
  }

  /// The files as they are now, each on its own.
  static List<SourceFile> each(Context context) {
    return valid(
            DesiredYaml.load(context.workspace().directory(), names(context)),
            "desired-state",
            MEND)
        .value();
  }

  /// One of the files in canonical form.
  static SourceFile formatted(SourceFile file, List<SourceFile> all) {
    return valid(DesiredYaml.format(file, all), "desired-state", MEND).value();
  }

  private static Optional<DesiredState> base(Context context, DesiredState desired, Target target) {
    Optional<DesiredState> base = given(context, desired, target);
    if (base.isEmpty() || base.get().dialect().equals(desired.dialect())) return base;
    throw Stop.usage(
        "base",
        "the base is for the api '%s', the files are for '%s'"
            .formatted(base.get().dialect().api(), desired.dialect().api()),
        "leave the base out for the first plan with another api");
  }

  private static Optional<DesiredState> given(
      Context context, DesiredState desired, Target target) {
    Optional<String> file = context.text("--base");
    Optional<String> ref = context.text("--base-ref");
    if (file.isPresent() && ref.isPresent()) {
      throw Stop.usage("--base and --base-ref are both given", "give one of them");
    }
    if (file.isPresent()) {
      if (!Files.exists(context.path(file.get()))) {
        throw Stop.usage("there is no file " + file.get(), "check the name given by --base");
      }
      return Optional.of(
          valid(
                  DesiredYaml.read(
                      context.workspace().directory(), List.of(file.get()), LocalDate.MIN),
                  "base",
                  MEND)
              .value());
    }
    if (ref.isEmpty()) return Optional.empty();
    List<SourceFile> sources =
        new BaseFiles(ref.get(), desired, target, context).read(names(context));
    if (sources.isEmpty()) {
      context.note(
          "note: the commit %s declares nothing for this target: all of it is new"
              .formatted(ref.get()));
      return Optional.of(DesiredState.nothing(desired.dialect()));
    }
    return Optional.of(
        valid(DesiredYaml.readSources(sources, LocalDate.MIN), "base", OTHER_BASE).value());
  }

  private static <T> Checked.Valid<T> valid(Checked<T> checked, String code, String next) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid;
      case Checked.Invalid<T> invalid ->
          throw Stop.usage(code, "Nothing was sent.", next, invalid.findings());
    };
  }

  private static List<String> names(Context context) {
    List<String> names = context.texts("-f");
    for (String name : names) {
      if (name.isBlank()) throw Stop.usage("-f is given but empty", "name a file or a folder");
      boolean mayHoldPassword = !SafeOrigin.masked(name).equals(name);
      if (mayHoldPassword && !Files.exists(context.path(name))) {
        throw Stop.usage("there is no file " + name, "name a file or a folder of this machine");
      }
    }
    return names.isEmpty() ? List.of(Options.DEFAULT_FILE) : new ArrayList<>(names);
  }
}

package dev.wrapup.app;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.TargetGuard;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.undo.UndoneRun;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.BaseCommit;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the files say, now and at the base. Read and found valid before any request is made.
///
/// @param baseCommit the commit that the base was read from, if it was one
/// @param warnings of the files as they are now
/// @param undone the run that is to be undone; then nothing but the policy of the files counts
public record DesiredInputs(
    DesiredState desired,
    Optional<DesiredState> base,
    Optional<BaseCommit> baseCommit,
    List<Finding> warnings,
    Optional<UndoneRun> undone) {
  static final String MEND = "mend the file";

  /// A commit stays as it is.
  private static final String OTHER_BASE =
      "the base can't be mended: give another ref, what was applied last by `base` FILE, or"
          + " `noBase`";

  /// Reads the files and the base that the options name, and holds the target to their guards:
  /// first by its name, then, once they are found valid, by what it says of itself.
  ///
  /// @throws Stop with all findings, if there is an error among them
  public static DesiredInputs read(Connection connection) {
    RunOptions options = connection.options();
    Optional<ParsedJournal> journal = options.undo().map(undo -> undo.read(connection.workspace()));
    Checked.Valid<DesiredState> files = files(options, connection.workspace());
    List<Finding> findings = guard(files.value(), connection);
    boolean isNamed = options.target().flatMap(FleetTarget::organization).isPresent();
    if (connection.writes() && !isNamed) findings.addAll(TargetGuard.demand(files.value()));
    hold(findings, "Nothing was sent.");
    Optional<Base> base = base(files.value(), connection);
    DesiredInputs inputs =
        new DesiredInputs(
            files.value(),
            base.map(Base::state),
            base.flatMap(Base::commit),
            files.warnings(),
            Optional.empty());
    connection.identify();
    hold(guard(files.value(), connection), "Nothing was changed.");
    return journal
        .map(read -> inputs.undoing(options.undo().get().of(read, connection)))
        .orElse(inputs);
  }

  /// The same as other files say it, with what is odd in them.
  DesiredInputs with(DesiredFiles.Edited edited, List<Finding> warnings) {
    return new DesiredInputs(edited.state(), base, baseCommit, warnings, Optional.empty());
  }

  private DesiredInputs undoing(UndoneRun run) {
    return new DesiredInputs(desired, base, baseCommit, warnings, Optional.of(run));
  }

  /// What the files, and the fleet that they are of, have against the target.
  private static List<Finding> guard(DesiredState files, Connection connection) {
    List<Finding> findings = new ArrayList<>(TargetGuard.check(files, connection.target()));
    connection
        .options()
        .target()
        .ifPresent(of -> findings.addAll(TargetGuard.check(of, connection.target())));
    return findings;
  }

  /// Replaces the files that were edited, if each is still what was read.
  void write(DesiredFiles.Edited edited, Workspace workspace) {
    for (SourceFile after : edited.changed()) {
      desired.files().stream()
          .filter(before -> before.path().equals(after.path()))
          .findFirst()
          .ifPresent(before -> WholeFile.replace(workspace.path(before.path()), before, after));
    }
  }

  /// The queues that the files or the base name.
  QueueNames queues() {
    return undone
        .map(UndoneRun::queues)
        .orElseGet(
            () ->
                base.map(DesiredState::queueNames)
                    .orElse(QueueNames.NONE)
                    .and(desired.queueNames()));
  }

  /// What a catalog has otherwise.
  public Comparison compare(Catalog catalog) {
    return undone
        .map(run -> run.compare(desired, base, catalog))
        .orElseGet(() -> Comparison.of(desired, base, catalog));
  }

  /// Holds a target to the guards of the files by its name alone.
  ///
  /// @throws Stop if the files are for another, or invalid
  static void hold(List<String> names, Workspace workspace, Target target) {
    hold(TargetGuard.check(files(names, workspace).value(), target), "Nothing was sent.");
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
  public static Checked.Valid<DesiredState> files(List<String> names, Workspace workspace) {
    return valid(
        DesiredFiles.read(workspace.directory(), checked(names, workspace), workspace.today()),
        "desired-state",
        MEND);
  }

  private static Checked.Valid<DesiredState> files(RunOptions options, Workspace workspace) {
    if (options.member().isEmpty()) return files(options.files(), workspace);
    List<String> names = checked(options.files(), workspace);
    return valid(
        DesiredFiles.read(
            workspace.directory(), names, workspace.today(), options.member().get().files()),
        "desired-state",
        MEND);
  }

  /// The files as they are now, each on its own.
  public static List<SourceFile> each(List<String> names, Workspace workspace) {
    return valid(
            DesiredFiles.load(workspace.directory(), checked(names, workspace)),
            "desired-state",
            MEND)
        .value();
  }

  /// One of the files in canonical form.
  public static SourceFile formatted(SourceFile file, List<SourceFile> all) {
    return valid(DesiredFiles.format(file, all), "desired-state", MEND).value();
  }

  /// @param commit that it was read from, if it was one
  private record Base(DesiredState state, Optional<BaseCommit> commit) {}

  private static Optional<Base> base(DesiredState desired, Connection connection) {
    Optional<Base> base = given(desired, connection);
    if (base.isEmpty() || base.get().state().dialect().equals(desired.dialect())) return base;
    throw Stop.usage(
        "base",
        "the base is for the api '%s', the files are for '%s'"
            .formatted(base.get().state().dialect().api(), desired.dialect().api()),
        "leave the base out for the first plan with another api (`noBase`)");
  }

  private static Optional<Base> given(DesiredState desired, Connection connection) {
    Workspace workspace = connection.workspace();
    RunOptions options = connection.options();
    if (options.base().none()) return Optional.empty();
    if (options.base().file().isPresent()) {
      String file = options.base().file().get();
      if (!Files.exists(workspace.path(file))) {
        throw Stop.usage("there is no file " + file, "check the name given by `base`");
      }
      Checked<DesiredState> read =
          DesiredFiles.read(workspace.directory(), List.of(file), LocalDate.MIN);
      return Optional.of(new Base(valid(read, "base", MEND).value(), Optional.empty()));
    }
    if (options.base().ref().isPresent()) {
      Git git = Git.at(workspace.directory(), workspace);
      String ref = options.base().ref().get();
      return Optional.of(at(new BaseCommit(ref, git.commit(ref)), git, desired, connection));
    }
    AppliedRef applied =
        new AppliedRef(desired.files(), options.name(connection.target()), workspace);
    return applied.base().map(commit -> at(commit, applied.git(), desired, connection));
  }

  /// What the files were at a commit.
  private static Base at(BaseCommit commit, Git git, DesiredState desired, Connection connection) {
    Workspace workspace = connection.workspace();
    List<SourceFile> sources =
        new BaseFiles(git, commit, desired, connection.target(), workspace)
            .read(checked(connection.options().files(), workspace));
    if (sources.isEmpty()) {
      workspace.note(
          "note: the commit %s declares nothing for this target: all of it is new"
              .formatted(commit.ref()));
    }
    DesiredState state =
        sources.isEmpty()
            ? DesiredState.nothing(desired.dialect())
            : valid(DesiredFiles.readSources(sources, LocalDate.MIN), "base", OTHER_BASE).value();
    return new Base(state, Optional.of(commit));
  }

  /// Whether a code of theirs is none of the live ones.
  boolean createAny(Catalog catalog) {
    Set<String> ids = catalog.ids();
    Set<String> keys = catalog.codes().stream().map(LiveCode::code).collect(Collectors.toSet());
    return undone
        .map(UndoneRun::deletedAny)
        .orElseGet(() -> desired.codes().stream().anyMatch(code -> !isLive(code, ids, keys)));
  }

  private static boolean isLive(DesiredCode code, Set<String> ids, Set<String> keys) {
    return keys.contains(code.key())
        || code.id().map(Sourced::value).filter(ids::contains).isPresent()
        || code.previously().stream().map(Sourced::value).anyMatch(keys::contains);
  }

  /// None of the codes that the files pin is live there.
  Stop areOfAnother(Target target) {
    return Stop.usage(
        "wrong-target",
        "none of the %d codes that the files pin by their 'id' is live at %s: is it the right"
                .formatted(desired.pinned().size(), target.baseUrl())
            + " organization? Nothing was planned.",
        "choose the organization that the files are for, by its credentials, `environment` or"
            + " `baseUrl`; if all these codes were deleted there, take their ids out of the files");
  }

  private static <T> Checked.Valid<T> valid(Checked<T> checked, String code, String next) {
    return Stop.orUsage(checked, code, "Nothing was sent.", Remedy.of(next));
  }

  private static List<String> checked(List<String> names, Workspace workspace) {
    for (String name : names) {
      if (name.isBlank()) throw Stop.usage("-f is given but empty", "name a file or a folder");
      boolean mayHoldPassword = !SafeOrigin.masked(name).equals(name);
      if (mayHoldPassword && !Files.exists(workspace.path(name))) {
        throw Stop.usage("there is no file " + name, "name a file or a folder of this machine");
      }
    }
    return names;
  }
}

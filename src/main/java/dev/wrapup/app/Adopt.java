package dev.wrapup.app;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.AdoptReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes edits that were made outside Git into the files, as the smallest change of their text.
public final class Adopt {
  private static final String NOTHING = "Nothing was written.";
  private static final String MEND = "do what is told above, then adopt again";

  private Adopt() {}

  /// Writes the live values of codes into the files that the connection's options name. Only reads
  /// from the organization.
  ///
  /// @param names the codes; every edit of a declared code if none is named
  /// @throws Stop if not all of it can be adopted; then nothing is written
  public static AdoptReport of(Connection connection, List<String> names) {
    DesiredInputs inputs = DesiredInputs.read(connection);
    Catalog catalog = connection.catalog(inputs);
    Checked.Valid<Adoptions> adoptions =
        Stop.orUsage(
            names.isEmpty()
                ? Adoptions.all(inputs.desired(), inputs.base(), catalog)
                : Adoptions.of(names, inputs.desired(), inputs.base(), catalog),
            "no-adoption",
            NOTHING,
            remedy(names, inputs, catalog));
    List<SourceFile> written = write(adoptions.value(), inputs, catalog, connection.workspace());
    List<Finding> warnings = new ArrayList<>(inputs.warnings());
    warnings.addAll(adoptions.warnings());
    return new AdoptReport(
        connection.target(),
        inputs.desired().files(),
        inputs.baseCommit(),
        written,
        difference(written, connection.workspace()),
        adoptions.value(),
        warnings);
  }

  /// What shows how files changed, in the repository of the first of them, wherever that is.
  public static Optional<ShellCommand> difference(List<SourceFile> written, Workspace workspace) {
    if (written.isEmpty()) return Optional.empty();
    String file = written.getFirst().path();
    if (!Git.at(workspace.path(file), workspace).mayBeRepository()) return Optional.empty();
    ShellCommand git = ShellCommand.of("git");
    Optional<Path> folder = Optional.ofNullable(Path.of(file).getParent());
    return Optional.of(
        folder.map(there -> git.with("-C", there.toString())).orElse(git).with("diff"));
  }

  /// Writes what changes, after making sure that the files say just that and mean the same codes.
  private static List<SourceFile> write(
      Adoptions adoptions, DesiredInputs inputs, Catalog catalog, Workspace workspace) {
    if (adoptions.adoptions().isEmpty()) return List.of();
    LocalDate today = workspace.today();
    DesiredFiles.Edited edited =
        Stop.orUsage(
                DesiredFiles.edit(inputs.desired(), adoptions.edits(), List.of(), today),
                "not-adoptable",
                NOTHING,
                Remedy.of(MEND))
            .value();
    List<Finding> findings = adoptions.check(edited.state(), inputs.base(), catalog);
    if (!findings.isEmpty()) throw Stop.usage("not-adoptable", NOTHING, MEND, findings);
    inputs.write(edited, workspace);
    return edited.changed();
  }

  /// What to do where codes can't be adopted: some of their names may be mistyped.
  private static Remedy remedy(List<String> names, DesiredInputs inputs, Catalog catalog) {
    Set<String> known = new LinkedHashSet<>();
    inputs.desired().codes().forEach(code -> known.add(code.key()));
    catalog.codes().forEach(code -> known.add(code.code()));
    Suggestion suggestion = new Suggestion();
    List<String> meant =
        names.stream()
            .map(name -> known.contains(name) ? name : suggestion.nearest(name, known).orElse(name))
            .toList();
    return meant.equals(names) || !known.containsAll(meant)
        ? Remedy.of(MEND)
        : Remedy.by("adopt what was meant", ShellCommand.own("adopt").withOperands(meant));
  }
}

package dev.wrapup.app;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.BoundedFile;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.FileErrors;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.diff.Matching;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.sheet.SheetImport;
import dev.wrapup.sheet.Sheets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes what a spreadsheet says into the files, as the smallest change of their text, and plans.
public final class Import {
  private static final String MEND = "mend these cells, then import again";

  private Import() {}

  /// Writes what a spreadsheet says into the files that the connection's options name. Only reads
  /// from the organization.
  ///
  /// @param name of the CSV or XLSX file
  /// @param pairs of another one with which queues offer the codes, if they are not in that one
  /// @param patience how long a pipe may take
  /// @return the plan of the files as they are now
  /// @throws Stop if not all of it can be taken, or there can be no plan of it; then nothing is
  ///   written
  public static Planned of(
      Connection connection, String name, Optional<String> pairs, Duration patience) {
    Workspace workspace = connection.workspace();
    Sheets sheets = read(name, workspace, patience);
    if (pairs.isPresent()) {
      if (sheets.queues().isPresent()) {
        throw Stop.usage(
            "%s has a sheet 'queues', and `queues` names another".formatted(name),
            "give one of them");
      }
      sheets = sheets.with(read(pairs.get(), workspace, patience));
    }
    DesiredInputs inputs = DesiredInputs.read(connection);
    DesiredState desired = inputs.desired();
    if (sheets.queues().isPresent() && !desired.dialect().hasQueues()) {
      throw Stop.usage(
          "the %s API has no queues".formatted(desired.dialect().api()),
          "take the sheet 'queues' out");
    }
    Owners owners = new Owners(connection, inputs);
    Checked.Valid<SheetImport.Edits> edits =
        valid(SheetImport.of(sheets, desired, owners::of), "sheet");
    DesiredFiles.Edited edited = new DesiredFiles.Edited(desired, List.of());
    List<Finding> warnings = new ArrayList<>(inputs.warnings());
    if (!edits.value().isEmpty()) {
      Checked<DesiredFiles.Edited> checked =
          DesiredFiles.edit(
              desired, edits.value().edits(), edits.value().retired(), workspace.today());
      Checked.Valid<DesiredFiles.Edited> valid = valid(checked, "not-importable");
      edited = valid.value();
      warnings = new ArrayList<>(valid.warnings());
    }
    warnings.addAll(edits.warnings());
    Planned planned = plan(connection, inputs.with(edited, warnings), edited);
    inputs.write(edited, workspace);
    workspace.note(told(name, edited.changed()));
    return planned;
  }

  /// What the files declare as live codes. The catalog is read for the first that is asked for.
  private static final class Owners {
    private final Connection connection;
    private final DesiredInputs inputs;
    private @Nullable Matching live;

    Owners(Connection connection, DesiredInputs inputs) {
      this.connection = connection;
      this.inputs = inputs;
    }

    /// The entry of a live code, by its id.
    Optional<DesiredCode> of(String id) {
      if (live == null) live = inputs.compare(connection.catalog(inputs)).matching();
      return live.byId(id).flatMap(live::owner);
    }
  }

  /// The plan of files that are not written yet.
  private static Planned plan(
      Connection connection, DesiredInputs after, DesiredFiles.Edited edited) {
    try {
      return Planned.make(connection, after, Review.NONE);
    } catch (Stop e) {
      if (e.findings().isEmpty() || edited.changed().isEmpty()) throw e;
      throw Stop.usage(
          e.code(),
          "Nothing was written; the lines are those of the files as they would be.",
          Remedy.of("mend the sheet, then import again"),
          e.findings());
    }
  }

  private static <T> Checked.Valid<T> valid(Checked<T> checked, String code) {
    return Stop.orUsage(checked, code, "Nothing was written.", Remedy.of(MEND));
  }

  private static Sheets read(String name, Workspace workspace, Duration patience) {
    try {
      byte[] bytes = BoundedFile.read(workspace.path(name), SourceFile.MOST_BYTES, patience);
      return valid(Sheets.read(name, bytes), "sheet").value();
    } catch (IOException e) {
      throw Stop.usage("%s: %s".formatted(name, FileErrors.describe(e)), "give a CSV or XLSX file");
    }
  }

  private static String told(String name, List<SourceFile> changed) {
    return changed.isEmpty()
        ? "%s says what the files say: nothing was written".formatted(name)
        : changed.stream().map(SourceFile::path).collect(Collectors.joining(", ", "wrote ", ""));
  }
}

package dev.wrapup.app;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.UndoReader;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.Wildcards;
import dev.wrapup.plan.undo.UndoEdits;
import dev.wrapup.plan.undo.UndoneRun;
import dev.wrapup.plan.undo.WrittenCode;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A run that is to be undone, or a part of it.
///
/// @param journal the file of its journal
/// @param only names or ids of the codes that are meant, or names in which `*` stands for any text;
///   none for all that it wrote
public record Undo(String journal, List<String> only) {
  public Undo {
    only = List.copyOf(only);
  }

  /// Its journal, before anything is asked for.
  ///
  /// @throws Stop unless it is whole: what it doesn't tell can't be undone
  ParsedJournal read(Workspace workspace) {
    ParsedJournal read;
    try {
      read = Journals.meant(List.of(workspace.path(journal)), workspace);
    } catch (JournalFailure e) {
      throw Stop.usage("journal", e.message(), e.next());
    }
    String file = read.path().toString();
    if (read.broken().isPresent()) {
      throw Stop.usage(
          "broken-journal",
          read.broken().get().told(read.path()),
          read.broken()
              .get()
              .next(
                  Remedy.by(
                      "don't undo by it what it may tell wrongly: take a copy that is whole, as"
                          + " this says of one",
                      ShellCommand.own("audit", "verify").withOperands(List.of(file)))));
    }
    if (read.isBlank()) {
      throw Stop.usage(
          file + " holds no record: its run began no change", "there is nothing to undo by it");
    }
    if (read.isOpen()) {
      throw Stop.usage(
          "open-journal",
          file + " is of a run that was cut short: it doesn't tell all that the run wrote",
          Remedy.by("complete it first", ParsedJournal.resume(List.of(read))));
    }
    return read;
  }

  /// What the run wrote, as far as that is to be undone.
  ///
  /// @param connection to the organization that is identified
  /// @throws Stop if the run was for another, or wrote none of the codes that are meant
  UndoneRun of(ParsedJournal read, Connection connection) {
    Target target = connection.target();
    Journals.hold(read, target);
    boolean isNamed = read.path().equals(connection.workspace().path(journal));
    String path = isNamed ? journal : read.path().toString();
    UndoneRun run;
    try {
      run = UndoReader.read(read, path, Dialect.of(target.api()).orElseThrow());
    } catch (JournalFailure e) {
      throw Stop.usage("broken-journal", e.message(), e.next());
    }
    if (only.isEmpty()) return run;
    Set<WrittenCode> meant = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (String name : only) {
      List<WrittenCode> some = run.written().stream().filter(code -> isMeant(name, code)).toList();
      List<String> lost = run.unknown().stream().filter(Wildcards.of(name)::fits).toList();
      if (some.isEmpty() && lost.isEmpty()) throw unwritten(name, run);
      meant.addAll(some);
      unknown.addAll(lost);
    }
    return new UndoneRun(run.id(), run.journal(), new ArrayList<>(meant), new ArrayList<>(unknown));
  }

  /// Writes the same into the files that the connection's options name, which undo it once they are
  /// applied. Only reads from the organization.
  ///
  /// @return the plan of the files as they are now
  /// @throws Stop if the files can't say it, or there can be no plan of them; then nothing is
  ///   written
  public static Planned edit(Connection connection) {
    DesiredInputs inputs = DesiredInputs.read(connection);
    DesiredState desired = inputs.desired();
    Catalog catalog = connection.catalog(inputs);
    UndoEdits edits = UndoEdits.of(inputs.undone().orElseThrow(), desired, inputs.base(), catalog);
    Checked.Valid<DesiredFiles.Edited> edited =
        Stop.orUsage(
            DesiredFiles.edit(
                desired, edits.edits(), edits.retired(), connection.workspace().today()),
            "not-undoable",
            "Nothing was written.",
            Remedy.of("mend what is told above, or undo the rest by `only`"));
    List<Finding> warnings = new ArrayList<>(edited.warnings());
    warnings.addAll(edits.left());
    Planned planned = Planned.make(connection, inputs.with(edited.value(), warnings), Review.NONE);
    inputs.write(edited.value(), connection.workspace());
    connection.workspace().note(told(edited.value().changed(), edits.left().isEmpty()));
    return planned;
  }

  private static String told(List<SourceFile> changed, boolean isAll) {
    if (changed.isEmpty() && !isAll) return "nothing was written";
    return changed.isEmpty()
        ? "the files say nothing of that run any more: nothing was written"
        : changed.stream().map(SourceFile::path).collect(Collectors.joining(", ", "wrote ", ""));
  }

  private static Stream<String> names(WrittenCode code) {
    return Stream.of(code.before(), code.after()).flatMap(Optional::stream).map(LiveCode::code);
  }

  private static boolean isMeant(String name, WrittenCode code) {
    return code.id().equals(name) || names(code).anyMatch(Wildcards.of(name)::fits);
  }

  private static Stop unwritten(String name, UndoneRun run) {
    List<String> names = run.written().stream().flatMap(Undo::names).distinct().toList();
    return Stop.usage(
        "the run wrote no code '%s'".formatted(name),
        new Suggestion()
            .nearest(name, names)
            .map("did you mean '%s'?"::formatted)
            .orElse("its report names all that it wrote"));
  }
}

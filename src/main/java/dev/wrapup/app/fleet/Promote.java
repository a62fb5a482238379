package dev.wrapup.app.fleet;

import dev.wrapup.app.Adopt;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.files.SharedFiles;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.adoption.Promotion;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.process.WorkingTree;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.fleet.PromoteReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Copies declarations from the files of one target into those of others. Asks no organization.
public final class Promote {
  private static final String NOTHING = "Nothing was written.";
  private static final Remedy MEND = Remedy.of("do what is told above, then promote again");

  private final Workspace workspace;
  private final SharedFiles files = new SharedFiles();

  /// What targets read that aren't meant: no file there changes.
  private final Set<Path> others = new HashSet<>();

  private final Map<String, Boolean> own = new HashMap<>();

  /// Files as they are to be, by how they are.
  private final IdentityHashMap<SourceFile, SourceFile> edited = new IdentityHashMap<>();

  private Promote(Workspace workspace) {
    this.workspace = workspace;
  }

  /// Writes declarations of some codes into the files of targets. First all of it is worked out and
  /// checked, then file by file is replaced; where that was cut short, the same again does the
  /// rest.
  ///
  /// @param from a target of the fleet, none of `to`
  /// @param to others of it
  /// @throws Stop if not all of it can be written; then nothing is
  public static PromoteReport of(
      Fleet fleet,
      FleetTarget from,
      List<FleetTarget> to,
      List<String> codes,
      Workspace workspace) {
    return new Promote(workspace).promote(fleet, from, to, codes);
  }

  private PromoteReport promote(
      Fleet fleet, FleetTarget from, List<FleetTarget> to, List<String> codes) {
    for (FleetTarget target : fleet.targets()) {
      if (to.contains(target)) continue;
      target.files().forEach(name -> others.add(real(name.value())));
    }
    Promotion.Side source = side(from);
    List<Finding> findings = new ArrayList<>();
    List<PromoteReport.Part> parts = new ArrayList<>();
    for (FleetTarget target : to) {
      switch (Promotion.of(codes, source, side(target), this::isOwn)) {
        case Checked.Valid<Adoptions>(Adoptions adoptions, var ignored) -> {
          parts.add(new PromoteReport.Part(target.id(), adoptions));
          edit(target, adoptions, findings);
        }
        case Checked.Invalid<Adoptions> invalid -> findings.addAll(invalid.findings());
      }
    }
    List<Finding> all = findings.stream().distinct().toList();
    if (!all.isEmpty()) throw Stop.usage("no-promotion", NOTHING, MEND, all);
    for (FleetTarget target : to) check(Promotion.of(codes, source, side(target), this::isOwn));
    List<SourceFile> written = write();
    return new PromoteReport(
        fleet.file().path(), from.id(), parts, written, Adopt.difference(written, workspace));
  }

  private static void check(Checked<Adoptions> after) {
    boolean isDone =
        after instanceof Checked.Valid<Adoptions>(Adoptions adoptions, var ignored)
            && adoptions.adoptions().isEmpty();
    if (!isDone) throw new IllegalStateException("the edited files would not say what they should");
  }

  private void edit(FleetTarget target, Adoptions adoptions, List<Finding> findings) {
    if (adoptions.adoptions().isEmpty()) return;
    DesiredState state = side(target).state();
    List<SourceFile> own = state.files().stream().filter(this::isOwn).toList();
    switch (DesiredFiles.editIn(state, adoptions.edits(), own, workspace.today())) {
      case Checked.Invalid<DesiredFiles.Edited> invalid -> findings.addAll(invalid.findings());
      case Checked.Valid<DesiredFiles.Edited> valid -> {
        for (SourceFile after : valid.value().changed()) {
          for (SourceFile before : state.files()) {
            if (before.path().equals(after.path())) replace(before, after);
          }
        }
      }
    }
  }

  private void replace(SourceFile before, SourceFile after) {
    SourceFile first = before;
    for (Map.Entry<SourceFile, SourceFile> one : edited.entrySet()) {
      if (one.getValue() == before) first = one.getKey();
    }
    edited.put(first, after);
  }

  /// What a target's files say, with the edits so far.
  private Promotion.Side side(FleetTarget target) {
    List<String> names = target.files().stream().map(Sourced::value).toList();
    DesiredState state =
        valid(DesiredFiles.read(workspace.directory(), names, workspace.today(), files));
    List<SourceFile> now =
        state.files().stream().map(file -> edited.getOrDefault(file, file)).toList();
    return new Promotion.Side(
        target.id(),
        now.equals(state.files())
            ? state
            : valid(DesiredFiles.readSources(now, workspace.today())));
  }

  private static DesiredState valid(Checked<DesiredState> read) {
    return Stop.orUsage(read, "desired-state", NOTHING, Remedy.of("mend the file")).value();
  }

  private Path real(String name) {
    return WorkingTree.real(workspace.path(name));
  }

  /// Whether no other target reads a file, by its name or by that of its folder.
  private boolean isOwn(SourceFile file) {
    return own.computeIfAbsent(
        file.path(),
        name -> {
          Path path = real(name);
          return !others.contains(path) && !others.contains(path.getParent());
        });
  }

  private List<SourceFile> write() {
    Map<String, SourceFile> before = new TreeMap<>();
    edited.keySet().forEach(file -> before.put(file.path(), file));
    before.values().forEach(file -> WholeFile.hold(workspace.path(file.path()), file));
    List<SourceFile> written = new ArrayList<>();
    for (SourceFile file : before.values()) {
      SourceFile after = edited.getOrDefault(file, file);
      WholeFile.replace(workspace.path(file.path()), file, after);
      written.add(after);
    }
    return written;
  }
}

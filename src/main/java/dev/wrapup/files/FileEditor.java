package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.write.AnchorScope;
import dev.wrapup.files.write.CanonicalEntry;
import dev.wrapup.files.write.EditPass;
import dev.wrapup.files.write.InlineWriter;
import dev.wrapup.files.write.Obstacles;
import dev.wrapup.files.write.OfferEdit;
import dev.wrapup.files.yaml.Document;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.files.yaml.TextEdits;
import dev.wrapup.files.yaml.TreeReader;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes edits into the files that they belong to, and checks what the files say then.
final class FileEditor {
  private final DesiredState state;
  private final IdentityHashMap<SourceFile, List<Edit>> edits = new IdentityHashMap<>();
  private final IdentityHashMap<SourceFile, List<CanonicalEntry>> additions =
      new IdentityHashMap<>();
  private final Map<String, Edit.OfEntry> byCode = new HashMap<>();

  /// The entries under `override`, by code.
  private final Map<String, List<DesiredCode>> overridden = new HashMap<>();

  /// Edits of those.
  private final List<Edit.OfEntry> overrides = new ArrayList<>();

  /// New ones of the target's own.
  private final List<CanonicalEntry> overriding = new ArrayList<>();

  private final FindingCollector findings = new FindingCollector();

  /// Codes that are retired now as well.
  private final List<String> retired;

  /// Retired codes that get an entry, and so are retired no more.
  private final Set<String> revived = new HashSet<>();

  /// Files that something new may go to.
  private final List<SourceFile> own;

  private @Nullable SourceFile home;

  private FileEditor(DesiredState state, List<String> retired, List<SourceFile> own) {
    this.state = state;
    this.own = own;
    this.retired = retired;
    state.files().forEach(findings::nextFile);
    for (DesiredCode override : state.deviations().overrides()) {
      overridden.computeIfAbsent(override.key(), code -> new ArrayList<>()).add(override);
    }
  }

  static Checked<DesiredFiles.Edited> edit(
      DesiredState state,
      List<Edit> edits,
      List<String> retired,
      List<SourceFile> own,
      LocalDate today) {
    FileEditor editor = new FileEditor(state, retired, own);
    edits.forEach(editor::assign);
    editor.add(edits);
    editor.refuseExcepted(edits);
    List<SourceFile> files = state.files().stream().map(editor::written).toList();
    if (editor.findings.hasErrors()) return new Checked.Invalid<>(editor.findings.inOrder());
    return switch (DesiredFiles.readSources(files, today)) {
      case Checked.Invalid<DesiredState> invalid -> new Checked.Invalid<>(invalid.findings());
      case Checked.Valid<DesiredState> valid -> {
        editor.check(edits, valid.value());
        List<SourceFile> changed = new ArrayList<>(files);
        changed.removeIf(state.files()::contains);
        yield new Checked.Valid<>(
            new DesiredFiles.Edited(valid.value(), changed), valid.warnings());
      }
    };
  }

  private void assign(Edit edit) {
    if (!(edit instanceof Edit.OfEntry change)) return;
    DesiredCode entry = change.entry();
    byCode.put(entry.key(), change);
    List<DesiredCode> here = overridden.getOrDefault(entry.key(), List.of());
    refuseUnmanaged(change, here);
    if (here.isEmpty() && !(edit instanceof Edit.Rewrite rewrite && !rewrite.apart().isEmpty())) {
      edits.computeIfAbsent(entry.at().file(), file -> new ArrayList<>()).add(edit);
      return;
    }
    OverrideSplit split = OverrideSplit.of(change, here, home());
    overrides.addAll(split.overrides());
    if (!split.added().isEmpty()) {
      overriding.add(CanonicalEntry.override(state.dialect(), entry.key(), split.added()));
    }
    split
        .own()
        .ifPresent(
            own -> edits.computeIfAbsent(entry.at().file(), file -> new ArrayList<>()).add(own));
  }

  /// Refuses to take out a field that an override has as well.
  private void refuseUnmanaged(Edit.OfEntry edit, List<DesiredCode> overrides) {
    if (!(edit instanceof Edit.Rewrite rewrite)) return;
    for (DesiredCode override : overrides) {
      for (Field field : rewrite.unmanaged()) {
        Sourced<Value> value = override.values().get(field);
        if (value == null) continue;
        findings.error(
            "overridden",
            "'%s' of '%s' can't be left out: it is overridden"
                .formatted(field.name(), override.key()),
            value.at(),
            "",
            "take it out here, and where the code is declared");
      }
    }
  }

  /// Refuses names that an edit gives to codes and that are said not to be this target's.
  private void refuseExcepted(List<Edit> all) {
    Set<String> given = new HashSet<>(retired);
    for (Edit edit : all) {
      switch (edit) {
        case Edit.Addition addition -> given.add(addition.code());
        case Edit.Rewrite rewrite -> given.add(rewrite.code());
        case Edit.Removal ignored -> {}
      }
    }
    for (Sourced<String> except : state.deviations().except()) {
      if (!given.contains(except.value())) continue;
      String hint = "take it out of 'except', then try again";
      findings.error("excepted", except, "%s is excepted: it isn't this target's", hint);
    }
  }

  private void add(List<Edit> edits) {
    List<Edit.Addition> added = new ArrayList<>();
    for (Edit edit : edits) {
      if (edit instanceof Edit.Addition addition) added.add(addition);
    }
    if (added.isEmpty()) return;
    added.stream().map(Edit.Addition::code).forEach(revived::add);
    revived.retainAll(state.retiredCodes());
    SourceFile file = home();
    List<DesiredCode> neighbors =
        state.codes().stream().filter(code -> code.at().file() == file).toList();
    boolean pins =
        neighbors.isEmpty() || neighbors.stream().anyMatch(code -> code.id().isPresent());
    additions.put(
        file,
        added.stream().map(entry -> CanonicalEntry.of(state.dialect(), entry, pins)).toList());
  }

  /// Where a new entry goes.
  private SourceFile home() {
    if (home == null) home = TargetFile.among(own, state.dialect());
    return home;
  }

  /// The file with the list of retired codes, if there is one.
  private SourceFile listHome() {
    return state.retired().isEmpty() ? home() : state.retired().getFirst().at().file();
  }

  private SourceFile written(SourceFile file) {
    List<Edit> changes = edits.getOrDefault(file, List.of());
    List<CanonicalEntry> added =
        additions.getOrDefault(file, List.of()).stream()
            .sorted(Comparator.comparing(CanonicalEntry::code))
            .toList();
    List<String> retiredHere = !retired.isEmpty() && file == listHome() ? retired : List.of();
    List<Offer> offers =
        state.offers().stream()
            .filter(offer -> offer.queue().at().file() == file)
            .filter(offer -> !OfferEdit.edited(offer, byCode).equals(offer))
            .toList();
    List<Edit> ofOverrides = new ArrayList<>();
    for (Edit.OfEntry edit : overrides) {
      if (edit.entry().at().file() == file) ofOverrides.add(edit);
    }
    boolean revives =
        state.retired().stream()
            .anyMatch(code -> code.at().file() == file && revived.contains(code.value()));
    List<CanonicalEntry> newOverrides =
        !overriding.isEmpty() && file == home() ? overriding : List.of();
    boolean isSame =
        !revives
            && changes.isEmpty()
            && added.isEmpty()
            && ofOverrides.isEmpty()
            && newOverrides.isEmpty()
            && retiredHere.isEmpty()
            && offers.isEmpty();
    if (isSame) return file;
    String text = edited(file, changes, added, ofOverrides, newOverrides, retiredHere, offers);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SourceText.mark(file));
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return new SourceFile(file.path(), bytes.toByteArray());
  }

  /// The new text, which is of no use if there is a problem.
  ///
  /// @param edits rewrites and removals of entries of this file
  /// @param additions new entries for it
  /// @param overrides rewrites and removals of its overrides
  /// @param overriding new overrides for it
  /// @param retired codes for its list of those that shall not exist
  /// @param offers of this file that change
  private String edited(
      SourceFile file,
      List<Edit> edits,
      List<CanonicalEntry> additions,
      List<Edit> overrides,
      List<CanonicalEntry> overriding,
      List<String> retired,
      List<Offer> offers) {
    String now = SourceText.of(file);
    while (true) {
      Document document = TreeReader.read(file, now);
      EditPass pass = new EditPass(document, FileSpec.of(state.dialect()));
      pass.write("codes", edits, additions);
      pass.write("override", overrides, overriding);
      pass.retire(retired, revived);
      pass.offer(offers, byCode);
      Obstacles obstacles = pass.obstacles();
      if (obstacles.aliases().isEmpty()) {
        obstacles.shared().forEach(this::report);
        return pass.changes().apply(now);
      }
      now = expand(document, obstacles.aliases());
    }
  }

  /// Writes out what an alias stands for where something inside it is to change, so that the change
  /// stays at this place.
  private static String expand(Document document, Collection<Node.Alias> aliases) {
    TextEdits changes = new TextEdits();
    for (Node.Alias alias : aliases) {
      String value = new InlineWriter(AnchorScope.NONE).of(alias, FileSpec.Text.ANY, true);
      changes.replace(alias.start(), alias.end(), value);
    }
    return changes.apply(document.text());
  }

  private void report(Obstacles.Shared shared) {
    findings.error(
        "shared-value",
        "'%s' can't change alone: an alias (*%s) repeats it"
            .formatted(shared.entry().key(), shared.anchor()),
        shared.entry().code(),
        "write the value out where the alias stands, then try again");
  }

  /// The new text is read again: it must say exactly what was meant, or nothing is written.
  private void check(List<Edit> all, DesiredState after) {
    List<CanonicalEntry> added = additions.values().stream().flatMap(List::stream).toList();
    List<Sourced<String>> gone = new ArrayList<>(state.retired());
    gone.removeIf(code -> revived.contains(code.value()));
    retired.forEach(code -> gone.add(new Sourced<>(code, SourcePosition.whole(listHome()))));
    DesiredState wanted =
        new EditedState(state, after).wanted(all, overrides, overriding, added, gone, byCode);
    if (!after.declaresSame(wanted)) {
      throw new IllegalStateException("the edited files would not say what they should");
    }
  }
}

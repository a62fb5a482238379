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
import dev.wrapup.model.queue.QueueRef;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Writes edits into the files that they belong to, and checks what the files say then.
final class FileEditor {
  private final DesiredState state;
  private final IdentityHashMap<SourceFile, List<Edit>> edits = new IdentityHashMap<>();
  private final IdentityHashMap<SourceFile, List<CanonicalEntry>> additions =
      new IdentityHashMap<>();
  private final Map<String, Edit.OfEntry> byCode = new HashMap<>();
  private final FindingCollector findings = new FindingCollector();

  /// Codes that are retired now as well.
  private final List<String> retired;

  private FileEditor(DesiredState state, List<String> retired) {
    this.state = state;
    this.retired = retired;
    state.files().forEach(findings::nextFile);
  }

  static Checked<DesiredFiles.Edited> edit(
      DesiredState state, List<Edit> edits, List<String> retired, LocalDate today) {
    FileEditor editor = new FileEditor(state, retired);
    edits.forEach(editor::assign);
    editor.add(edits);
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
    edits.computeIfAbsent(entry.at().file(), file -> new ArrayList<>()).add(edit);
    byCode.put(entry.key(), change);
  }

  private void add(List<Edit> edits) {
    List<Edit.Addition> added = new ArrayList<>();
    for (Edit edit : edits) {
      if (edit instanceof Edit.Addition addition) added.add(addition);
    }
    if (added.isEmpty()) return;
    SourceFile file = home();
    List<DesiredCode> neighbors =
        state.codes().stream().filter(code -> code.at().file() == file).toList();
    boolean pins =
        neighbors.isEmpty() || neighbors.stream().anyMatch(code -> code.id().isPresent());
    additions.put(
        file,
        added.stream().map(entry -> CanonicalEntry.of(state.dialect(), entry, pins)).toList());
  }

  /// Where a new entry goes: to the file that says which organization is meant, since the others
  /// may be shared by several; the first, if none does.
  private SourceFile home() {
    if (state.files().size() > 1) {
      for (SourceFile file : state.files()) {
        Node.Collection root = TreeReader.read(file, SourceText.of(file)).root();
        boolean isHeader =
            FileSpec.of(state.dialect()).shared().stream()
                .anyMatch(key -> root.entry(key).isPresent());
        if (isHeader) return file;
      }
    }
    return state.files().getFirst();
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
    boolean isSame =
        changes.isEmpty() && added.isEmpty() && retiredHere.isEmpty() && offers.isEmpty();
    if (isSame) return file;
    String text = edited(file, changes, added, retiredHere, offers);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SourceText.mark(file));
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return new SourceFile(file.path(), bytes.toByteArray());
  }

  /// The new text, which is of no use if there is a problem.
  ///
  /// @param edits rewrites and removals of entries of this file
  /// @param additions new entries for it
  /// @param retired codes for its list of those that shall not exist
  /// @param offers of this file that change
  private String edited(
      SourceFile file,
      List<Edit> edits,
      List<CanonicalEntry> additions,
      List<String> retired,
      List<Offer> offers) {
    String now = SourceText.of(file);
    while (true) {
      Document document = TreeReader.read(file, now);
      EditPass pass = new EditPass(document, FileSpec.of(state.dialect()));
      pass.write(edits, additions);
      pass.retire(retired);
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
    if (!after.declaresSame(wanted(all, added, after))) {
      throw new IllegalStateException("the edited files would not say what they should");
    }
  }

  /// What files must say after edits.
  ///
  /// @param additions new entries, whose defaults are those of the file that they stand in now
  /// @param now what the files say
  private DesiredState wanted(List<Edit> edits, List<CanonicalEntry> additions, DesiredState now) {
    Map<String, DesiredCode> kept = new HashMap<>();
    state.codes().forEach(code -> kept.put(code.key(), code));
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> kept.put(rewrite.entry().key(), rewritten(rewrite));
        case Edit.Removal removal -> kept.remove(removal.entry().key());
        case Edit.Addition ignored -> {}
      }
    }
    List<DesiredCode> codes = new ArrayList<>(kept.values());
    Map<String, DesiredCode> there = new HashMap<>();
    now.codes().forEach(code -> there.put(code.key(), code));
    for (CanonicalEntry added : additions) {
      DesiredCode code = there.get(added.code());
      if (code != null) codes.add(declared(added, code));
    }
    List<Sourced<String>> gone = new ArrayList<>(state.retired());
    retired.forEach(code -> gone.add(new Sourced<>(code, SourcePosition.whole(listHome()))));
    List<Offer> offers =
        state.offers().stream().map(offer -> OfferEdit.edited(offer, byCode)).toList();
    return state.with(codes, gone, offers);
  }

  private static DesiredCode rewritten(Edit.Rewrite rewrite) {
    DesiredCode before = rewrite.entry();
    Map<Field, Sourced<Value>> values = new HashMap<>(before.values());
    rewrite.values().forEach((field, value) -> values.put(field, before.code().with(value)));
    values.keySet().removeAll(rewrite.unmanaged());
    List<Sourced<String>> previously = new ArrayList<>(before.previously());
    if (rewrite.isNewlyListed()) previously.addFirst(before.code());
    previously.replaceAll(
        earlier -> earlier.value().equals(rewrite.code()) ? before.code() : earlier);
    return new DesiredCode(
        before.code().with(rewrite.code()),
        before.id(),
        values,
        before.defaults(),
        previously,
        before.ignores(),
        before.queues().map(queues -> kept(queues, rewrite)));
  }

  private static List<Sourced<QueueRef>> kept(
      List<Sourced<QueueRef>> queues, Edit.Rewrite rewrite) {
    return queues.stream().filter(queue -> !rewrite.withdraws(queue.value())).toList();
  }

  /// @param there the entry as it is read again, for its places and defaults
  private static DesiredCode declared(CanonicalEntry added, DesiredCode there) {
    Map<Field, Sourced<Value>> values = new HashMap<>();
    added.values().forEach((field, value) -> values.put(field, there.code().with(value)));
    return new DesiredCode(
        there.code(),
        added.id().map(there.code()::with),
        values,
        there.defaults(),
        List.of(),
        List.of());
  }
}

package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Holds an edited file to the lines that it had: none may differ but those in which something that
/// was edited stands. Where that is comes from the places that reading the files gave.
final class UntouchedLines {
  private final DesiredState state;
  private final List<Edit> edits;
  private final SourceFile file;
  private final BitSet touched = new BitSet();

  /// Where entries begin, and the end of the file.
  private final NavigableSet<Integer> entries = new TreeSet<>();

  private UntouchedLines(DesiredState state, List<Edit> edits, SourceFile file, int lines) {
    this.state = state;
    this.edits = edits;
    this.file = file;
    for (DesiredCode code : state.codes()) {
      if (code.at().file() == file) entries.add(code.at().line());
    }
    for (DesiredCode override : state.deviations().overrides()) {
      if (override.at().file() == file) entries.add(override.at().line());
    }
    entries.add(lines + 1);
  }

  static void hold(DesiredState state, List<Edit> edits, SourceFile before, SourceFile after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    if (hasAnchoredKey(state, before)) return;
    UntouchedLines lines = new UntouchedLines(state, edits, before, old.size());
    lines.touch();
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      boolean adds = delta.getTarget().getLines().stream().anyMatch(lines::isAdded);
      int first = delta.getSource().getPosition();
      for (int i = first; i < first + delta.getSource().size(); i++) {
        boolean may = lines.touched.get(i + 1) || adds || old.get(i).isBlank();
        assertThat(may)
            .as(
                "line %d of\n%s\nbecame, by %s,\n%s",
                i + 1, String.join("\n", old), edits, String.join("\n", now))
            .isTrue();
      }
    }
  }

  /// The place of a key behind an alias is that of its anchor, which says nothing of its entry's.
  private static boolean hasAnchoredKey(DesiredState state, SourceFile file) {
    return Stream.of(state.codes(), state.deviations().overrides())
        .flatMap(List::stream)
        .map(DesiredCode::at)
        .filter(at -> at.file() == file)
        .anyMatch(UntouchedLines::isAnchored);
  }

  private static boolean isAnchored(SourcePosition at) {
    int[] line = at.file().part(at.line(), 0, Integer.MAX_VALUE).codePoints().toArray();
    return line.length >= at.column() && line[at.column() - 1] == '&';
  }

  private static List<String> lines(SourceFile file) {
    return List.of(new String(file.bytes(), StandardCharsets.UTF_8).split("\n", -1));
  }

  private boolean isAdded(String line) {
    return edits.stream()
        .anyMatch(edit -> edit instanceof Edit.Addition addition && line.contains(addition.code()));
  }

  private void touch() {
    for (Edit edit : edits) {
      if (edit instanceof Edit.OfEntry change) touchOverrides(change);
      switch (edit) {
        case Edit.Rewrite rewrite when rewrite.entry().at().file() == file -> touch(rewrite);
        case Edit.Removal removal when removal.entry().at().file() == file -> {
          int line = removal.entry().at().line();
          // with comments right above it, and the comma of the one before
          touched.set(Math.max(1, line - 10), end(line) + 1);
        }
        default -> {}
      }
    }
  }

  private void touchOverrides(Edit.OfEntry edit) {
    for (DesiredCode override : state.deviations().overrides()) {
      int line = override.at().line();
      if (override.at().file() != file || !override.key().equals(edit.entry().key())) continue;
      boolean isRename = edit instanceof Edit.Rewrite rewrite && rewrite.isRename();
      boolean hasValue =
          edit instanceof Edit.Rewrite rewrite
              && rewrite.values().keySet().stream().anyMatch(override.values()::containsKey);
      if (edit instanceof Edit.Removal) touched.set(Math.max(1, line - 10), end(line) + 1);
      else if (hasValue || isRename) touched.set(line, end(line) + 1);
    }
  }

  private int end(int line) {
    Integer next = entries.higher(line);
    return next == null ? line : next;
  }

  private void touch(Edit.Rewrite rewrite) {
    DesiredCode entry = rewrite.entry();
    boolean hasOtherKeys =
        !rewrite.unmanaged().isEmpty()
            || rewrite.isListed()
            || !entry.values().keySet().containsAll(rewrite.values().keySet());
    if (hasOtherKeys) {
      touched.set(entry.at().line(), end(entry.at().line()) + 1);
      return;
    }
    NavigableSet<Integer> parts = new TreeSet<>();
    Stream.of(
            entry.values().values().stream().map(Sourced::at).filter(at -> at.file() == file),
            entry.id().stream().map(Sourced::at),
            entry.previously().stream().map(Sourced::at),
            entry.ignores().stream().map(ignore -> ignore.at()))
        .flatMap(places -> places)
        .forEach(at -> parts.add(at.line()));
    if (rewrite.isRename()) {
      touched.set(entry.at().line());
      entry.previously().stream()
          .filter(earlier -> earlier.value().equals(rewrite.code()))
          .forEach(earlier -> touch(entry, earlier, parts));
    }
    for (Field field : rewrite.values().keySet()) {
      Sourced<?> value = entry.values().get(field);
      if (value.at().file() == file) touch(entry, value, parts);
    }
  }

  /// The lines of a value: from its key, which may stand above it, to where the next one begins.
  /// The place of one behind an alias is elsewhere; then it is somewhere in the entry.
  private void touch(DesiredCode entry, Sourced<?> value, NavigableSet<Integer> parts) {
    int first = entry.at().line();
    int end = end(first);
    int line = value.at().line();
    if (line < first || line > end || isAnchored(value.at())) {
      touched.set(first, end + 1);
      return;
    }
    Integer next = parts.higher(line);
    Integer previous = parts.lower(line);
    touched.set(
        previous == null ? first : previous, (next == null ? end : Math.min(end, next)) + 1);
  }
}

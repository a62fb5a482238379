package dev.wrapup.sheet;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds out which edits of the files make them say what a spreadsheet says. A row or a column that
/// isn't there changes nothing.
public final class SheetImport {
  private final Function<String, Optional<DesiredCode>> owner;
  private final SheetRows rows;

  private final Map<String, DesiredCode> byCode = new HashMap<>();
  private final Map<String, DesiredCode> byId = new HashMap<>();
  private final Set<String> retired;

  private final List<Edit> edits = new ArrayList<>();
  private final List<String> retiring = new ArrayList<>();

  /// Retired codes that no file declared.
  private final List<String> listed = new ArrayList<>();

  /// The row that speaks of an entry, by the code that it had.
  private final Map<String, Sheet.Row> claimed = new HashMap<>();

  /// The row that gives a code, and those codes that an entry gives up.
  private final Map<String, Sheet.Row> given = new HashMap<>();

  private final Set<String> free = new HashSet<>();

  /// What the files are to say.
  ///
  /// @param edits one an entry at most
  /// @param retired codes that are retired now as well
  public record Edits(List<Edit> edits, List<String> retired) {
    public Edits {
      edits = List.copyOf(edits);
      retired = List.copyOf(retired);
    }

    public boolean isEmpty() {
      return edits.isEmpty() && retired.isEmpty();
    }
  }

  private SheetImport(
      Sheet sheet, DesiredState state, Function<String, Optional<DesiredCode>> owner) {
    this.owner = owner;
    this.rows = SheetRows.ofCodes(sheet, state.dialect());
    this.retired = state.retiredCodes();
    for (DesiredCode entry : state.codes()) {
      byCode.put(entry.key(), entry);
      entry.id().ifPresent(id -> byId.put(id.value(), entry));
    }
  }

  /// @param state what the files say
  /// @param owner what the files declare as the live code of an id; only asked for ids that they
  ///   don't pin
  /// @return all that is wrong, with its row and column; of pairs once the codes are right
  public static Checked<Edits> of(
      Sheets sheets, DesiredState state, Function<String, Optional<DesiredCode>> owner) {
    Edits edits = new Edits(List.of(), List.of());
    Set<String> told = Set.of();
    List<Finding> findings = new ArrayList<>();
    if (sheets.codes().isPresent()) {
      SheetImport making = new SheetImport(sheets.codes().get(), state, owner);
      sheets.codes().get().rows().forEach(making::row);
      making.refuseTaken();
      making.retiring.addAll(making.listed);
      findings.addAll(making.rows.findings());
      edits = new Edits(making.edits, making.retiring);
      told = making.claimed.keySet();
    }
    if (sheets.queues().isPresent() && findings.stream().noneMatch(Finding::isError)) {
      QueueImport pairs = new QueueImport(sheets.queues().get(), state, edits.edits());
      List<Edit> all = new ArrayList<>(pairs.edits(told));
      edits.edits().stream().filter(Edit.Removal.class::isInstance).forEach(all::add);
      edits = new Edits(all, edits.retired());
      findings.addAll(pairs.findings());
    }
    return findings.stream().anyMatch(Finding::isError)
        ? new Checked.Invalid<>(findings)
        : new Checked.Valid<>(edits, findings);
  }

  private void row(Sheet.Row row) {
    Optional<String> id = rows.text(row, Column.Kind.ID);
    Optional<String> code = rows.text(row, Column.Kind.CODE);
    Optional<DesiredCode> entry = entry(id, code);
    Map<Field, Optional<Value>> values = rows.values(row, entry);
    boolean retires = rows.retires(row);
    if (!rows.isText(row)) return;
    if (id.isEmpty() && code.isEmpty()) {
      rows.error(
          row, Column.Kind.CODE, "bad-cell", "it is empty", "write which code the row is about");
      return;
    }
    Optional<Sheet.Row> first =
        entry.flatMap(known -> Optional.ofNullable(claimed.putIfAbsent(known.key(), row)));
    if (first.isPresent()) {
      rows.error(
          row,
          code.isPresent() ? Column.Kind.CODE : Column.Kind.ID,
          "row-twice",
          "'%s' has row %,d already".formatted(entry.orElseThrow().key(), first.get().number()),
          "keep one of the two rows");
      return;
    }
    if (entry.isPresent())
      known(row, entry.get(), id, code.orElse(entry.get().key()), values, retires);
    else unknown(row, id, code, values, retires);
  }

  private Optional<DesiredCode> entry(Optional<String> id, Optional<String> code) {
    return id.map(byId::get)
        .or(() -> id.flatMap(owner).map(DesiredCode::key).map(byCode::get))
        .or(() -> code.map(byCode::get));
  }

  /// A row of an entry that there is.
  private void known(
      Sheet.Row row,
      DesiredCode entry,
      Optional<String> id,
      String code,
      Map<Field, Optional<Value>> values,
      boolean retires) {
    Optional<String> pin = entry.id().map(Sourced::value);
    if (pin.isPresent() && id.isPresent() && !id.equals(pin)) {
      if (rows.isRewritten(row, Column.Kind.ID, pin.stream().toList())) return;
      rows.error(
          row,
          Column.Kind.ID,
          "other-id",
          "'%s' has another id, %s".formatted(entry.key(), pin.get()),
          "write its own id, or another code");
      return;
    }
    if (retires && !code.equals(entry.key())) {
      rows.error(
          row,
          Column.Kind.CODE,
          "bad-cell",
          "'%s' can't be retired and renamed at once".formatted(entry.key()),
          "decide for one of the two");
    } else if (retires) {
      edits.add(new Edit.Removal(entry));
      retiring.add(entry.key());
      free.add(entry.key());
    } else {
      rewrite(row, entry, code, values);
    }
  }

  private void rewrite(
      Sheet.Row row, DesiredCode entry, String code, Map<Field, Optional<Value>> values) {
    boolean isRename = !code.equals(entry.key());
    if (isRename && !rows.isCode(row, code, List.of(entry.key()))) return;
    Map<Field, Value> now = new HashMap<>();
    Set<Field> unmanaged = new HashSet<>();
    values.forEach(
        (field, value) -> {
          Optional<Value> before =
              Optional.ofNullable(entry.values().get(field)).map(Sourced::value);
          if (value.equals(before)) return;
          value.ifPresentOrElse(text -> now.put(field, text), () -> unmanaged.add(field));
        });
    if (isRename) {
      free.add(entry.key());
      give(row, code);
    }
    Edit.Rewrite edit = new Edit.Rewrite(entry, code, now, unmanaged, true);
    if (!edit.isEmpty()) edits.add(edit);
  }

  /// A row of a code that no file declares.
  private void unknown(
      Sheet.Row row,
      Optional<String> id,
      Optional<String> code,
      Map<Field, Optional<Value>> values,
      boolean retires) {
    if (code.isEmpty()) {
      String why = "no code that the files declare has this id";
      rows.error(row, Column.Kind.ID, "no-code", why, "write its code too");
    } else if (retired.contains(code.get())) {
      if (retires) return;
      rows.warning(
          row,
          "stays-retired",
          "'%s' is retired in the files and stays so".formatted(code.get()),
          "to bring it back, take it out of 'retired' there, then import again");
    } else if (id.isEmpty() && rows.isNearly(row, byCode.keySet())) {
      return;
    } else if (rows.isCode(row, code.get(), byCode.keySet())) {
      give(row, code.get());
      if (retires) {
        listed.add(code.get());
        return;
      }
      Map<Field, Value> managed = new HashMap<>();
      values.forEach((field, value) -> value.ifPresent(text -> managed.put(field, text)));
      edits.add(new Edit.Addition(code.get(), id, managed));
    }
  }

  private void give(Sheet.Row row, String code) {
    Sheet.Row first = given.putIfAbsent(code, row);
    if (first == null) return;
    rows.error(
        row,
        Column.Kind.CODE,
        "row-twice",
        "row %,d is called '%s' too".formatted(first.number(), code),
        "give each row a code of its own");
  }

  /// A code that a row gives may be nobody else's.
  private void refuseTaken() {
    given.forEach(
        (code, row) -> {
          Optional<DesiredCode> other =
              Optional.ofNullable(byCode.get(code)).filter(entry -> !free.contains(code));
          if (other.isEmpty() && !retired.contains(code) && !retiring.contains(code)) return;
          rows.error(
              row,
              Column.Kind.CODE,
              "code-taken",
              other
                  .map(entry -> "'%s' is declared at %s already".formatted(code, entry.at()))
                  .orElse("'%s' is retired".formatted(code)),
              "choose another code");
        });
  }
}

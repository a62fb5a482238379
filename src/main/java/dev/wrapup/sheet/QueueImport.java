package dev.wrapup.sheet;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.VisibleChars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out which edits make the files pair codes and queues as a sheet does. A code that has a
/// row there, or among the codes, is to be offered by the queues of its rows, and by no other that
/// the files name; a code without any stays as it is.
final class QueueImport {
  private final SheetRows rows;
  private final Pairs pairs;
  private final Suggestion suggestion = new Suggestion();
  private final List<Finding> obstacles = new ArrayList<>();

  /// What becomes of each code, by what it is called then.
  private final Map<String, Edit> codes = new LinkedHashMap<>();

  /// What codes are called then that were called otherwise; empty for one that is retired.
  private final Map<String, Optional<String>> renamed = new HashMap<>();

  /// The rows of each code, by what it is called then.
  private final Map<String, Map<QueueRef, Sheet.Row>> wanted = new HashMap<>();

  /// @param edits that the rows of codes ask for
  QueueImport(Sheet sheet, DesiredState state, List<Edit> edits) {
    this.rows = SheetRows.ofQueues(sheet, state.dialect());
    this.pairs = new Pairs(state);
    Map<String, Edit> edited = new HashMap<>();
    for (Edit edit : edits) {
      if (edit instanceof Edit.OfEntry change) edited.put(change.entry().key(), change);
      if (edit instanceof Edit.Addition addition) codes.put(addition.code(), addition);
    }
    for (DesiredCode entry : state.codes()) {
      Edit unchanged = new Edit.Rewrite(entry, entry.key(), Map.of(), Set.of());
      Edit edit = edited.getOrDefault(entry.key(), unchanged);
      Optional<String> now =
          edit instanceof Edit.Rewrite rewrite ? Optional.of(rewrite.code()) : Optional.empty();
      now.ifPresent(code -> codes.put(code, edit));
      if (!now.equals(Optional.of(entry.key()))) renamed.put(entry.key(), now);
    }
    if (rows.findings().isEmpty()) sheet.rows().forEach(this::row);
  }

  private void row(Sheet.Row row) {
    rows.refuseMade(row);
    if (!rows.isText(row)) return;
    Optional<String> code = rows.text(row, Column.Kind.CODE);
    Optional<String> queue = rows.text(row, Column.Kind.QUEUE);
    Optional<String> id = rows.text(row, Column.Kind.QUEUE_ID);
    boolean isCode = isFit(row, Column.Kind.CODE, code.isPresent() ? "-" : "", 1);
    boolean isQueue = isFit(row, Column.Kind.QUEUE, queue.orElse(""), QueueRef.LONGEST);
    boolean isId = isFit(row, Column.Kind.QUEUE_ID, id.orElse("-"), Integer.MAX_VALUE);
    if (!isCode || !isQueue || !isId) return;
    Optional<String> now = now(row, code.orElseThrow());
    if (now.isEmpty()) return;
    Sheet.Row first =
        wanted
            .computeIfAbsent(now.get(), name -> new LinkedHashMap<>())
            .putIfAbsent(new QueueRef(queue.orElseThrow(), id), row);
    if (first == null) return;
    String twice = "row %,d has this pair already".formatted(first.number());
    rows.error(row, Column.Kind.QUEUE, "row-twice", twice, "keep one of the two rows");
  }

  /// Whether a file can hold a name or an id.
  private boolean isFit(Sheet.Row row, Column.Kind kind, String text, int most) {
    String why = "";
    if (text.isBlank()) why = "it is empty";
    else if (!VisibleChars.isUnicode(text)) why = "it isn't Unicode";
    else if (text.length() > most) {
      why = "it has %d characters, the limit is %d".formatted(text.length(), most);
    }
    if (why.isEmpty()) return true;
    rows.error(row, kind, "bad-cell", why, "write the code, and the name of the queue or its id");
    return false;
  }

  /// What the code of a row is called then; empty if it is retired, or can't be told.
  private Optional<String> now(Sheet.Row row, String code) {
    if (renamed.containsKey(code) && codes.containsKey(code)) {
      rows.error(
          row,
          Column.Kind.CODE,
          "ambiguous-code",
          "one code was called '%s' and another is now".formatted(code),
          "rename them by an import without the pairs, then export both anew");
    } else if (renamed.containsKey(code)) {
      return renamed.get(code);
    } else if (codes.containsKey(code)) {
      return Optional.of(code);
    } else {
      rows.error(
          row,
          Column.Kind.CODE,
          "unknown-code",
          "the files declare no code '%s'".formatted(code),
          suggestion
              .nearest(code, codes.keySet())
              .map("did you mean '%s'?"::formatted)
              .orElse("declare it by a row among the codes, or take the row out"));
    }
    return Optional.empty();
  }

  /// The edits of the codes that there are then, with what changes of their queues.
  ///
  /// @param told keys of the entries that have a row among the codes
  List<Edit> edits(Set<String> told) {
    List<Edit> edits = new ArrayList<>();
    if (!rows.findings().isEmpty()) return edits;
    codes.forEach(
        (code, edit) -> {
          Map<QueueRef, Sheet.Row> has = wanted.getOrDefault(code, Map.of());
          if (edit instanceof Edit.Addition addition) {
            edits.add(addition.with(List.copyOf(has.keySet())));
          } else if (edit instanceof Edit.Rewrite rewrite) {
            boolean isTold = !has.isEmpty() || told.contains(rewrite.entry().key());
            Edit.Rewrite paired = isTold ? paired(rewrite, has) : rewrite;
            if (!paired.isEmpty()) edits.add(paired);
          }
        });
    return edits;
  }

  private Edit.Rewrite paired(Edit.Rewrite edit, Map<QueueRef, Sheet.Row> has) {
    List<Sourced<QueueRef>> declared = pairs.of(edit.entry());
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (QueueRef queue : has.keySet()) {
      ids.add(queue.word());
      if (queue.id().isEmpty()) names.add(queue.name()); // leaves an id that the file has beside it
    }
    Set<String> declaredIds = new HashSet<>();
    Set<String> declaredNames = new HashSet<>();
    Set<QueueRef> undeclared = new HashSet<>();
    for (Sourced<QueueRef> place : declared) {
      QueueRef queue = place.value();
      declaredIds.add(queue.word());
      declaredNames.add(queue.name());
      if (ids.contains(queue.word()) || names.contains(queue.name())) continue;
      undeclared.add(queue);
      pairs.pattern(edit.entry(), queue).ifPresent(offer -> refuse(edit, place, offer));
    }
    List<String> gone = undeclared.stream().map(QueueRef::name).toList();
    List<QueueRef> joined = new ArrayList<>();
    has.forEach(
        (queue, row) -> {
          boolean isDeclared =
              declaredIds.contains(queue.word())
                  || (queue.id().isEmpty() && declaredNames.contains(queue.name()))
                  || pairs.pattern(edit.entry(), queue).isPresent();
          if (!isDeclared && !rows.isRewritten(row, Column.Kind.QUEUE, gone)) joined.add(queue);
        });
    return edit.with(undeclared, joined);
  }

  /// A pattern can't leave a queue out.
  private void refuse(Edit.Rewrite edit, Sourced<QueueRef> queue, Offer pattern) {
    obstacles.add(
        Finding.error(
            "by-pattern",
            "no row has '%s' in the queue '%s', but the pattern '%s' offers it there"
                .formatted(edit.code(), queue.value().name(), pattern.queue().value()),
            Optional.of(queue.at()),
            queue.value().name(),
            "keep the row, or name the queues one by one instead of the pattern"));
  }

  /// All that is wrong, with its row and column, or with its place in the files.
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(rows.findings());
    findings.addAll(obstacles);
    if (pairs.isOver()) {
      findings.add(
          Finding.error(
              "too-many",
              "the queues' names and the files' patterns are too many to hold one against the other",
              Optional.empty(),
              "",
              "split the sheet into several, or write fewer patterns"));
    }
    return findings;
  }
}

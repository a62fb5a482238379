package dev.wrapup.plan.undo;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.diff.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run that is to be undone.
///
/// @param id of the run
/// @param journal the file, by the name that the user gave it; its content is left out
/// @param written each code once
/// @param unknown codes of which the run doesn't know what became of its change
public record UndoneRun(
    String id, SourceFile journal, List<WrittenCode> written, List<String> unknown) {
  public UndoneRun {
    written = List.copyOf(written);
    unknown = List.copyOf(unknown);
  }

  /// Its inverse, compared with what is live: only what the run wrote, and of that only what is
  /// live as the run left it.
  ///
  /// @param files whose policy and scope hold
  /// @param base whose policy holds as well
  public Comparison compare(DesiredState files, Optional<DesiredState> base, Catalog live) {
    return new UndoComparison(this, files, base, live).compare();
  }

  /// The ids of the codes that it wrote.
  public List<String> ids() {
    return written.stream().map(WrittenCode::id).toList();
  }

  /// Whether a code that it deleted is to be made again.
  public boolean deletedAny() {
    return written.stream().anyMatch(code -> code.after().isEmpty());
  }

  /// The queues that it changed.
  public QueueNames queues() {
    Set<String> words = new HashSet<>();
    for (WrittenCode code : written) {
      code.added().forEach(queue -> words.add(queue.id()));
      code.removed().forEach(queue -> words.add(queue.id()));
    }
    return new QueueNames(words, List.of(), false);
  }
}

package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes which queues are to offer a code: in its entry, and in `offers`.
public final class OfferEdit {
  private final EntryEdit entries;
  private final ScalarEdit scalars;
  private final Obstacles obstacles;

  OfferEdit(EntryEdit entries, ScalarEdit scalars, Obstacles obstacles) {
    this.entries = entries;
    this.scalars = scalars;
    this.obstacles = obstacles;
  }

  /// An offer after edits.
  ///
  /// @param edits by the code that they change
  public static Offer edited(Offer offer, Map<String, Edit.OfEntry> edits) {
    List<Sourced<String>> codes = new ArrayList<>();
    for (Sourced<String> code : offer.codes()) {
      Edit.OfEntry edit = edits.get(code.value());
      if (edit == null) codes.add(code);
      else called(edit, offer).map(code::with).ifPresent(codes::add);
    }
    return new Offer(offer.queue(), codes);
  }

  /// What an edited code is called in an offer; empty if the offer no longer has it.
  private static Optional<String> called(Edit.OfEntry edit, Offer offer) {
    return switch (edit) {
      case Edit.Removal ignored -> Optional.empty();
      case Edit.Rewrite rewrite ->
          Optional.of(rewrite.code())
              .filter(now -> offer.isPattern() || !rewrite.withdraws(offer.ref().value()));
    };
  }

  /// Takes queues out of the list of an entry that has one, and puts others there.
  void queues(Edit.Rewrite edit, Node.Collection entry) {
    List<Sourced<QueueRef>> queues = edit.entry().queues().orElse(List.of());
    boolean isSame =
        edit.joined().isEmpty()
            && queues.stream().noneMatch(queue -> edit.withdraws(queue.value()));
    if (isSame || edit.entry().queues().isEmpty()) return;
    Entry owner = entry.entry("queues").orElseThrow();
    if (!(obstacles.reach(owner.value()).orElse(null) instanceof Node.Collection list)) return;
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < queues.size(); i++) {
      if (!edit.withdraws(queues.get(i).value())) continue;
      Entry item = list.entries().get(i);
      obstacles.shareInside(edit.entry(), item);
      gone.add(item);
    }
    obstacles.share(edit.entry(), list);
    entries.change(owner, list, gone, edit.joined().stream().map(CanonicalEntry::item).toList());
  }

  /// Changes the list of codes of a queue.
  ///
  /// @param queues by their names
  void codes(Node.Collection queues, Offer offer, Map<String, Edit.OfEntry> edits) {
    Entry owner = queues.entry(offer.queue().value()).orElseThrow();
    if (!(obstacles.reach(owner.value()).orElse(null) instanceof Node.Collection list)) return;
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Entry item : list.entries()) {
      String code = item.text().orElseThrow();
      Edit.OfEntry edit = edits.get(code);
      if (edit == null) continue;
      Optional<String> now = called(edit, offer);
      if (now.equals(Optional.of(code))) continue;
      DesiredCode entry = edit.entry();
      obstacles.share(entry, queues);
      obstacles.share(entry, list);
      if (now.isEmpty()) {
        obstacles.shareInside(entry, item);
        gone.add(item);
      } else {
        obstacles.share(entry, item.value());
        scalars.value(item.value(), now.get(), list.isFlow());
      }
    }
    if (!gone.isEmpty()) entries.change(owner, list, gone, List.of());
  }
}

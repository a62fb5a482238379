package dev.wrapup.files.write;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.yaml.Document;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.files.yaml.TextEdits;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Goes to everything that edits touch in a text, writes the changes, and notes what stands in the
/// way.
public final class EditPass {
  private static final int STEP = 2;

  private final Document document;
  private final FileSpec spec;
  private final TextEdits changes = new TextEdits();
  private final ScalarEdit scalars;
  private final EntryEdit entries;
  private final Obstacles obstacles;

  public EditPass(Document document, FileSpec spec) {
    this.document = document;
    this.spec = spec;
    this.scalars = new ScalarEdit(document.text(), changes);
    this.entries = new EntryEdit(document.text(), changes);
    this.obstacles = new Obstacles(document);
  }

  public TextEdits changes() {
    return changes;
  }

  public Obstacles obstacles() {
    return obstacles;
  }

  /// Changes entries of a map by code.
  ///
  /// @param key of the map, `codes` or `override`
  public void write(String key, List<Edit> edits, List<CanonicalEntry> additions) {
    if (edits.isEmpty() && additions.isEmpty()) return;
    Optional<Entry> there = document.root().entry(key);
    if (there.isEmpty()) {
      open(key, additions);
      return;
    }
    Entry owner = there.get();
    if (!(obstacles.reach(owner.value()).orElse(null) instanceof Node.Collection codes)) return;
    Map<String, Entry> byKey = new HashMap<>();
    codes.entries().forEach(entry -> byKey.put(entry.name(), entry));
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> rewrite(codes, entry(byKey, rewrite.entry()), rewrite);
        case Edit.Removal removal -> {
          Entry entry = entry(byKey, removal.entry());
          obstacles.share(removal.entry(), codes);
          obstacles.shareInside(removal.entry(), entry);
          gone.add(entry);
        }
        case Edit.Addition ignored -> {}
      }
    }
    if (gone.isEmpty() && additions.isEmpty()) return;
    List<EntryEdit.Added> added = additions.stream().map(entry -> added(codes, entry)).toList();
    boolean isFirst = codes.entries().isEmpty() && !document.root().isFlow();
    if (isFirst) entries.openLines(owner, codes, document.root().column() + STEP, added);
    else entries.change(owner, codes, gone, added);
  }

  /// Makes the map of first entries.
  private void open(String key, List<CanonicalEntry> additions) {
    List<String> lines = new ArrayList<>(List.of(key + ":"));
    for (CanonicalEntry entry : additions) {
      entry.lines(STEP).forEach(line -> lines.add(" ".repeat(STEP) + line));
    }
    String inFlow =
        additions.stream()
            .map(CanonicalEntry::inFlow)
            .collect(Collectors.joining(", ", key + ": {", "}"));
    EntryEdit.Added map = new EntryEdit.Added(lines, inFlow);
    new KeyEdit(entries, spec.file().names()).add(document.root(), Set.of(), Map.of(key, map));
  }

  private static Entry entry(Map<String, Entry> byKey, DesiredCode code) {
    Entry entry = byKey.get(code.key());
    if (entry == null) throw new IllegalStateException("not in this file: " + code.key());
    return entry;
  }

  private static EntryEdit.Added added(Node.Collection codes, CanonicalEntry declaration) {
    int step = STEP;
    if (!codes.entries().isEmpty()
        && codes.entries().getLast().value() instanceof Node.Collection c
        && !c.isFlow()) {
      step = c.column() - codes.column();
    }
    return new EntryEdit.Added(declaration.lines(step), declaration.inFlow());
  }

  private void rewrite(Node.Collection codes, Entry entry, Edit.Rewrite edit) {
    obstacles.share(edit.entry(), codes);
    if (edit.isRename()) {
      Node key = entry.key().orElseThrow();
      obstacles.share(edit.entry(), key);
      scalars.key(key, edit.code(), codes.isFlow());
    }
    if (!(obstacles.reach(entry.value()).orElse(null) instanceof Node.Collection map)) return;
    obstacles.share(edit.entry(), map);
    if (edit.isRename()) renamePreviously(edit, map);
    for (Field field : edit.entry().values().keySet()) {
      Value value = edit.values().get(field);
      if (value == null) continue;
      Entry part = map.entry(field.name()).orElseThrow();
      Optional<Node> node = obstacles.reach(part.value());
      if (node.isEmpty()) continue;
      obstacles.share(edit.entry(), node.get());
      switch (value) {
        case Value.Text text -> scalars.value(node.get(), text.text(), map.isFlow());
        case Value.Outcomes outcomes ->
            outcomes(edit.entry(), map, part, (Node.Collection) node.get(), outcomes);
      }
    }
    new OfferEdit(entries, scalars, obstacles).queues(edit, map);
    // behind the last outcome that is added, where both are to stand at the end
    parts(edit, codes, entry, map);
  }

  /// Fields that come or go, and the code that the entry had.
  private void parts(Edit.Rewrite edit, Node.Collection codes, Entry owner, Node.Collection map) {
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Field field : edit.unmanaged()) {
      Entry part = map.entry(field.name()).orElseThrow();
      obstacles.shareInside(edit.entry(), part);
      gone.add(part);
    }
    Map<String, EntryEdit.Added> added = new HashMap<>();
    edit.values()
        .forEach(
            (field, value) -> {
              if (edit.entry().values().containsKey(field)) return;
              String name = field.name();
              String inFlow = name + ": " + CanonicalEntry.inLine(value, true);
              added.put(name, new EntryEdit.Added(CanonicalEntry.lines(name, value), inFlow));
            });
    if (edit.entry().queues().isEmpty() && !edit.joined().isEmpty()) {
      added.put("queues", CanonicalEntry.queues(edit.joined()));
    }
    if (edit.isNewlyListed()) {
      list("previously", map, edit.entry().key(), added)
          .ifPresent(list -> obstacles.share(edit.entry(), list));
    }
    new KeyEdit(entries, spec.file().map("codes").names())
        .change(owner, map, codes.isFlow() ? 0 : codes.column() + STEP, gone, added);
  }

  /// Puts a code at the head of a list, or makes the list.
  ///
  /// @param added where a new list is put
  /// @return the list that was there
  private Optional<Node> list(
      String name, Node.Collection map, String code, Map<String, EntryEdit.Added> added) {
    Optional<Node> there = map.entry(name).flatMap(entry -> obstacles.reach(entry.value()));
    if (there.orElse(null) instanceof Node.Collection list) {
      entries.insert(list, 0, Set.of(), List.of(item(code)));
    } else if (map.entry(name).isEmpty()) {
      String inFlow = "%s: [%s]".formatted(name, Scalars.of(code, true));
      added.put(name, new EntryEdit.Added(List.of(inFlow), inFlow));
    }
    return there;
  }

  private static EntryEdit.Added item(String code) {
    return new EntryEdit.Added(List.of("- " + Scalars.of(code, false)), Scalars.of(code, true));
  }

  /// Takes codes out of what queues are to offer, and calls others there as they are called now.
  ///
  /// @param offers of this file that change
  /// @param edits by the code that they change
  public void offer(List<Offer> offers, Map<String, Edit.OfEntry> edits) {
    if (offers.isEmpty()) return;
    Entry owner = document.root().entry("offers").orElseThrow();
    if (!(obstacles.reach(owner.value()).orElse(null) instanceof Node.Collection queues)) return;
    OfferEdit edit = new OfferEdit(entries, scalars, obstacles);
    offers.forEach(offer -> edit.codes(queues, offer, edits));
  }

  /// Lists codes among those that shall not exist, and takes others out.
  public void retire(List<String> codes, Set<String> revived) {
    Node.Collection root = document.root();
    List<EntryEdit.Added> items = codes.stream().map(EditPass::item).toList();
    Optional<Entry> owner = root.entry("retired");
    if (owner.isEmpty()) {
      if (codes.isEmpty()) return;
      List<String> lines = new ArrayList<>(List.of("retired:"));
      items.forEach(item -> lines.add(" ".repeat(STEP) + item.lines().getFirst()));
      String inFlow =
          items.stream()
              .map(EntryEdit.Added::inFlow)
              .collect(Collectors.joining(", ", "retired: [", "]"));
      EntryEdit.Added list = new EntryEdit.Added(lines, inFlow);
      new KeyEdit(entries, spec.file().names()).add(root, Set.of(), Map.of("retired", list));
    } else if (obstacles.reach(owner.get().value()).orElse(null) instanceof Node.Collection list) {
      Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
      list.entries().stream()
          .filter(item -> item.text().filter(revived::contains).isPresent())
          .forEach(gone::add);
      if (items.isEmpty() && gone.isEmpty()) return;
      boolean isFirst = list.entries().isEmpty() && !root.isFlow();
      if (isFirst) entries.openLines(owner.get(), list, root.column() + STEP, items);
      else if (gone.isEmpty()) entries.insert(list, list.entries().size(), gone, items);
      else entries.change(owner.get(), list, gone, items);
    }
  }

  /// A code that was renamed to one that it had before: it had the other one since.
  private void renamePreviously(Edit.Rewrite edit, Node.Collection map) {
    if (!edit.entry().lists(edit.code())) return;
    Entry part = map.entry("previously").orElseThrow();
    if (!(obstacles.reach(part.value()).orElse(null) instanceof Node.Collection list)) return;
    obstacles.share(edit.entry(), list);
    for (Entry item : list.entries()) {
      if (!item.text().equals(Optional.of(edit.code()))) continue;
      obstacles.share(edit.entry(), item.value());
      scalars.value(item.value(), edit.entry().key(), list.isFlow());
    }
  }

  private void outcomes(
      DesiredCode code,
      Node.Collection entry,
      Entry owner,
      Node.Collection list,
      Value.Outcomes wanted) {
    OutcomeEdit edit = OutcomeEdit.of(list, wanted);
    edit.renamed()
        .forEach(
            (item, name) -> {
              if (!(obstacles.reach(item.value()).orElse(null) instanceof Node.Collection map))
                return;
              obstacles.share(code, map);
              Node node = map.entry("name").orElseThrow().value();
              obstacles.share(code, node);
              scalars.value(node, name, map.isFlow());
            });
    edit.gone().forEach(item -> obstacles.shareInside(code, item));
    List<EntryEdit.Added> added = new ArrayList<>();
    for (Value.Outcome outcome : edit.added()) {
      String inBraces = CanonicalEntry.inBraces(outcome);
      added.add(new EntryEdit.Added(List.of("- " + inBraces), inBraces));
    }
    boolean areFirst = list.entries().isEmpty() && !entry.isFlow() && !added.isEmpty();
    if (areFirst) entries.openLines(owner, list, entry.column() + STEP, added);
    else entries.change(owner, list, edit.gone(), added);
  }
}

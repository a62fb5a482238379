package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Document;
import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.files.yaml.TextEdits;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Goes to everything that edits touch in a text, writes the changes, and notes what stands in the
/// way: an alias on the path, and values that an alias elsewhere repeats.
public final class EditPass {
  private static final int STEP = 2;

  private final Document document;
  private final TextEdits splice = new TextEdits();
  private final ScalarEdit scalars;
  private final EntryEdit entries;
  private final Map<Integer, Node.Alias> aliases = new TreeMap<>();
  private final Set<Shared> shared = new LinkedHashSet<>();
  private final Map<String, Entry> byKey = new HashMap<>();

  /// An entry that can't change without another one.
  ///
  /// @param anchor by whose name the other repeats it
  public record Shared(DesiredCode entry, String anchor) {}

  public EditPass(Document document) {
    this.document = document;
    this.scalars = new ScalarEdit(document.text(), splice);
    this.entries = new EntryEdit(document.text(), splice);
  }

  public TextEdits splice() {
    return splice;
  }

  /// Aliases on the way to a change. While there is one, the splice is of no use.
  public Collection<Node.Alias> aliases() {
    return aliases.values();
  }

  public Set<Shared> shared() {
    return shared;
  }

  public void write(List<Edit> edits, List<CanonicalEntry> additions) {
    Entry owner = document.root().entry("codes").orElseThrow();
    if (!(reach(owner.value()).orElse(null) instanceof Node.Collection codes)) return;
    codes.entries().forEach(entry -> byKey.put(entry.name(), entry));
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> rewrite(codes, rewrite);
        case Edit.Removal removal -> {
          Entry entry = entry(removal.entry());
          share(removal.entry(), codes);
          shareInside(removal.entry(), entry);
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

  private Entry entry(DesiredCode code) {
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

  private void rewrite(Node.Collection codes, Edit.Rewrite edit) {
    Entry entry = entry(edit.entry());
    share(edit.entry(), codes);
    if (edit.isRename()) {
      Node key = entry.key().orElseThrow();
      share(edit.entry(), key);
      scalars.key(key, edit.code(), codes.isFlow());
    }
    if (!(reach(entry.value()).orElse(null) instanceof Node.Collection map)) return;
    share(edit.entry(), map);
    if (edit.isRename()) renamePreviously(edit, map);
    for (Field field : edit.entry().values().keySet()) {
      Value value = edit.values().get(field);
      if (value == null) continue;
      Entry part = map.entry(field.name()).orElseThrow();
      Optional<Node> node = reach(part.value());
      if (node.isEmpty()) continue;
      share(edit.entry(), node.get());
      switch (value) {
        case Value.Text text -> scalars.value(node.get(), text.text(), map.isFlow());
        case Value.Outcomes outcomes ->
            outcomes(edit.entry(), part, (Node.Collection) node.get(), outcomes);
      }
    }
  }

  /// A code that was renamed to one that it had before: it had the other one since.
  private void renamePreviously(Edit.Rewrite edit, Node.Collection map) {
    if (!edit.entry().lists(edit.code())) return;
    Entry part = map.entry("previously").orElseThrow();
    if (!(reach(part.value()).orElse(null) instanceof Node.Collection list)) return;
    share(edit.entry(), list);
    for (Entry item : list.entries()) {
      if (!item.text().equals(Optional.of(edit.code()))) continue;
      share(edit.entry(), item.value());
      scalars.value(item.value(), edit.entry().key(), list.isFlow());
    }
  }

  private void outcomes(
      DesiredCode code, Entry owner, Node.Collection list, Value.Outcomes wanted) {
    OutcomeEdit edit = OutcomeEdit.of(list, wanted);
    edit.renamed()
        .forEach(
            (item, name) -> {
              if (!(reach(item.value()).orElse(null) instanceof Node.Collection map)) return;
              share(code, map);
              Node node = map.entry("name").orElseThrow().value();
              share(code, node);
              scalars.value(node, name, map.isFlow());
            });
    edit.gone().forEach(item -> shareInside(code, item));
    List<EntryEdit.Added> added = new ArrayList<>();
    for (Value.Outcome outcome : edit.added()) {
      String inBraces = CanonicalEntry.inBraces(outcome);
      added.add(new EntryEdit.Added(List.of("- " + inBraces), inBraces));
    }
    entries.change(owner, list, edit.gone(), added);
  }

  /// A node on the way; empty if there is an alias instead, which is noted.
  private Optional<Node> reach(Node node) {
    if (node instanceof Node.Alias alias) {
      aliases.put(alias.start(), alias);
      return Optional.empty();
    }
    return Optional.of(node);
  }

  /// Notes if a node that changes is repeated somewhere.
  private void share(DesiredCode code, Node node) {
    if (document.aliases(node).isEmpty()) return;
    shared.add(new Shared(code, node.anchor().orElseThrow()));
  }

  /// Notes if something in an entry that goes is repeated outside of it.
  private void shareInside(DesiredCode code, Entry entry) {
    entry.key().ifPresent(key -> shareInside(code, entry, key));
    shareInside(code, entry, entry.value());
  }

  private void shareInside(DesiredCode code, Entry entry, Node node) {
    for (Node.Alias alias : document.aliases(node)) {
      boolean isInside = alias.start() >= entry.start() && alias.end() <= entry.value().end();
      if (!isInside) shared.add(new Shared(code, alias.name()));
    }
    if (!(node instanceof Node.Collection c)) return;
    for (Entry inner : c.entries()) {
      inner.key().ifPresent(key -> shareInside(code, entry, key));
      shareInside(code, entry, inner.value());
    }
  }
}

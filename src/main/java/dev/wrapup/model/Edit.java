package dev.wrapup.model;

import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One change of what files declare.
public sealed interface Edit {
  /// A change of an entry that is there.
  sealed interface OfEntry extends Edit {
    /// As the files have it.
    DesiredCode entry();
  }

  /// An entry says other values, and maybe another code.
  ///
  /// @param entry as the files have it
  /// @param code what its key becomes; the same for no other
  /// @param values of fields that shall say something else, or are not declared yet
  /// @param unmanaged declared fields that are taken out
  /// @param withdrawn queues that are no longer to offer it: taken out of its entry and of `offers`
  ///   that name them, not out of those by a pattern
  /// @param undeclared the same of queues that are known by what the files call them alone
  /// @param joined queues that are to offer it as well, by its entry
  /// @param isListed whether the code that it had goes under `previously`
  /// @param apart fields that go under `override` in a file of the target's own, if no override has
  ///   them yet: the entry is another target's too
  record Rewrite(
      DesiredCode entry,
      String code,
      Map<Field, Value> values,
      Set<Field> unmanaged,
      Set<Queue> withdrawn,
      Set<QueueRef> undeclared,
      List<QueueRef> joined,
      boolean isListed,
      Set<Field> apart)
      implements OfEntry {
    public Rewrite {
      values = Map.copyOf(values);
      unmanaged = Set.copyOf(unmanaged);
      withdrawn = Set.copyOf(withdrawn);
      undeclared = Set.copyOf(undeclared);
      joined = List.copyOf(joined);
      apart = Set.copyOf(apart);
    }

    /// An entry that says what is live, which is known by its new code already.
    public Rewrite(DesiredCode entry, String code, Map<Field, Value> values, Set<Queue> withdrawn) {
      this(entry, code, values, Set.of(), withdrawn, false);
    }

    /// An entry that says nothing else of queues.
    public Rewrite(
        DesiredCode entry,
        String code,
        Map<Field, Value> values,
        Set<Field> unmanaged,
        boolean isListed) {
      this(entry, code, values, unmanaged, Set.of(), isListed);
    }

    /// An entry that no other queue is to offer.
    public Rewrite(
        DesiredCode entry,
        String code,
        Map<Field, Value> values,
        Set<Field> unmanaged,
        Set<Queue> withdrawn,
        boolean isListed) {
      this(entry, code, values, unmanaged, withdrawn, Set.of(), List.of(), isListed, Set.of());
    }

    /// The same with what changes of its queues.
    public Rewrite with(Set<QueueRef> undeclared, List<QueueRef> joined) {
      return new Rewrite(
          entry, code, values, unmanaged, withdrawn, undeclared, joined, isListed, apart);
    }

    /// The same with fields that are to stand apart from the entry.
    public Rewrite apart(Set<Field> apart) {
      return new Rewrite(
          entry, code, values, unmanaged, withdrawn, undeclared, joined, isListed, apart);
    }

    /// The same with other values.
    public Rewrite with(Map<Field, Value> values) {
      return new Rewrite(
          entry, code, values, unmanaged, withdrawn, undeclared, joined, isListed, apart);
    }

    /// Whether it changes nothing.
    public boolean isEmpty() {
      return !isRename()
          && values.isEmpty()
          && unmanaged.isEmpty()
          && withdrawn.isEmpty()
          && undeclared.isEmpty()
          && joined.isEmpty();
    }

    /// Whether a queue is no longer to offer it, by the name that a file gives that queue.
    public boolean withdraws(QueueRef queue) {
      return undeclared.contains(queue) || withdrawn.stream().anyMatch(queue::mayMean);
    }

    public boolean isRename() {
      return !entry.key().equals(code);
    }

    /// Whether the code that it had is a new one under `previously`: of two that change back and
    /// forth, the one takes the place of the other.
    public boolean isNewlyListed() {
      return isListed && isRename() && !entry.lists(code);
    }
  }

  /// An entry goes.
  record Removal(DesiredCode entry) implements OfEntry {}

  /// A code that no file declares gets an entry.
  ///
  /// @param id of the live code, if there is one
  /// @param values of fields that are managed
  /// @param queues that are to offer it; none if its entry says nothing of them
  /// @param previously codes that it had before, the latest first
  record Addition(
      String code,
      Optional<String> id,
      Map<Field, Value> values,
      List<QueueRef> queues,
      List<String> previously)
      implements Edit {
    public Addition {
      values = Map.copyOf(values);
      queues = List.copyOf(queues);
      previously = List.copyOf(previously);
    }

    /// A code whose entry says nothing else.
    public Addition(String code, Optional<String> id, Map<Field, Value> values) {
      this(code, id, values, List.of(), List.of());
    }

    /// The same with queues.
    public Addition with(List<QueueRef> queues) {
      return new Addition(code, id, values, queues, previously);
    }

    /// Of a live code: all that a file can declare of it.
    public static Addition of(Dialect dialect, LiveCode live) {
      Map<Field, Value> values = new HashMap<>();
      for (Field field : dialect.fields()) {
        Value value = live.value(field);
        if (field.obstacle(value).isEmpty()) values.put(field, value);
      }
      return new Addition(live.code(), Optional.of(live.id()), values);
    }
  }
}

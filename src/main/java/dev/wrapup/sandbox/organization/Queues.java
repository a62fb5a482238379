package dev.wrapup.sandbox.organization;

import dev.wrapup.sandbox.organization.Organization.Stored;
import java.util.List;

/// The queues of an organization, where its API has them. A code that is deleted leaves them.
public final class Queues extends Table<Queue> {
  private final Table<Stored> codes;

  Queues(Table<Stored> codes) {
    super(Queue::id);
    this.codes = codes;
  }

  /// Lets agents of a queue pick these codes too.
  ///
  /// @return whether there are such a queue and all of the codes; otherwise nothing changes
  public boolean offer(String queue, List<String> ids) {
    return change(
        rows -> {
          Queue old = rows.get(queue);
          boolean areThere = ids.stream().allMatch(id -> codes.get(id).isPresent());
          if (old == null || !areThere) return false;
          rows.put(queue, old.with(ids));
          return true;
        });
  }

  /// @return whether the queue had the code
  public boolean withdraw(String queue, String id) {
    return change(
        rows -> {
          Queue old = rows.get(queue);
          if (old == null || !old.codes().contains(id)) return false;
          rows.put(queue, old.without(id));
          return true;
        });
  }
}

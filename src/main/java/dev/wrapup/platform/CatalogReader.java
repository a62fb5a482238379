package dev.wrapup.platform;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the live catalog of one API.
public interface CatalogReader extends CatalogSource {
  /// Whether the client may change codes.
  boolean mayWrite();

  /// How long reads may lag behind writes.
  ConsistencyWait lag();

  /// Queues that offer some codes.
  ///
  /// @param tell takes the estimated cost beforehand, for users
  /// @return empty if the API has no queues
  Optional<Usage> offers(Set<String> ids, Consumer<String> tell);

  /// Names of the queues that picks are told by.
  ///
  /// @return by id; empty where the API tells none
  Map<String, String> queues();

  /// All current codes, without references.
  ///
  /// @throws IncompleteCatalogException if the listing is not whole
  List<LiveCode> codes();

  /// Whether the API has optimistic locking.
  boolean locks();

  /// Compares two states of a code by when they were made, as far as the API tells.
  ///
  /// @return negative if the first is the older one, 0 if nobody can say
  int compare(LiveCode one, LiveCode other);

  /// Whether a code is the result of one write of this client, without an edit by others in between
  /// or since.
  ///
  /// @param before the replaced code; empty for a create
  /// @param earliest time at which it can have been sent
  boolean isOurs(Optional<LiveCode> before, LiveCode now, Instant earliest);

  /// Ids of the codes that a queue offers.
  ///
  /// @return empty if there is no queue with that id
  Optional<Set<String>> codesOf(String queue);

  /// Reads one code.
  ///
  /// @return empty if there is none with that id
  Optional<LiveCode> read(String id);

  /// Those of some ids that the API tells to be of deleted codes. Where it doesn't tell, or not to
  /// this client: none.
  Set<String> deleted(List<String> ids);
}

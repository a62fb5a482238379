package dev.wrapup.platform;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Editor;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the live catalog of one API.
public interface CatalogReader {
  /// The id of the organization; empty if the API doesn't give it.
  Optional<String> organization();

  /// Whether the client may change codes.
  boolean mayWrite();

  /// How long reads may lag behind writes.
  ConsistencyWait lag();

  /// The complete catalog, with references to its codes.
  ///
  /// @param pinned ids in the files; one that isn't listed is read individually
  /// @throws IncompleteCatalogException if it is not complete
  /// @throws HttpFailure if the API can't be read
  Catalog snapshot(Collection<String> pinned);

  /// Adds codes that the listing may have skipped because of concurrent deletes, by listing once
  /// more where it can't detect that itself.
  ///
  /// @throws IncompleteCatalogException if it is not complete
  Catalog again(Catalog before);

  /// References to some codes, where a snapshot lacks them.
  ///
  /// @param ids of the codes; for none, only unreadable sources are returned
  /// @param tell takes the estimated cost beforehand, for users
  /// @return empty if a snapshot has them all
  Optional<Usage> usage(Set<String> ids, Consumer<String> tell);

  /// Queues that offer some codes.
  ///
  /// @param tell takes the estimated cost beforehand, for users
  /// @return empty if the API has no queues
  Optional<Usage> offers(Set<String> ids, Consumer<String> tell);

  /// How often codes were picked from one day to another (UTC). What the API doesn't tell, or not
  /// to this client, or what it doesn't answer, is unknown.
  Picks picks(LocalDate first, LocalDate last);

  /// Names of the queues that picks are told by.
  ///
  /// @return by id; empty where the API tells none
  Map<String, String> queues();

  /// Resolves editor ids, on a best-effort basis and up to a limit.
  ///
  /// @return by id
  Map<String, Editor> editors(Collection<String> ids);

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

  /// The queues, as far as the API has any and they are seen, with the codes of those that are
  /// named.
  ///
  /// @throws IncompleteCatalogException if they could not be listed
  Queues queues(QueueNames names);

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

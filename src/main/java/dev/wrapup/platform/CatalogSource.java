package dev.wrapup.platform;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Editor;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// All that a plan is made of: the catalog of one API, or what a snapshot of it shows.
public interface CatalogSource {
  /// The id of the organization; empty if the API doesn't give it.
  Optional<String> organization();

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

  /// How often codes were picked from one day to another (UTC). What the API doesn't tell, or not
  /// to this client, or what it doesn't answer, is unknown.
  Picks picks(LocalDate first, LocalDate last);

  /// Resolves editor ids, on a best-effort basis and up to a limit.
  ///
  /// @return by id
  Map<String, Editor> editors(Collection<String> ids);

  /// The queues, as far as the API has any and they are seen, with the codes of those that are
  /// named.
  ///
  /// @throws IncompleteCatalogException if they could not be listed
  Queues queues(QueueNames names);
}

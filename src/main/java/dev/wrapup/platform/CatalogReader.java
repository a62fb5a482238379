package dev.wrapup.platform;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Editor;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a live catalog through one API. Can't write.
public interface CatalogReader {
  /// The id of the organization; empty if the API doesn't tell.
  Optional<String> organization();

  /// Whether the client may change codes.
  boolean mayWrite();

  /// How long a code may still read as it was after it was written.
  ConsistencyWait lag();

  /// The whole catalog, with who refers to its codes.
  ///
  /// @param pinned ids that files name; one that isn't listed is asked for by itself
  /// @throws IncompleteCatalogException if it is not whole
  /// @throws HttpFailure if the API can't be read
  Catalog snapshot(Collection<String> pinned);

  /// The same with the codes that its listing may have skipped, since others deleted codes before
  /// them meanwhile: they are listed once more where a listing can't tell that by itself.
  ///
  /// @throws IncompleteCatalogException if it is not whole
  Catalog again(Catalog before);

  /// Who refers to some codes, where a snapshot doesn't tell it.
  ///
  /// @param ids of the codes; for none, only what can't be read is told
  /// @param tell takes what it will cost, for people, before it is spent
  /// @return empty if a snapshot tells it all
  Optional<Usage> usage(Set<String> ids, Consumer<String> tell);

  /// Who stands behind ids that codes carry. Names are a courtesy: what can't be read is left out,
  /// and only so many are asked for.
  ///
  /// @return by id
  Map<String, Editor> editors(Collection<String> ids);

  /// All codes as they are now, without who refers to them.
  ///
  /// @throws IncompleteCatalogException if the listing is not whole
  List<LiveCode> codes();

  /// Whether a write is refused over another revision than the one that it names, however late it
  /// is carried out.
  boolean locks();

  /// Whether a code is as one write of this client left it, with nobody's edit between that write
  /// and what it replaced, or since.
  ///
  /// @param before what the write was to replace; empty for a create
  /// @param earliest when it can have been sent
  boolean isOurs(Optional<LiveCode> before, LiveCode now, Instant earliest);

  /// One code.
  ///
  /// @return empty if there is none with that id
  Optional<LiveCode> read(String id);
}

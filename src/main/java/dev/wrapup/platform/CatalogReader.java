package dev.wrapup.platform;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.LiveCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads a live catalog through one API. Can't write.
public interface CatalogReader {
  /// The whole catalog, with who refers to its codes.
  ///
  /// @param pinned ids that files name; one that isn't listed is asked for by itself
  /// @throws IncompleteCatalog if it is not whole
  /// @throws HttpFailure if the API can't be read
  Catalog snapshot(Collection<String> pinned);

  /// All codes as they are now, without who refers to them.
  ///
  /// @throws IncompleteCatalog if the listing is not whole
  List<LiveCode> codes();

  /// One code.
  ///
  /// @return empty if there is none with that id
  Optional<LiveCode> read(String id);
}

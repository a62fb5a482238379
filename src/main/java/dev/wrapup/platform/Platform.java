package dev.wrapup.platform;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Login;
import dev.wrapup.http.RateBudget;
import dev.wrapup.http.Secret;
import java.net.URI;
import java.util.List;

/// One API: where it is, how to log in to it, and what reads and writes it.
public interface Platform {
  /// The environment of that name.
  ///
  /// @throws IllegalArgumentException if there is none, with what may be written
  Environment environment(String name);

  /// A place where the API runs.
  ///
  /// @param name by which files and reports know it
  record Environment(String name, URI base) {}

  /// How a client logs in.
  ///
  /// @param base the origin that is meant, which may be another than the environment's
  /// @param writes whether the run shall be able to write
  Login login(URI base, String id, Secret secret, boolean writes);

  /// What a client needs to read a catalog, or to write to it as well.
  List<String> rights(boolean writes);

  /// The rate to keep where nobody gives another.
  RateBudget budget();

  CatalogReader reader(ApiClient client);

  CatalogWriter writer(ApiClient client);
}

package dev.wrapup.platform;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Login;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.secret.Secret;
import java.net.URI;
import java.util.List;

/// One API: its environments, login, reader and writer.
public interface Platform {
  /// The environment of that name.
  ///
  /// @throws IllegalArgumentException if there is none, with the valid names
  Environment environment(String name);

  /// A deployment of the API.
  ///
  /// @param name in files and reports
  record Environment(String name, URI base) {}

  /// How a client logs in.
  ///
  /// @param base the origin, which may differ from that of the environment
  /// @param writes whether the run shall be able to write
  Login login(URI base, String id, Secret secret, boolean writes);

  /// The scopes or permissions to read a catalog, or to write as well.
  List<String> rights(boolean writes);

  /// The default rate limit.
  RateBudget budget();

  CatalogReader reader(ApiClient client);

  CatalogWriter writer(ApiClient client);
}

package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Login;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The public API of Genesys Cloud.
public final class GenesysCloud implements Platform {
  /// The documented rate limit per token (the vendor's API limits, read 2026-11-24).
  private static final int REQUESTS_A_MINUTE = 300;

  private final Dialect dialect;

  /// One reader per client, which caches slowly changing data.
  private final Map<ApiClient, GenesysCloudReader> readers = new ConcurrentHashMap<>();

  /// @param dialect whose fields its codes have
  public GenesysCloud(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Environment environment(String name) {
    return Region.of(name)
        .map(region -> new Environment(region.id(), region.api()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no region '%s'; %s"
                        .formatted(name, Suggestion.among(name, regions()))));
  }

  /// The ids of the vendor's regions, in alphabetical order.
  public static List<String> regions() {
    return Region.ids();
  }

  @Override
  public Login login(URI base, String id, Secret secret, boolean writes) {
    return new Login.ByHeader(Region.login(base), id, secret);
  }

  @Override
  public List<String> rights(boolean writes) {
    List<String> rights = new ArrayList<>(List.of(Divisions.VIEW));
    if (writes) rights.addAll(Divisions.WRITES);
    return rights;
  }

  @Override
  public RateBudget budget() {
    return RateBudget.untilTold(REQUESTS_A_MINUTE, Duration.ofMinutes(1));
  }

  @Override
  public GenesysCloudReader reader(ApiClient client) {
    return readers.computeIfAbsent(client, key -> new GenesysCloudReader(key, dialect));
  }

  @Override
  public CatalogWriter writer(ApiClient client) {
    GenesysCloudReader reader = reader(client);
    return new GenesysCloudWriter(client, reader, reader.lag());
  }
}

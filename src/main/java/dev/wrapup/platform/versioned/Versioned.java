package dev.wrapup.platform.versioned;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.Login;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Dialect;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.Platform;
import java.net.URI;
import java.util.List;

/// The versioned API.
public final class Versioned implements Platform {
  private final Dialect dialect;

  /// @param dialect whose fields its codes have
  public Versioned(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Environment environment(String name) {
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException("not the name of an environment: " + name);
    }
    return new Environment(name, URI.create("https://" + name + ".mygen.com"));
  }

  @Override
  public Login login(URI base, String id, Secret secret, boolean writes) {
    return new Login.ByForm(id, secret, rights(writes));
  }

  @Override
  public List<String> rights(boolean writes) {
    return writes ? VersionedWriter.SCOPES : VersionedReader.SCOPES;
  }

  @Override
  public RateBudget budget() {
    return RateBudget.unlimited();
  }

  @Override
  public CatalogReader reader(ApiClient client) {
    return new VersionedReader(client, dialect);
  }

  @Override
  public CatalogWriter writer(ApiClient client) {
    return new VersionedWriter(client, dialect);
  }
}

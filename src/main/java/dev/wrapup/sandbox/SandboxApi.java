package dev.wrapup.sandbox;

import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.genesyscloud.CloudApi;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.versioned.VersionedApi;
import java.net.URI;
import java.util.List;

/// What the sandbox has of a dialect: its calls.
record SandboxApi(Dialect dialect, Routes routes) {
  private static final List<SandboxApi> ALL =
      List.of(
          new SandboxApi(Dialect.VERSIONED, VersionedApi::new),
          new SandboxApi(
              Dialect.GENESYS_CLOUD,
              (organization, settings, url) -> new CloudApi(organization, settings)));

  interface Routes {
    ApiRoutes of(Organization organization, Settings settings, URI url);
  }

  /// That of a dialect, whatever fields it has.
  static SandboxApi of(Dialect dialect) {
    return ALL.stream()
        .filter(one -> one.dialect.api().equals(dialect.api()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("SandboxApi lacks " + dialect.api()));
  }
}

package dev.wrapup;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.ClientSettings;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.Platform;
import dev.wrapup.platform.genesyscloud.GenesysCloud;
import dev.wrapup.platform.genesyscloud.GenesysCloudReader;
import dev.wrapup.platform.genesyscloud.GenesysCloudWriter;
import dev.wrapup.platform.versioned.Versioned;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A dialect under test, and what of the common contract it can't keep.
public enum Kind {
  VERSIONED(Dialect.VERSIONED, Versioned::new, "PATCH", true),
  GENESYS_CLOUD(Dialect.GENESYS_CLOUD, GenesysCloud::new, "PUT", false);

  @SuppressWarnings("ImmutableEnumChecker") // it is; nobody says so where it is declared
  private final Dialect dialect;

  @SuppressWarnings("ImmutableEnumChecker") // it has no state
  private final Function<Dialect, Platform> platform;

  private final String update;
  private final boolean locks;

  Kind(Dialect dialect, Function<Dialect, Platform> platform, String update, boolean locks) {
    this.dialect = dialect;
    this.platform = platform;
    this.update = update;
    this.locks = locks;
  }

  public Dialect dialect() {
    return dialect;
  }

  /// A new one: it may remember its clients.
  public Platform platform() {
    return platform(dialect);
  }

  /// One whose codes have other fields.
  public Platform platform(Dialect other) {
    return platform.apply(other);
  }

  /// The method of an update.
  public String update() {
    return update;
  }

  /// Whether a write names the revision that it replaces, so that an edit at any time before it is
  /// kept. Else a code is read, and what somebody writes between that and our write is lost.
  public boolean locks() {
    return locks;
  }

  /// What a new code has in a field of which nothing was said.
  public Value unsaid(Field field) {
    return field.isScope() ? new Value.Text("*") : field.empty();
  }

  /// The entry of a new code of which the first field is that text.
  public String entry(String code, String text) {
    StringBuilder entry =
        new StringBuilder("  %s: {%s: %s".formatted(code, dialect.fields().getFirst(), text));
    for (Field field : dialect.fields()) {
      if (field.isScope()) entry.append(", %s: Sales".formatted(field));
      field.choices().stream()
          .limit(1)
          .forEach(first -> entry.append(", %s: %s".formatted(field, first)));
    }
    return entry + "}\n";
  }

  /// A writer for a server that doesn't lag: what it wrote it looks for once.
  public CatalogWriter hastyWriter(ApiClient client) {
    return writer(client, dialect, ConsistencyWait.NONE);
  }

  /// One of codes that may have other fields.
  public CatalogWriter writer(ApiClient client, Dialect other, ConsistencyWait patience) {
    return switch (this) {
      case VERSIONED -> platform(other).writer(client);
      case GENESYS_CLOUD ->
          new GenesysCloudWriter(client, new GenesysCloudReader(client, other), patience);
    };
  }

  /// A client of a server.
  public ApiClient client(URI base, RateBudget budget, Deadline deadline) {
    return new ApiClient(
        new ClientSettings(
            base,
            platform().login(base, "somebody", new Secret("s3cr3t"), true),
            budget,
            deadline,
            Map.of(),
            Optional.empty(),
            Clock.systemUTC(),
            line -> {}));
  }

  /// Both at night; by day one, where nothing that is tested asks which it is.
  static Stream<Kind> some() {
    return Stream.of(GENESYS_CLOUD, VERSIONED).limit(Seeds.count(1, 2));
  }
}

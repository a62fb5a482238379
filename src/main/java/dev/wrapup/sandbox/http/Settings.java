package dev.wrapup.sandbox.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The configuration of the server.
///
/// @param port 0 for any free one
/// @param login the only valid client; empty for any
/// @param rights the scopes or permissions of a client; a token request beyond them is rejected;
///   empty for all
/// @param lifetime of a token
/// @param limit requests per window, of a token where the API has one for each; 0 for no limit
/// @param latency added to each response
/// @param pages how `nextPage` is written
/// @param lag of eventually consistent reads, where the API has them
/// @param hidden ids of the divisions that the client may not see
public record Settings(
    int port,
    Optional<Login> login,
    Optional<List<String>> rights,
    Duration lifetime,
    int limit,
    Duration window,
    Duration latency,
    Pages pages,
    Duration lag,
    Set<String> hidden,
    List<Fault> faults) {
  /// A client's id and secret.
  public record Login(String id, String secret) {
    @Override
    public String toString() {
      return id;
    }
  }

  /// The three forms of `nextPage`.
  public enum Pages {
    CURSOR,
    PATH,
    URI
  }

  /// A server without faults on a free port that accepts any credentials.
  public static final Settings DEFAULT =
      new Settings(
          0,
          Optional.empty(),
          Optional.empty(),
          Duration.ofHours(1),
          0,
          Duration.ofMinutes(1),
          Duration.ZERO,
          Pages.CURSOR,
          Duration.ZERO,
          Set.of(),
          List.of());

  public Settings {
    rights = rights.map(List::copyOf);
    hidden = Set.copyOf(hidden);
    faults = List.copyOf(faults);
  }

  public Settings withPort(int port) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withLogin(String id, String secret) {
    Optional<Login> login = Optional.of(new Login(id, secret));
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  /// With these scopes only.
  public Settings withScopes(String... scopes) {
    Optional<List<String>> rights = Optional.of(List.of(scopes));
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withLifetime(Duration lifetime) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withLimit(int limit, Duration window) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withLatency(Duration latency) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withPages(Pages pages) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withLag(Duration lag) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withHidden(String... divisions) {
    Set<String> hidden = Set.of(divisions);
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }

  public Settings withFaults(List<Fault> faults) {
    return new Settings(
        port, login, rights, lifetime, limit, window, latency, pages, lag, hidden, faults);
  }
}

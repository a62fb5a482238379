package dev.wrapup.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the server behaves.
///
/// @param port 0 for any free one
/// @param login the one client that gets tokens; empty for any
/// @param scopes that a client may have; a token that asks for more is refused
/// @param lifetime of a token
/// @param limit how many requests there may be in a window; 0 for any number
/// @param latency added to each answer
/// @param pages how `nextPage` is written
public record Settings(
    int port,
    Optional<Login> login,
    List<String> scopes,
    Duration lifetime,
    int limit,
    Duration window,
    Duration latency,
    Pages pages,
    List<Fault> faults) {
  /// A client's id and secret.
  public record Login(String id, String secret) {
    @Override
    public String toString() {
      return id;
    }
  }

  /// The three ways in which a server may say how to go on.
  public enum Pages {
    CURSOR,
    PATH,
    URI
  }

  public static final List<String> ALL_SCOPES =
      List.of("routing:wrapupcode:read", "routing:wrapupcode:write", "routing:rule:read");

  /// A sane server on a free port that takes any credentials.
  public static final Settings DEFAULT =
      new Settings(
          0,
          Optional.empty(),
          ALL_SCOPES,
          Duration.ofHours(1),
          0,
          Duration.ofMinutes(1),
          Duration.ZERO,
          Pages.CURSOR,
          List.of());

  public Settings {
    scopes = List.copyOf(scopes);
    faults = List.copyOf(faults);
  }

  public Settings withPort(int port) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }

  public Settings withLogin(String id, String secret) {
    return new Settings(
        port,
        Optional.of(new Login(id, secret)),
        scopes,
        lifetime,
        limit,
        window,
        latency,
        pages,
        faults);
  }

  public Settings withScopes(String... scopes) {
    return new Settings(
        port, login, List.of(scopes), lifetime, limit, window, latency, pages, faults);
  }

  public Settings withLifetime(Duration lifetime) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }

  public Settings withLimit(int limit, Duration window) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }

  public Settings withLatency(Duration latency) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }

  public Settings withPages(Pages pages) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }

  public Settings withFaults(List<Fault> faults) {
    return new Settings(port, login, scopes, lifetime, limit, window, latency, pages, faults);
  }
}

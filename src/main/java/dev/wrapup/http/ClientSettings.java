package dev.wrapup.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where an API is and how to speak to it.
///
/// @param base an origin such as `https://us-east-1.mygen.com`; HTTPS, or HTTP to loopback
/// @param environment the variables that name a proxy, and those with a secret that must not be
///   told
/// @param caFile certificates (PEM) to trust beside the usual ones
/// @param log takes one line for each request that was made
public record ClientSettings(
    URI base,
    Login login,
    RateBudget budget,
    Deadline deadline,
    Map<String, String> environment,
    Optional<Path> caFile,
    Clock clock,
    Consumer<String> log) {
  public ClientSettings {
    SafeOrigin.check(base);
  }
}

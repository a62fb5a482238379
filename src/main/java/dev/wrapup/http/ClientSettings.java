package dev.wrapup.http;

import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The configuration of an API client.
///
/// @param base an origin such as `https://us-east-1.mygen.com`; HTTPS, or HTTP to loopback
/// @param environment the variables that name a proxy, and those with a secret to redact
/// @param caFile certificates (PEM) to trust beside the usual ones
/// @param log takes a line for each request
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

package dev.wrapup.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Which addresses credentials may go to.
public final class Origin {
  private Origin() {}

  /// Fails unless an address is an origin that is safe to send credentials to.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS]
  static void check(URI base) {
    String path = Optional.ofNullable(base.getPath()).orElse("");
    boolean isOrigin =
        base.getHost() != null
            && base.getUserInfo() == null
            && base.getQuery() == null
            && base.getFragment() == null
            && (path.isEmpty() || path.equals("/"));
    if (!isOrigin) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "the base URL is not an address of the form https://host",
          "set --base-url or GENESYS_BASE_URL to scheme and host alone");
    }
    if (isSafe(base)) return;
    throw new HttpFailure(
        HttpFailure.Kind.SETTINGS,
        "%s is not encrypted, and credentials go by HTTPS only".formatted(of(base)),
        "write it as https://…; plain HTTP is for this machine alone");
  }

  /// Whether what is sent there is encrypted, or stays on this machine.
  static boolean isSafe(URI url) {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    return scheme.equals("https") || (scheme.equals("http") && isLoopback(url));
  }

  /// Scheme, host and port, as reports and digests name a server.
  public static String of(URI base) {
    String port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return (base.getScheme() + "://" + base.getHost() + port).toLowerCase(Locale.ROOT);
  }

  /// Whether an address stays on this machine, judged by its text alone.
  static boolean isLoopback(URI base) {
    String host = Optional.ofNullable(base.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}

package dev.wrapup.http.connection;

import dev.wrapup.http.response.HttpFailure;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Which URLs credentials may be sent to.
public final class SafeOrigin {
  /// Also in what is no address, for it holds a space or lacks the scheme.
  private static final Pattern USER =
      Pattern.compile(
          "(?:(?<=://)|(?<=:/)(?!/))(?:\\S*|[^'\"\\n]*)@|(?<!\\w)[\\w.+-]+:(?!/)[^\\s'\"<>@]+@");

  private SafeOrigin() {}

  /// Fails unless an address is an origin that is safe to send credentials to.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS]
  public static void check(URI base) {
    String path = Optional.ofNullable(base.getPath()).orElse("");
    boolean isOrigin =
        isUsable(base)
            && base.getUserInfo() == null
            && base.getQuery() == null
            && base.getFragment() == null
            && (path.isEmpty() || path.equals("/"));
    if (!isOrigin) throw noOrigin();
    if (isSafe(base)) return;
    throw new HttpFailure(
        HttpFailure.Kind.SETTINGS,
        "%s is not encrypted, and credentials go by HTTPS only".formatted(of(base)),
        "write it as https://…; plain HTTP is for this machine alone");
  }

  /// An address that somebody gives, which may hold a password: a text that is none is not told.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if it is none
  public static URI parse(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw noOrigin();
    }
  }

  /// Whether an address tells nothing but scheme, host and port: behind those it may hold a secret.
  public static boolean isBare(String address) {
    try {
      URI url = URI.create(address);
      return isUsable(url) && address.replaceFirst("/$", "").equalsIgnoreCase(of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static HttpFailure noOrigin() {
    return new HttpFailure(
        HttpFailure.Kind.SETTINGS,
        "the base URL is not an address of the form https://host",
        "set --base-url or GENESYS_BASE_URL to scheme and host alone");
  }

  /// Whether requests can be sent to an address at all: the client knows of ports and host names
  /// that are none what Java's addresses don't.
  public static boolean isUsable(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() != null
        && url.getHost() != null
        && HttpUrl.parse("http://" + url.getHost() + port) != null;
  }

  /// A text for people without the user and password of any address in it.
  public static String masked(String text) {
    return USER.matcher(text).replaceAll("***@");
  }

  /// Whether what is sent there is encrypted, or stays on this machine.
  public static boolean isSafe(URI url) {
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

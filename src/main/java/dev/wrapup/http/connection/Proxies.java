package dev.wrapup.http.connection;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// Selects the proxy for a URL by `HTTPS_PROXY` and [NoProxy], in the form of curl's manual (read
/// 2026-11-23). The connection to the proxy is plain, the tunnel is encrypted. Loopback is always
/// direct.
///
/// @param address of the proxy; empty for a direct connection
/// @param login its `Proxy-Authorization` header
public record Proxies(Optional<URI> address, Optional<Secret> login) {
  private static final Proxies DIRECT = new Proxies(Optional.empty(), Optional.empty());

  private static final Pattern SCHEME = Pattern.compile("(?is)([a-z][a-z0-9+.-]*)://(.*)");

  /// Proxy schemes that curl supports and this tool does not.
  private static final Pattern UNSUPPORTED = Pattern.compile("https|socks(?:4a?|5h?)?");

  /// What a user and a password may hold as it is (RFC 3986 section 3.2.1, read 2026-11-28), and
  /// letters beyond ASCII, which stand for nothing else.
  private static final Pattern USER =
      Pattern.compile("(?:[\\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2}|[^\\x00-\\xA0])*");

  /// Selects the proxy.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the proxy's address can't be
  ///   used
  public static Proxies of(URI target, Map<String, String> environment) {
    String variable = named(environment, "HTTPS_PROXY", "https_proxy");
    String proxy = environment.getOrDefault(variable, "").strip();
    String exempt = environment.getOrDefault(named(environment, "NO_PROXY", "no_proxy"), "");
    boolean isDirect =
        proxy.isEmpty() || SafeOrigin.isLoopback(target) || NoProxy.covers(exempt, target);
    return isDirect ? DIRECT : parse(variable, proxy);
  }

  private static String named(Map<String, String> environment, String upper, String lower) {
    return environment.containsKey(upper) ? upper : lower;
  }

  private static Proxies parse(String variable, String text) {
    Matcher scheme = SCHEME.matcher(text);
    String kind = scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "http";
    String rest = scheme.matches() ? scheme.group(2) : text;
    if (UNSUPPORTED.matcher(kind).matches()) {
      throw failure(
          "%s names a proxy of the kind %s://, and only http:// is supported"
              .formatted(variable, kind),
          "write it as http://host:port of an HTTP proxy; what is sent through it is encrypted all"
              + " the same");
    }
    int at = rest.lastIndexOf('@');
    String user = rest.substring(0, Math.max(at, 0));
    if (!USER.matcher(user).matches()) {
      throw failure(
          "the user or the password in %s has a character that means something else in an address"
              .formatted(variable),
          "write it percent-encoded: % as %25, @ as %40, # as %23, / as %2F, ? as %3F");
    }
    return parse(variable, kind, user, rest.substring(at + 1));
  }

  private static Proxies parse(String variable, String kind, String user, String server) {
    try {
      URI uri = URI.create(kind + "://" + (user.isEmpty() ? "" : user + "@") + server);
      if (!kind.equals("http") || !SafeOrigin.isUsable(uri))
        throw new IllegalArgumentException(kind);
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      return new Proxies(
          Optional.of(URI.create("http://" + uri.getHost() + ":" + port)),
          Optional.ofNullable(uri.getUserInfo()).map(Proxies::basic));
    } catch (IllegalArgumentException e) {
      throw failure(variable + " is not the address of a proxy", "write it as http://host:port");
    }
  }

  private static Secret basic(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    return new Secret(Credentials.basic(user, colon < 0 ? "" : userInfo.substring(colon + 1)));
  }

  private static HttpFailure failure(String message, String next) {
    return new HttpFailure(HttpFailure.Kind.SETTINGS, message, next);
  }

  public void apply(OkHttpClient.Builder builder) {
    if (address.isEmpty()) {
      builder.proxy(Proxy.NO_PROXY);
      return;
    }
    URI uri = address.get();
    builder.proxy(
        new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())));
    builder.proxyAuthenticator((route, response) -> tunnel(response.request()).orElse(null));
  }

  /// What opens a tunnel, which no interceptor sees. The library asks for it before it sends
  /// anything, and again if the proxy refuses it: then there is nothing better to send.
  private Optional<Request> tunnel(Request usual) {
    if (UserAgent.isOn(usual)) return Optional.empty();
    Request.Builder request = UserAgent.on(usual).newBuilder();
    login.ifPresent(secret -> request.header("Proxy-Authorization", secret.reveal()));
    return Optional.of(request.build());
  }
}

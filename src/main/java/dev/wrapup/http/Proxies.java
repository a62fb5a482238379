package dev.wrapup.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/// The proxy that requests to an address go through, as `HTTPS_PROXY` and `NO_PROXY` say: the
/// variables' form is that of curl's manual (read 2026-11-23). Loopback never goes through one.
///
/// @param address of the proxy; empty for a direct connection
/// @param login its `Proxy-Authorization` header
public record Proxies(Optional<URI> address, Optional<Secret> login) {
  private static final Proxies DIRECT = new Proxies(Optional.empty(), Optional.empty());

  /// Chooses.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the proxy's address can't be
  ///   read
  public static Proxies of(URI target, Map<String, String> environment) {
    String proxy = either(environment, "HTTPS_PROXY", "https_proxy");
    String host = Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT);
    boolean isDirect =
        proxy.isEmpty()
            || Origin.isLoopback(target)
            || isExempt(host, either(environment, "NO_PROXY", "no_proxy"));
    return isDirect ? DIRECT : parse(proxy);
  }

  private static Proxies parse(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (!Origin.isUsable(uri)) throw new IllegalArgumentException(text);
      Optional<Secret> login =
          Optional.ofNullable(uri.getUserInfo())
              .map(
                  info -> {
                    int colon = info.indexOf(':');
                    String user = colon < 0 ? info : info.substring(0, colon);
                    String password = colon < 0 ? "" : info.substring(colon + 1);
                    return new Secret(Credentials.basic(user, password));
                  });
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      return new Proxies(Optional.of(URI.create("http://" + uri.getHost() + ":" + port)), login);
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "HTTPS_PROXY is not the address of a proxy",
          "write it as http://host:port");
    }
  }

  private static boolean isExempt(String host, String exempt) {
    for (String entry : exempt.toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = entry.strip();
      if (name.startsWith(".")) name = name.substring(1);
      if (name.equals("*")) return true;
      if (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) return true;
    }
    return false;
  }

  private static String either(Map<String, String> environment, String upper, String lower) {
    return environment.getOrDefault(upper, environment.getOrDefault(lower, "")).strip();
  }

  void apply(OkHttpClient.Builder builder) {
    if (address.isEmpty()) {
      builder.proxy(Proxy.NO_PROXY);
      return;
    }
    URI uri = address.get();
    builder.proxy(
        new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())));
    login.ifPresent(
        secret ->
            builder.proxyAuthenticator(
                (route, response) ->
                    response.request().header("Proxy-Authorization") != null
                        ? null
                        : response
                            .request()
                            .newBuilder()
                            .header("Proxy-Authorization", secret.reveal())
                            .build()));
  }
}

package dev.wrapup.http.connection;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hosts that no proxy is used for, in the form of curl's `NO_PROXY`
/// (everything.curl.dev/usingcurl/proxies/env.html and its lib/noproxy.c, read 2026-11-28): names,
/// which stand for what is below them too, addresses and their CIDR blocks, each with a port if
/// need be, between commas or spaces.
final class NoProxy {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern BLOCK = Pattern.compile("\\[?([^\\[\\]/]+)]?/(\\d{1,3})");

  /// Two colons or more without brackets are an address alone.
  private static final Pattern PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*):(\\d{1,5})");

  private NoProxy() {}

  /// Whether one of the entries is for the target.
  static boolean covers(String entries, URI target) {
    String host = plain(Optional.ofNullable(target.getHost()).orElse(""));
    Optional<InetAddress> address = address(host);
    for (String entry : entries.split("[,\\s]+", -1)) {
      Matcher port = PORT.matcher(entry);
      String name = port.matches() ? port.group(1) : entry;
      boolean isPort = !port.matches() || Integer.parseInt(port.group(2)) == port(target);
      if (!name.isEmpty() && isPort && covers(name, host, address)) return true;
    }
    return false;
  }

  private static boolean covers(String entry, String host, Optional<InetAddress> address) {
    if (entry.equals("*")) return true;
    if (address.isPresent()) return covers(entry, address.get());
    String name = plain(entry).replaceFirst("^(\\*?\\.)+", "");
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  private static boolean covers(String entry, InetAddress address) {
    Matcher block = BLOCK.matcher(entry);
    if (!block.matches()) return address(plain(entry)).filter(address::equals).isPresent();
    byte[] bytes = address.getAddress();
    int bits = Integer.parseInt(block.group(2));
    return address(block.group(1))
        .map(InetAddress::getAddress)
        .filter(base -> base.length == bytes.length && bits <= 8 * base.length)
        .filter(base -> isAlike(base, bytes, bits))
        .isPresent();
  }

  private static boolean isAlike(byte[] a, byte[] b, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      if (((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) != 0) return false;
    }
    return true;
  }

  private static int port(URI target) {
    if (target.getPort() >= 0) return target.getPort();
    return "http".equalsIgnoreCase(target.getScheme()) ? 80 : 443;
  }

  /// Without an address's brackets, or the dot that a name may end with.
  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) return lower.substring(1, lower.length() - 1);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /// An address that is written as one; no name is looked up.
  private static Optional<InetAddress> address(String text) {
    if (!text.contains(":") && !V4.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

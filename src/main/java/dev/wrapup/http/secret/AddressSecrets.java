package dev.wrapup.http.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Extracts the secrets of a URL, both percent-encoded and decoded.
final class AddressSecrets {
  private static final Pattern USER = Pattern.compile("^(?:[^:/?#]*://)?(.*)@", Pattern.DOTALL);

  /// A shorter value of a query is a number or a switch.
  private static final int SHORTEST = 5;

  private AddressSecrets() {}

  /// The password of an address, whether or not it can be read as one; what stands there alone may
  /// be a token.
  static Set<String> ofUser(String address) {
    Matcher user = USER.matcher(address);
    if (!user.find()) return Set.of();
    String given = user.group(1);
    String secret = given.substring(given.indexOf(':') + 1);
    if (secret.equals(given) && given.contains("/")) return Set.of();
    return new LinkedHashSet<>(List.of(secret, decoded(secret)));
  }

  /// The capability in a URL: path and query together, and each query value. A single path segment
  /// is a name.
  static Set<String> ofPath(String address) {
    String[] parts = address.split("//[^/?#]*", 2);
    if (parts.length < 2 || !parts[1].matches("(?s)/[^/?]*[/?].+|\\?.+")) return Set.of();
    Set<String> secrets = new LinkedHashSet<>(List.of(parts[1]));
    int query = parts[1].indexOf('?');
    if (query < 0) return secrets;
    for (String pair : parts[1].substring(query + 1).split("&", -1)) {
      String value = pair.substring(pair.indexOf('=') + 1);
      if (value.length() >= SHORTEST) secrets.addAll(List.of(value, decoded(value)));
    }
    return secrets;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}

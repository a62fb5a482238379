package dev.wrapup.platform.genesyscloud;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One of the vendor's regions (the region map of its Terraform provider 1.84.1, read 2026-11-24).
///
/// @param id such as `eu-central-1`
/// @param domain such as `mypurecloud.de`
record Region(String id, String domain) {
  private static final Map<String, String> DOMAINS =
      Map.ofEntries(
          Map.entry("us-east-1", "mypurecloud.com"),
          Map.entry("us-east-2", "use2.us-gov-pure.cloud"),
          Map.entry("us-west-2", "usw2.pure.cloud"),
          Map.entry("ca-central-1", "cac1.pure.cloud"),
          Map.entry("eu-west-1", "mypurecloud.ie"),
          Map.entry("eu-west-2", "euw2.pure.cloud"),
          Map.entry("eu-central-1", "mypurecloud.de"),
          Map.entry("eu-central-2", "euc2.pure.cloud"),
          Map.entry("ap-southeast-1", "apse1.pure.cloud"),
          Map.entry("ap-southeast-2", "mypurecloud.com.au"),
          Map.entry("ap-northeast-1", "mypurecloud.jp"),
          Map.entry("ap-northeast-2", "apne2.pure.cloud"),
          Map.entry("ap-northeast-3", "apne3.pure.cloud"),
          Map.entry("ap-south-1", "aps1.pure.cloud"),
          Map.entry("sa-east-1", "sae1.pure.cloud"),
          Map.entry("me-central-1", "mec1.pure.cloud"),
          Map.entry("mx-central-1", "mxc1.pure.cloud"),
          Map.entry("eusc-de-east-1", "edee1.eusc-pure.cloud"));

  /// The region of an id or a domain, in any case.
  static Optional<Region> of(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return DOMAINS.entrySet().stream()
        .filter(entry -> entry.getKey().equals(wanted) || entry.getValue().equals(wanted))
        .findFirst()
        .map(entry -> new Region(entry.getKey(), entry.getValue()));
  }

  /// All ids, in alphabetical order.
  static List<String> ids() {
    return DOMAINS.keySet().stream().sorted().toList();
  }

  /// The origin of the API.
  public URI api() {
    return URI.create("https://api." + domain);
  }

  /// The origin of the login server: `login.` in place of `api.`, else that of the API.
  static URI login(URI api) {
    String text = api.toString();
    return URI.create(
        text.startsWith("https://api.")
            ? "https://login." + text.substring("https://api.".length())
            : text);
  }
}

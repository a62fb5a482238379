package dev.wrapup.model;

import java.util.Optional;

/// Which organization is meant.
///
/// @param api the dialect's name
/// @param organization its id, where the dialect can tell
/// @param baseUrl the origin, such as `https://us-east-1.mygen.com`, or `sandbox`
public record Target(
    String api, String environment, Optional<String> organization, String baseUrl) {
  /// The base URL of the embedded organization, whose port means nothing.
  public static final String SANDBOX = "sandbox";

  /// The base URL in the journal of a rehearsal, so that it is of no organization.
  public static final String REHEARSAL = "rehearsal";

  /// The same as a rehearsal's journal names it.
  public Target rehearsed() {
    return new Target(api, environment, organization, REHEARSAL);
  }
}

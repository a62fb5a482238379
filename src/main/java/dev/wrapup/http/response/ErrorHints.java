package dev.wrapup.http.response;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Remedies by error code: those of Genesys Cloud (its swagger of March 2018 and newer SDKs, read
/// 2026-11-24), with or without dots.
final class ErrorHints {
  private static final String LATER =
      "try again later; if it stays, tell the vendor's support the request id";
  private static final String MEND =
      "mend the file, if it is a value of it that the server doesn't take";
  private static final String GONE = "it was deleted meanwhile, or is out of sight: plan again";
  private static final String SLOWER =
      "lower --rate-limit, or run when others that share the limit don't";
  private static final String LOGIN =
      "check the region (GENESYSCLOUD_REGION), and the OAuth client's id and secret, or whether"
          + " GENESYSCLOUD_ACCESS_TOKEN has expired";

  /// `%s` stands for the missing permissions.
  private static final Map<String, String> BY_WORD =
      Map.ofEntries(
          Map.entry("missingpermissions", "give a role of the OAuth client the permission %s"),
          Map.entry(
              "missinganypermissions", "give a role of the OAuth client one of the permissions %s"),
          Map.entry(
              "missingdivisionpermission",
              "grant the OAuth client its role in that division as well, or leave the division's"
                  + " codes out by 'divisions'"),
          Map.entry("notauthorized", "ask an administrator what the OAuth client's roles lack"),
          Map.entry("badcredentials", LOGIN),
          Map.entry("invalidclient", LOGIN),
          Map.entry("authenticationrequired", "see whether a proxy takes the token away"),
          Map.entry("credentialsexpired", "get a new token for GENESYSCLOUD_ACCESS_TOKEN"),
          Map.entry(
              "duplicatename",
              "look the name up in Genesys Cloud, all divisions included; declare that code by its"
                  + " 'id', or choose another name"),
          Map.entry("generalconflict", "somebody writes to it at the same time: apply again"),
          Map.entry("badrequest", MEND),
          Map.entry("constraintvalidation", MEND),
          Map.entry("invalidvalue", MEND),
          Map.entry("invalidproperty", MEND),
          Map.entry("requestentitytoolarge", "shorten the description"),
          Map.entry("notfound", GONE),
          Map.entry("resourcenotfound", GONE),
          Map.entry("toomanyrequests", SLOWER),
          Map.entry("toomanyrequestsretryafter", SLOWER),
          Map.entry("requesttimeout", LATER),
          Map.entry("authenticationrequesttimeout", LATER),
          Map.entry("internalservererror", LATER),
          Map.entry("serviceunavailable", LATER));

  private static final Pattern PERMISSION =
      Pattern.compile("\\b[A-Za-z]{1,40}:[A-Za-z]{1,40}:[A-Za-z]{1,40}\\b");

  private static final int MOST_PERMISSIONS = 5;

  private ErrorHints() {}

  /// The remedy; empty for an unknown error code.
  ///
  /// @param error not redacted
  /// @param redact for what is quoted of it
  static Optional<String> of(FlatJson error, UnaryOperator<String> redact) {
    String word = error.word().isEmpty() ? error.text("error").orElse("") : error.word();
    String known = word.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    Optional<String> remedy = Optional.ofNullable(BY_WORD.get(known));
    if (remedy.filter(text -> text.contains("%s")).isEmpty()) return remedy;
    String permissions = permissions(redact.apply(error.text("message").orElse("")));
    return remedy.filter(text -> !permissions.isEmpty()).map(text -> text.formatted(permissions));
  }

  private static String permissions(String message) {
    List<String> named =
        PERMISSION.matcher(message).results().map(MatchResult::group).distinct().toList();
    return named.stream().limit(MOST_PERMISSIONS).collect(Collectors.joining(", "));
  }
}

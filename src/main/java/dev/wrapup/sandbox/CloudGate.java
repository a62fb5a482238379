package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;

/// Who may do what with Genesys Cloud.
record CloudGate(Access access, Settings settings) {
  /// @throws Refused if the token of a call is none, or lacks a permission
  void check(HttpExchange exchange, String permission) {
    switch (access.permission(exchange, permission)) {
      case GRANTED -> {}
      case NO_TOKEN -> throw noToken();
      case LACKING ->
          throw new Refused(
              403,
              "missing.permissions",
              "Unable to perform the requested action. You are missing the following permission(s): "
                  + permission);
    }
  }

  /// @throws Refused if the token of a call is none
  void checkToken(HttpExchange exchange) {
    if (access.permission(exchange, "") == Access.Permission.NO_TOKEN) throw noToken();
  }

  private static Refused noToken() {
    return new Refused(401, "bad.credentials", "Invalid login credentials.");
  }

  /// Who writes by the API.
  String client() {
    return Organization.id("client " + settings.login().map(Settings.Login::id).orElse("any"));
  }

  static Refused notFound() {
    return new Refused(404, "not.found", "The requested resource was not found.");
  }
}

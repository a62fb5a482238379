package dev.wrapup.http;

import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Secret;
import java.net.URI;
import java.util.List;

/// How a run proves to an API who it is (OAuth 2.0 client credentials, RFC 6749 sections 2.3.1 and
/// 4.4, read 2026-11-23).
public sealed interface Login {
  /// Id and secret in the form, at the API's own origin.
  ///
  /// @param scopes that every token is asked for
  record ByForm(String id, Secret secret, List<String> scopes) implements Login {
    public ByForm {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String right() {
      return "scope";
    }
  }

  /// Id and secret by HTTP Basic; what a token may do is kept with the client.
  ///
  /// @param at the origin that gives tokens; HTTPS, or HTTP to loopback
  record ByHeader(URI at, String id, Secret secret) implements Login {
    public ByHeader {
      SafeOrigin.check(at);
    }

    @Override
    public String right() {
      return "permission";
    }
  }

  /// A token that somebody else asked for, and that nobody here can renew.
  record Given(Secret token) implements Login {
    public Given {
      if (!token.isToken()) {
        throw new HttpFailure(
            HttpFailure.Kind.SETTINGS,
            "the token that is given has characters that no token has",
            "set GENESYSCLOUD_ACCESS_TOKEN to the token alone");
      }
    }

    @Override
    public String right() {
      return "permission";
    }
  }

  /// What the API calls that which a client may do.
  String right();
}

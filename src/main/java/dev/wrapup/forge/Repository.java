package dev.wrapup.forge;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import tools.jackson.databind.JsonNode;

/// The parts of an API that differ by host.
public interface Repository {
  /// The host.
  CodeHost host();

  /// The prefix of all paths of the repository.
  String prefix();

  /// The login that the token belongs to.
  ///
  /// @throws HttpFailure if it isn't given
  String viewer(ForgeApi api);

  /// Parses a comment or an issue leniently.
  IssueOrComment posting(JsonNode entry, Reply reply);
}

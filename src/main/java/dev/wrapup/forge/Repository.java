package dev.wrapup.forge;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Reply;
import tools.jackson.databind.JsonNode;

/// What one host's API has in its own way.
public interface Repository {
  /// What people are told of the host.
  Host host();

  /// The path that all paths of the repository begin with.
  String prefix();

  /// The login of who writes what we write.
  ///
  /// @throws HttpFailure if it isn't told
  String viewer(ForgeApi api);

  /// A comment or an issue, of whatever an answer holds.
  Posting posting(JsonNode entry, Reply reply);
}

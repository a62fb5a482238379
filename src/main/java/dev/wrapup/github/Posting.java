package dev.wrapup.github;

import dev.wrapup.http.Reply;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A comment or an issue, as GitHub tells it.
///
/// @param id of a comment; an issue goes by its number
/// @param number of an issue; 0 for a comment
/// @param author the login of who wrote it; empty if they are gone
/// @param url where people read it
record Posting(
    long id,
    long number,
    String body,
    String author,
    boolean isOpen,
    boolean isPullRequest,
    Optional<String> url) {
  /// Of an entry of a list; empty if it has no id.
  static Optional<Posting> of(JsonNode entry, Reply reply) {
    return entry.path("id").isIntegralNumber()
        ? Optional.of(ofWrite(entry, reply))
        : Optional.empty();
  }

  /// Of the answer to a write, which was carried out whatever the answer holds.
  static Posting ofWrite(JsonNode entry, Reply reply) {
    return new Posting(
        entry.path("id").asLong(0),
        entry.path("number").asLong(0),
        entry.path("body").asString(""),
        entry.path("user").path("login").asString(""),
        entry.path("state").asString("").equals("open"),
        entry.path("pull_request").isObject(),
        Optional.of(reply.redact(entry.path("html_url").asString("")))
            .filter(url -> !url.isEmpty()));
  }
}

package dev.wrapup.github;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Reply;
import dev.wrapup.http.Sent;
import dev.wrapup.http.TokenApi;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One repository's comments and issues (GitHub's REST API, version 2022-11-28, read 2026-11-24).
/// What the token has no right to is a failure of the kind [HttpFailure.Kind#SCOPE].
final class RepositoryApi {
  static final Map<String, String> HEADERS =
      Map.of(
          "Accept", "application/vnd.github+json",
          "X-GitHub-Api-Version", "2022-11-28");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String WHO_AM_I = "query { viewer { login } }";
  private static final int MOST_PAGES = 50;
  private static final int LONGEST_DETAIL = 200;

  private final TokenApi api;
  private final Job job;
  private @Nullable String viewer;

  RepositoryApi(TokenApi api, Job job) {
    this.api = api;
    this.job = job;
  }

  /// Who writes what we write. GraphQL says it for every sort of token; the REST API's `/user` is
  /// closed to the one of a job.
  String viewer() {
    String known = viewer;
    if (known != null) return known;
    Reply reply = api.ask(job.graphql(), bytes(Map.of("query", WHO_AM_I)));
    String what = "POST " + job.graphql();
    String login =
        json(granted(reply, what), what).path("data").path("viewer").path("login").asString("");
    if (login.isEmpty()) {
      throw nonsense(what, "doesn't say who the token acts as" + details(reply));
    }
    viewer = login;
    return login;
  }

  /// Whether we wrote a posting: by its first line, and by its author, who is asked for only then.
  boolean isOurs(Marker marker, Posting posting) {
    return marker.isIn(posting.body()) && posting.author().equals(viewer());
  }

  /// The entries of a list, page by page as they are asked for.
  ///
  /// @param path below the repository, with its query
  /// @throws HttpFailure also if there are more pages than anybody would read
  Stream<Posting> list(String path) {
    return pages(path).flatMap(page -> page.postings().stream());
  }

  record Page(List<Posting> postings, Optional<String> next) {}

  /// The same, as pages.
  Stream<Page> pages(String path) {
    Set<String> seen = new HashSet<>();
    return Stream.iterate(
            Optional.of(page(below(path), seen)),
            Optional::isPresent,
            page -> page.flatMap(Page::next).map(next -> page(next, seen)))
        .flatMap(Optional::stream);
  }

  private Page page(String path, Set<String> seen) {
    String what = "GET " + path.replaceFirst("\\?.*", "");
    if (!seen.add(path)) throw nonsense(what, "links to a page that was read before");
    if (seen.size() > MOST_PAGES) throw nonsense(what, "has more pages than can be looked through");
    TokenApi.Answer answer = api.get(path);
    JsonNode list = json(granted(answer.reply(), what), what);
    if (!list.isArray()) throw nonsense(what, "is no list");
    List<Posting> postings = new ArrayList<>();
    for (JsonNode entry : list) {
      postings.add(
          Posting.of(entry, answer.reply())
              .orElseThrow(() -> nonsense(what, "has an entry without an id")));
    }
    return new Page(postings, answer.next());
  }

  /// What a write made.
  sealed interface Write {
    record Done(Posting posting) implements Write {}

    /// Nobody knows whether it was carried out.
    record Unknown(String reason) implements Write {}
  }

  /// Writes.
  ///
  /// @param path below the repository
  /// @throws HttpFailure if it was refused
  Write write(String method, String path, Map<String, ?> fields) {
    return switch (api.send(method, below(path), bytes(fields))) {
      case Sent.Lost lost -> new Write.Unknown(lost.reason());
      case Sent.Answered answered -> {
        granted(answered.reply(), method + " " + below(path));
        yield new Write.Done(Posting.ofWrite(tree(answered.reply()), answered.reply()));
      }
    };
  }

  /// Waits before a write of which nothing is known is looked after.
  void backOff(int attempt) {
    api.backOff(attempt);
  }

  private String below(String path) {
    return job.prefix() + "/repos/" + job.repository() + path;
  }

  private static Reply granted(Reply reply, String what) {
    if (reply.isSuccess()) return reply;
    String told = "%s was answered by %s".formatted(what, reply.describe());
    throw switch (reply.status()) {
      case 401 ->
          new HttpFailure(
              HttpFailure.Kind.CREDENTIALS, told, "set GITHUB_TOKEN to a token that is valid");
      case 403, 404, 410 ->
          new HttpFailure(
              HttpFailure.Kind.SCOPE,
              told,
              "give the job the permissions pull-requests: write and issues: write");
      case 301, 302, 307, 308 ->
          new HttpFailure(
              HttpFailure.Kind.BAD_ANSWER,
              told + ", a redirect, and the token follows none",
              "check GITHUB_REPOSITORY and GITHUB_API_URL: the repository may have moved");
      default ->
          new HttpFailure(
              HttpFailure.Kind.BAD_ANSWER,
              told + details(reply),
              "check what GitHub says; nothing was written");
    };
  }

  /// What a 422 says of each field, and GraphQL of what it didn't answer.
  private static String details(Reply reply) {
    StringBuilder details = new StringBuilder();
    for (JsonNode error : tree(reply).path("errors")) {
      String text = error.isString() ? error.asString("") : error.path("message").asString("");
      if (text.isEmpty()) {
        text = error.path("field").asString("") + " " + error.path("code").asString("");
      }
      details.append("; ").append(reply.redact(text.strip()));
    }
    return details.length() <= LONGEST_DETAIL
        ? details.toString()
        : details.substring(0, LONGEST_DETAIL) + "…";
  }

  private static JsonNode json(Reply reply, String what) {
    JsonNode json = tree(reply);
    if (json.isMissingNode()) throw nonsense(what, "is not JSON");
    return json;
  }

  private static JsonNode tree(Reply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private static byte[] bytes(Map<String, ?> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      fields.forEach(
          (name, value) -> {
            json.writeName(name);
            if (value instanceof List<?> list) {
              json.writeStartArray();
              list.forEach(item -> json.writeString(String.valueOf(item)));
              json.writeEndArray();
            } else {
              json.writeString(String.valueOf(value));
            }
          });
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static HttpFailure nonsense(String what, String why) {
    return new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "the answer to %s %s".formatted(what, why),
        "check that GITHUB_API_URL is GitHub's API, and try again");
  }
}

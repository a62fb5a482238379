package dev.wrapup.forge;

import dev.wrapup.http.Sent;
import dev.wrapup.http.TokenApi;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.report.ForgeReport;
import dev.wrapup.report.ForgeReport.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The comments and issues of one repository. A missing permission is a failure of the kind
/// [HttpFailure.Kind#SCOPE].
public final class ForgeApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_PAGES = 50;
  private static final int MOST_TRIES = 3;
  private static final int LONGEST_DETAIL = 200;

  private final CodeHost host;
  private final Job job;
  private final TokenApi api;
  private @Nullable String viewer;

  /// A client; sends no request yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public ForgeApi(CodeHost host, Job job, Secret token, TokenApi.Means means) {
    this.host = host;
    this.job = job;
    this.api = new TokenApi(job.api().origin(), token, host.facts().headers(), means);
  }

  private CodeHost.Facts facts() {
    return host.facts();
  }

  /// The job that it writes for.
  public Job job() {
    return job;
  }

  /// Creates or updates the comment of a plan on a pull or merge request.
  public ForgeReport comment(long request, CommentBody body) {
    return posted(facts().comment(), Optional.of(request), () -> until(() -> once(request, body)));
  }

  private PostResult once(long request, CommentBody body) {
    String list = host.comments(request);
    Optional<IssueOrComment> ours =
        list(list + "?per_page=100").filter(comment -> isOurs(body.marker(), comment)).findFirst();
    if (ours.filter(comment -> body.is(comment.body())).isPresent()) {
      return PostResult.of(Action.UNCHANGED, ours);
    }
    Map<String, String> fields = Map.of("body", body.text());
    if (ours.isEmpty()) return write(Action.CREATED, "POST", list, fields, ours);
    String one = host.comment(request, ours.get().id());
    return write(Action.UPDATED, facts().update(), one, fields, ours);
  }

  /// What became of a write. If the token lacks the permission, it is skipped.
  ///
  /// @param number of the pull or merge request; empty for an issue, which has its own
  public ForgeReport posted(
      ForgeReport.Kind kind, Optional<Long> number, Supplier<PostResult> write) {
    try {
      PostResult result = write.get();
      Optional<IssueOrComment> posting = result.posting();
      return new ForgeReport(
          kind,
          result.action(),
          number.or(() -> posting.map(IssueOrComment::number).filter(n -> n > 0)),
          posting.flatMap(IssueOrComment::url),
          result.reason(),
          api.requests());
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return ForgeReport.skipped(kind, number, e.message(), api.requests());
    }
  }

  /// Makes a write idempotent: what is there is read before each attempt. A state that is found as
  /// it should be is the effect of the write before, if that had no answer.
  ///
  /// @param attempt reads, and then writes
  public PostResult until(Supplier<PostResult> attempt) {
    PostResult result = attempt.get();
    for (int number = 1; result.lost().isPresent(); number++) {
      if (number == MOST_TRIES) {
        throw new HttpFailure(
            HttpFailure.Kind.SERVER,
            "%s gave no answer to a write, %d times: %s"
                .formatted(facts().name(), MOST_TRIES, result.lost().get()),
            "try again later; what is there is found again by its marker");
      }
      api.backOff(number);
      result = attempt.get().after(result);
    }
    return result;
  }

  /// Whether we wrote it: by its marker, and then by its author.
  public boolean isOurs(Marker marker, IssueOrComment posting) {
    return marker.isIn(posting.body()) && posting.author().equals(viewer());
  }

  private String viewer() {
    String known = viewer;
    if (known != null) return known;
    String login = host.viewer(this);
    viewer = login;
    return login;
  }

  /// The login that the token belongs to, from a response.
  ///
  /// @param reply of a question that changes nothing
  /// @param at where in the answer the login is
  /// @throws HttpFailure if it doesn't say so
  public String login(Reply reply, String what, String at) {
    String login = json(granted(reply, what), what).at(at).asString("");
    if (!login.isEmpty()) return login;
    throw nonsense(what, "doesn't say who the token acts as" + details(reply));
  }

  /// The API itself, for what is specific to a host.
  public TokenApi api() {
    return api;
  }

  /// The entries of a listing, fetched lazily by page.
  ///
  /// @param path below the repository, with its query
  /// @throws HttpFailure also if there are too many pages
  public Stream<IssueOrComment> list(String path) {
    return pages(path).flatMap(page -> page.postings().stream());
  }

  public record Page(List<IssueOrComment> postings, Optional<String> next) {}

  /// The same, as pages.
  public Stream<Page> pages(String path) {
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
    List<IssueOrComment> postings = new ArrayList<>();
    for (JsonNode entry : list) {
      if (!entry.path("id").isIntegralNumber()) throw nonsense(what, "has an entry without an id");
      postings.add(host.posting(entry, answer.reply(), job));
    }
    return new Page(postings, answer.next());
  }

  /// Writes.
  ///
  /// @param action that this is
  /// @param path below the repository
  /// @param known what exists already; empty for a create
  /// @throws HttpFailure if it was refused
  public PostResult write(
      Action action,
      String method,
      String path,
      Map<String, ?> fields,
      Optional<IssueOrComment> known) {
    return switch (api.send(method, below(path), JSON.writeValueAsBytes(fields))) {
      case Sent.Lost lost ->
          new PostResult(action, known, Optional.empty(), Optional.of(lost.reason()));
      case Sent.Answered answered -> {
        Reply reply = granted(answered.reply(), method + " " + below(path));
        yield PostResult.of(
            action, Optional.of(known.orElseGet(() -> host.posting(tree(reply), reply, job))));
      }
    };
  }

  private String below(String path) {
    return job.api().prefix() + job.repository() + path;
  }

  private Reply granted(Reply reply, String what) {
    if (reply.isSuccess()) return reply;
    String told = "%s was answered by %s".formatted(what, reply.describe());
    throw switch (reply.status()) {
      case 401 ->
          new HttpFailure(
              HttpFailure.Kind.CREDENTIALS,
              told,
              "set %s to a token that is valid".formatted(facts().tokens().getFirst()));
      case 403, 404, 410 -> new HttpFailure(HttpFailure.Kind.SCOPE, told, facts().rights());
      case 301, 302, 307, 308 ->
          new HttpFailure(
              HttpFailure.Kind.BAD_ANSWER,
              told + ", a redirect, and the token follows none",
              "check %s: the repository may have moved".formatted(facts().address()));
      default ->
          new HttpFailure(
              HttpFailure.Kind.BAD_ANSWER,
              told + details(reply),
              "check what %s says; nothing was written".formatted(facts().name()));
    };
  }

  /// The details of a 422 or GraphQL error.
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

  private JsonNode json(Reply reply, String what) {
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

  private HttpFailure nonsense(String what, String why) {
    return new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "the answer to %s %s".formatted(what, why),
        "check that %s is %s's API, and try again".formatted(facts().api(), facts().name()));
  }
}

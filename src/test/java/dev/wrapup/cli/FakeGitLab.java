package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A server that keeps the notes of one merge request as GitLab's documentation of its API has it
/// (read 2026-11-28), or answers as a test wants it.
final class FakeGitLab extends FakeCodeHost {
  static final String TOKEN = "glpat-16C7e42F292c6912E771";
  static final String BOT = "project_5_bot_0f1e";
  static final String NOTES = "/api/v4/projects/5/merge_requests/9/notes";

  private static final String USER = "/api/v4/user";

  private final List<Note> notes;

  FakeGitLab() {
    this(new Api());
  }

  private FakeGitLab(Api api) {
    super(TOKEN, WireMockConfiguration.options().extensions(api));
    this.notes = api.notes;
  }

  /// A note; the newest is listed first.
  record Note(int id, String author, String body) {
    String json() {
      return JSON.writeValueAsString(
          Map.of(
              "id",
              id,
              "noteable_iid",
              9,
              "body",
              body,
              "author",
              Map.of("id", author.length(), "username", author)));
    }
  }

  /// The API, as far as it is used.
  private static final class Api implements ResponseDefinitionTransformerV2 {
    private static final int PER_PAGE = 2;

    private final List<Note> notes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String getName() {
      return "gitlab";
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return answer(event.getRequest()).build();
    }

    private ResponseDefinitionBuilder answer(
        com.github.tomakehurst.wiremock.verification.LoggedRequest request) {
      String path = request.getUrl().replaceFirst("\\?.*", "");
      return switch (request.getMethod().value() + " " + path) {
        case "GET " + USER -> json(200, "{\"id\":1,\"username\":\"%s\"}".formatted(BOT));
        case "GET " + NOTES -> page(request.getAbsoluteUrl());
        case "POST " + NOTES -> {
          Note note = new Note(100 + notes.size(), BOT, body(request.getBodyAsString()));
          notes.addFirst(note);
          yield json(201, note.json());
        }
        default -> path.matches(NOTES + "/\\d+") ? put(request, path) : json(501, "{}");
      };
    }

    /// Smaller pages than were asked for, as a server may give.
    private ResponseDefinitionBuilder page(String url) {
      int page = url.contains("page=2") ? 2 : 1;
      List<String> shown =
          notes.stream().skip((page - 1L) * PER_PAGE).limit(PER_PAGE).map(Note::json).toList();
      ResponseDefinitionBuilder answer = json(200, "[" + String.join(",", shown) + "]");
      if (page == 2 || notes.size() <= PER_PAGE) return answer;
      return answer.withHeader(
          "Link", "<%s?per_page=2&page=2>; rel=\"next\"".formatted(url.replaceFirst("\\?.*", "")));
    }

    private ResponseDefinitionBuilder put(
        com.github.tomakehurst.wiremock.verification.LoggedRequest request, String path) {
      int id = Integer.parseInt(path.replaceFirst(".*/", ""));
      Note note = notes.stream().filter(one -> one.id() == id).findFirst().orElseThrow();
      if (!note.author().equals(BOT)) return json(403, "{\"message\":\"403 Forbidden\"}");
      Note now = new Note(id, BOT, body(request.getBodyAsString()));
      notes.set(notes.indexOf(note), now);
      return json(200, now.json());
    }

    private static String body(String json) {
      return JSON.readTree(json).path("body").asString();
    }

    private static ResponseDefinitionBuilder json(int status, String json) {
      return aResponse()
          .withStatus(status)
          .withHeader("Content-Type", "application/json")
          .withHeader("X-Request-Id", "01HG")
          .withBody(json);
    }
  }

  /// Nobody has written anything.
  void reset() {
    notes.clear();
    reset(aResponse().withTransformers("gitlab"));
  }

  /// Somebody writes a note.
  void writes(String author, String body) {
    notes.addFirst(new Note(100 + notes.size(), author, body));
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }
}

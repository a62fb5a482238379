import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps a Markdown file as one note on the merge request of this pipeline: made once, then brought
/// up to date. Needs the libraries of wrapup on the class path, and WRAPUP_GITLAB_TOKEN.
final class Note {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  public static void main(String[] args) throws IOException, InterruptedException {
    String report = Files.readString(Path.of(args[0]));
    if (report.isBlank()) return;
    String marker = "<!-- wrapup " + variable("GENESYS_ENV") + " -->\n";
    String form = "body=" + URLEncoder.encode(marker + report, StandardCharsets.UTF_8);
    String notes =
        "/projects/%s/merge_requests/%s/notes"
            .formatted(variable("CI_PROJECT_ID"), variable("CI_MERGE_REQUEST_IID"));
    Optional<String> mine = mine(notes, marker.strip());
    if (mine.isPresent()) send("PUT", notes + "/" + mine.get(), form);
    else send("POST", notes, form);
  }

  /// The id of our own note: others could write the marker too.
  private static Optional<String> mine(String notes, String marker)
      throws IOException, InterruptedException {
    long me = JSON.readTree(send("GET", "/user", "").body()).path("id").asLong();
    String page = "1";
    while (!page.isEmpty()) {
      HttpResponse<String> answer = send("GET", notes + "?per_page=100&page=" + page, "");
      for (JsonNode note : JSON.readTree(answer.body())) {
        boolean isOurs =
            note.at("/author/id").asLong() == me && note.path("body").asString().startsWith(marker);
        if (isOurs) return Optional.of(note.path("id").asString());
      }
      page = answer.headers().firstValue("x-next-page").orElse("");
    }
    return Optional.empty();
  }

  private static HttpResponse<String> send(String method, String path, String form)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(variable("CI_API_V4_URL") + path))
            .timeout(TIMEOUT)
            .header("PRIVATE-TOKEN", variable("WRAPUP_GITLAB_TOKEN"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 == 2) return answer;
    throw new IOException(method + " " + path + ": " + answer.statusCode());
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
  }
}

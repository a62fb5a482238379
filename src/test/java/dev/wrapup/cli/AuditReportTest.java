package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Browser;
import dev.wrapup.Hostile;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a run did, as a page in a real browser and as Markdown, with names that try to be more than
/// text, a conflict, a failure and an event that nobody took.
class AuditReportTest {
  private static final Path PICTURES = Path.of("target/pages");
  private static final String CONTESTED = "C0";

  @TempDir Path folder;
  @AutoClose private final Receiver receiver = Receiver.start().answers(event -> 400);
  private final List<String> names = Hostile.texts();
  @AutoClose private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void a_run_in_which_much_goes_wrong() {
    List<LiveCode> codes = new ArrayList<>();
    StringBuilder file = new StringBuilder("format: 1\npolicy: {maxUpdates: 1000}\ncodes:\n");
    for (int i = 0; i < names.size(); i++) {
      codes.add(new LiveCode("id" + i, "1", "C" + i, values(names.get(i))));
      file.append("  C%d: {displayName: new %d}\n".formatted(i, i));
    }
    sandbox = Sandbox.start(new Organization(codes, List.of()));
    sandbox.inject(Fault.parse("status:400@PATCH#2"));
    sandbox.watch(
        (moment, request) -> {
          if (request.method().equals("PATCH") && request.path().endsWith("/id0")) {
            sandbox
                .organization()
                .edit(
                    CONTESTED,
                    code ->
                        new LiveCode("id0", code.revision(), CONTESTED, values("<b>theirs</b>")));
          }
        });
    program =
        new Program(folder)
            .at(sandbox)
            .with("WFM_WEBHOOK_URL", receiver.url())
            .wrapupcodes(file.toString());
    Program.Run run =
        program.run("apply", "--yes", "--parallelism", "1", "--initiated-by", "<i>@jo</i>");
    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
  }

  private static Map<Field, Value> values(String name) {
    Map<Field, Value> values = new HashMap<>();
    values.put(Dialect.VERSIONED.field("displayName").orElseThrow(), new Value.Text(name));
    values.put(Dialect.VERSIONED.field("routingType").orElseThrow(), new Value.Text("manual"));
    return values;
  }

  private String journal() {
    return new Program(folder).journals().getFirst().toString();
  }

  private Path report(String format) throws IOException {
    program.run("audit", "report", "--format", format, "--out", "report", journal());
    return Files.move(folder.resolve("report"), folder.resolve("report." + format));
  }

  /// Of every change, landed or not.
  private List<JsonNode> changes() throws IOException {
    List<JsonNode> changes =
        program
            .run("audit", "report", "--format", "json", journal())
            .json()
            .get("changes")
            .valueStream()
            .toList();
    assertThat(changes).hasSize(names.size());
    assertThat(changes)
        .allMatch(change -> change.get("at").asString().matches("\\d{4}-.*T.*\\.\\d{3}Z"));
    return changes;
  }

  private static String at(JsonNode change) {
    return change.get("at").asString().replace('T', ' ').replace("Z", " UTC");
  }

  @Test
  void the_page_shows_what_went_wrong_first_and_asks_for_nothing() throws Exception {
    Path file = report("html");

    try (Browser browser = Browser.start()) {
      for (boolean dark : List.of(false, true)) {
        try (Browser.Page page = browser.open(file, 1100, dark)) {
          page.screenshot(PICTURES.resolve("audit-%s.png".formatted(dark ? "dark" : "light")));

          assertThat(page.complaints()).isEmpty();
          assertThat(page.requests()).containsExactly(file.toUri().toString());
          List<String> rows =
              page.evaluate("[...document.querySelectorAll('tr[data-of]')].map(r => r.innerText)")
                  .valueStream()
                  .map(row -> row.asString())
                  .toList();
          assertThat(rows).hasSize(names.size());
          for (JsonNode change : changes()) {
            assertThat(rows).anyMatch(row -> row.contains(at(change)));
            assertThat(page.evaluate("document.body.innerText").asString())
                .contains("id " + change.get("id").asString() + " ");
          }
          assertThat(rows.get(0)).contains("conflict", CONTESTED);
          assertThat(rows.get(1)).contains("failed", "C1");
          assertThat(
                  page.evaluate(
                          "document.querySelectorAll('main b, main i, main script, main img').length")
                      .asInt())
              .isEqualTo(page.evaluate("document.querySelectorAll('.tallies b').length").asInt());
          assertThat(page.evaluate("document.body.innerText").asString())
              .contains("<i>@jo</i>", "<b>theirs</b>", "sha256:", "totalUpdates");
        }
      }
    }
  }

  @Test
  void a_code_and_the_name_of_a_field_stay_in_one_piece_beside_a_long_note() throws Exception {
    try (Browser browser = Browser.start();
        Browser.Page page = browser.open(report("html"), 1280, false)) {
      String script =
          """
          (() => {
            const cells = document.querySelector('tr[data-of]').cells;
            cells[1].querySelector('code').textContent = 'W'.repeat(20);
            cells[2].querySelector('bdi').textContent = 'displayName';
            cells[3].textContent = 'a word of the server '.repeat(20);
            return [...document.querySelectorAll('tr[data-of]:first-child :is(code, td:nth-child(3) bdi)')]
              .map(e => e.getClientRects().length);
          })()""";

      List<Integer> lines =
          page.evaluate(script).valueStream().map(count -> count.asInt()).toList();

      assertThat(lines).containsExactly(1, 1);
    }
  }

  @Test
  void in_markdown_text_of_others_is_code_and_nothing_else() throws IOException {
    String markdown = Files.readString(report("markdown"));

    List<String> code = GitHubMarkdown.hold(markdown, false).spans();

    for (JsonNode change : changes()) {
      String at = at(change);
      String id = change.get("id").asString();
      assertThat(code).contains(at, id);
      assertThat(markdown.lines().filter(line -> line.startsWith("|")))
          .anyMatch(line -> line.contains(at) && line.contains(id));
    }
    assertThat(code).contains("C0", "<i>@jo</i>");
    assertThat(markdown.indexOf("conflict")).isLessThan(markdown.indexOf("✓"));
    assertThat(markdown).contains("| totalUpdates | %d changes |".formatted(names.size() - 2));
  }
}

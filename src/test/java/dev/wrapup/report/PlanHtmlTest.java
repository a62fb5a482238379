package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Browser;
import dev.wrapup.Hostile;
import dev.wrapup.model.text.VisibleChars;
import dev.wrapup.plan.Verdict;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Renderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser makes of a plan's page. Pictures of the pages are left in `target/pages`, to be
/// looked at.
class PlanHtmlTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path PICTURES = Path.of("target/pages");

  /// The elements with their attributes, without the marks of words that differ and without the
  /// texts in a line that tells a difference: how many there are depends on the words.
  private static final String SKELETON =
      """
      [...document.querySelectorAll("*")]
        .filter((element) => !["DEL", "INS", "STYLE", "SCRIPT"].includes(element.tagName))
        .filter((element) => !element.matches("[aria-labelledby^=drift] bdi, main > .warnings bdi"))
        .map((element) => element.tagName + " "
          + [...element.attributes].map((a) => a.name + "=" + a.value).join(" "))
        .join("\\n")
      """;

  private static Browser browser;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) browser.close();
  }

  /// A text that is as risky as another, if that hides something or has blanks at its edges.
  private static String harmless(String text) {
    if (VisibleChars.hides(text)) return "harm\u200bless";
    return text.equals(text.strip()) ? "harmless" : " harmless ";
  }

  private Path write(Verdict verdict) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "plan", ".html"),
        Renderers.render(PlanDoc.of(verdict, Plans.FACTS), "html", Plans.LOOK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "plan-refused"})
  void a_page_shows_as_it_is_at_every_width_in_light_and_dark_and_asks_for_nothing(String name)
      throws IOException {
    Path file = GOLDEN.resolve(name + ".html").toAbsolutePath();
    for (int width : List.of(1200, 400)) {
      for (boolean dark : List.of(false, true)) {
        try (Browser.Page page = browser.open(file, width, dark)) {
          page.screenshot(
              PICTURES.resolve("%s-%d-%s.png".formatted(name, width, dark ? "dark" : "light")));

          assertThat(page.complaints()).isEmpty();
          assertThat(page.requests()).containsExactly(file.toUri().toString());
          assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
              .as("nothing is cut off at the right")
              .isEqualTo(width);
        }
      }
    }
  }

  @Test
  void text_of_others_is_text_and_changes_nothing_around_it() throws IOException {
    List<String> texts = Hostile.texts();
    List<String> harmless = texts.stream().map(PlanHtmlTest::harmless).toList();

    String skeleton;
    try (Browser.Page page = browser.open(write(Plans.refused(harmless)), 400, false)) {
      skeleton = page.evaluate(SKELETON).asString();
    }

    try (Browser.Page page = browser.open(write(Plans.refused(texts)), 400, false)) {
      page.screenshot(PICTURES.resolve("hostile-400-light.png"));

      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).hasSize(1);
      assertThat(page.evaluate(SKELETON).asString()).isEqualTo(skeleton);
      assertThat(skeleton).doesNotContain("harm");
      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(400);
      List<String> shown =
          page.evaluate("[...document.querySelectorAll('code, bdi')].map(e => e.textContent)")
              .valueStream()
              .map(text -> text.asString())
              .toList();
      for (String text : texts) assertThat(shown).contains(Visible.text(text, Plans.LOOK));
    }
  }

  @Test
  void the_filter_leaves_what_has_all_the_words() throws IOException {
    String visible = "[...document.querySelectorAll('%s')].filter(e => e.checkVisibility()).length";
    try (Browser.Page page =
        browser.open(GOLDEN.resolve("plan-refused.html").toAbsolutePath(), 800, true)) {
      assertThat(page.evaluate(visible.formatted("form.filter")).asInt()).isEqualTo(1);

      page.evaluate(
          "const box = document.querySelector('.filter input');"
              + "box.value = ' DELETE retry'; box.dispatchEvent(new Event('input'));");

      assertThat(page.evaluate(visible.formatted("tr[data-of]")).asInt()).isEqualTo(1);
      assertThat(page.evaluate(visible.formatted("article")).asInt()).isEqualTo(1);
      assertThat(page.evaluate("document.querySelector('output').textContent").asString())
          .isEqualTo("1 of 6 shown");
      assertThat(page.evaluate("document.querySelector('main').innerText").asString())
          .contains("NO_ANSWER")
          .doesNotContain("ACCOUNT_CLOSED");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void on_paper_it_is_black_on_white_and_without_the_box() throws IOException {
    try (Browser.Page page =
        browser.open(GOLDEN.resolve("plan.html").toAbsolutePath(), 800, true)) {
      page.emulate("print", true);

      page.screenshot(PICTURES.resolve("plan-print.png"));
      assertThat(page.evaluate("getComputedStyle(document.body).color").asString())
          .isEqualTo("rgb(0, 0, 0)");
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").asString())
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(
              page.evaluate("getComputedStyle(document.querySelector('.filter')).display")
                  .asString())
          .isEqualTo("none");
    }
  }

  @Test
  void a_plan_of_100_000_changes_shows_the_riskiest_and_says_how_many() throws IOException {
    Path file = write(Plans.updates(100_000, "some text"));

    try (Browser.Page page = browser.open(file, 1200, false)) {
      assertThat(page.evaluate("document.querySelectorAll('article').length").asInt())
          .isEqualTo(2_000);
      assertThat(page.evaluate("document.querySelector('main').innerText").asString())
          .contains("2,000 of 100,000 changes shown");
    }
  }
}

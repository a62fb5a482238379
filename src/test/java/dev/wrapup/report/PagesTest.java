package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.Browser;
import dev.wrapup.model.Referrer;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every document as a page for whoever sees little, prints it, has no mouse or runs no scripts.
/// `.ci/sdk` installs axe-core; without it the test is skipped, but never where the whole check
/// runs (`CI`).
class PagesTest {
  private static final Path AXE = Path.of("target/sdk/node_modules/axe-core/axe.min.js");
  private static final OutputStyle LOOK = new OutputStyle(false, 80, true);
  private static final int WIDE = 1280;
  private static final int NARROW = 420;

  /// How many changes of [#large] are of high risk, and how many rows tell the others.
  private static final int HIGH = 8;

  private static final int DIFFERENT = 52;
  private static final int EQUAL = 240;

  private static final Map<String, String> PAGES = pages("a text");

  @TempDir static Path folder;
  private static Browser browser;
  private static String axe;

  @BeforeAll
  static void start() throws Exception {
    if (Files.notExists(AXE)) {
      String missing = "axe-core is not installed: run .ci/sdk, which takes Node.js and npm";
      if ("true".equals(System.getenv("CI"))) fail(missing);
      abort(missing);
    }
    axe = Files.readString(AXE);
    browser = Browser.start();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) browser.close();
  }

  static Stream<String> names() {
    return PAGES.keySet().stream();
  }

  private static Map<String, String> pages(String text) {
    Map<String, String> pages = new TreeMap<>(Reports.of(text, LOOK));
    pages.put("plan-300.html", page(large(EQUAL)));
    pages.keySet().removeIf(name -> !name.endsWith(".html"));
    return pages;
  }

  private static String page(Verdict verdict) {
    return Renderers.render(PlanDoc.of(verdict, Plans.FACTS), "html", LOOK);
  }

  /// Some changes of high risk, some that are each another, and so many that are the same edit.
  private static Verdict large(int equal) {
    CodeReference rule =
        new CodeReference(
            new Referrer("routing-rule", "1", "A rule", Optional.empty(), Optional.of("A")),
            CodeReference.By.NAME);
    Impact broken =
        new Impact(
            List.of(rule),
            List.of(new Warning(Warning.Kind.RULE_NAME_BREAKS, "a rule breaks", List.of(rule))));
    List<String[]> names = new ArrayList<>();
    for (int i = 0; i < HIGH; i++) names.add(new String[] {"Bill " + i, "Invoice " + i});
    for (int i = 0; i < DIFFERENT; i++) {
      names.add(new String[] {"Name", "Other%d name%d".formatted(i, i)});
    }
    for (int i = 0; i < equal; i++) names.add(new String[] {"Outcome " + i, "Result " + i});
    return Plans.renaming(names, Stream.generate(() -> broken).limit(HIGH).toArray(Impact[]::new));
  }

  private static Browser.Page open(String html, int width) throws IOException {
    return browser.open(
        Files.writeString(Files.createTempFile(folder, "page", ".html"), html), width, false);
  }

  private static int width(Browser.Page page) {
    return page.evaluate("document.documentElement.scrollWidth").asInt();
  }

  private static int visible(Browser.Page page, String selector) {
    return page.evaluate(
            "[...document.querySelectorAll('%s')].filter(e => e.checkVisibility()).length"
                .formatted(selector))
        .asInt();
  }

  @ParameterizedTest
  @MethodSource("names")
  void axe_finds_nothing_to_say_and_nothing_is_cut_off(String name) throws IOException {
    try (Browser.Page page = open(PAGES.get(name), WIDE)) {
      page.evaluate(axe);
      page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");

      for (int width : List.of(WIDE, NARROW)) {
        page.resize(width);
        for (boolean dark : List.of(false, true)) {
          page.emulate("screen", dark);
          JsonNode violations =
              page.evaluate(
                  """
                  axe.run().then(found => found.violations.flatMap(
                    one => one.nodes.map(node => one.id + ": " + node.html)))
                  """);

          assertThat(violations.valueStream().map(JsonNode::asString))
              .as("%d wide, %s", width, dark ? "dark" : "light")
              .isEmpty();
          assertThat(width(page)).isEqualTo(width);
        }
      }
      assertThat(page.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void a_name_without_a_gap_widens_no_page(int width) throws IOException {
    for (Map.Entry<String, String> entry : pages("W".repeat(256)).entrySet()) {
      try (Browser.Page page = open(entry.getValue(), width)) {
        assertThat(width(page)).as(entry.getKey()).isEqualTo(width);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_keyboard_reaches_whatever_a_mouse_does_and_is_seen_there(String name)
      throws IOException {
    String controls =
        """
        [...document.querySelectorAll("a[href], summary, input:enabled")]
          .filter(one => one.checkVisibility() && (one.type !== "radio" || one.checked))
        """;
    try (Browser.Page page = open(PAGES.get(name), WIDE)) {
      int all = page.evaluate("window.all = %s; all.length".formatted(controls)).asInt();
      for (int i = 0; i < all; i++) {
        page.press(Browser.Key.TAB);

        String seen =
            "getComputedStyle(document.activeElement).outlineStyle + all.indexOf(document.activeElement)";
        assertThat(page.evaluate(seen).asString()).isEqualTo("solid" + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void risks_filter_and_folds_open_by_keyboard_without_scripts_too(boolean hasScripts)
      throws IOException {
    try (Browser.Page page = open(page(large(EQUAL)), NARROW)) {
      if (!hasScripts) page.reloadWithoutScripts();
      assertThat(visible(page, "form.filter")).isEqualTo(hasScripts ? 1 : 0);
      assertThat(visible(page, "tbody tr[data-risk]")).isEqualTo(HIGH + DIFFERENT + 1);
      assertThat(visible(page, "article")).isEqualTo(HIGH + DIFFERENT);

      page.evaluate("document.querySelector('[name=risk]').focus()");
      page.press(Browser.Key.RIGHT);

      assertThat(visible(page, "tbody tr[data-risk]")).isEqualTo(HIGH);
      assertThat(visible(page, "article")).isEqualTo(HIGH);
      assertThat(visible(page, "article .warnings li")).isEqualTo(HIGH);

      page.press(Browser.Key.RIGHT);

      assertThat(visible(page, "tbody tr[data-risk]")).isEqualTo(DIFFERENT + 1);
      assertThat(visible(page, "article")).isEqualTo(DIFFERENT);
      assertThat(visible(page, "details p")).isZero();

      page.evaluate("document.querySelector('summary').focus()");
      page.press(Browser.Key.ENTER);

      assertThat(visible(page, "details p")).isEqualTo(1);
      assertThat(page.evaluate("document.querySelector('details').innerText").asString())
          .contains("CODE_299");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void on_paper_all_changes_stand_and_their_codes_on_as_many_sheets_as_there_are_edits()
      throws IOException {
    try (Browser.Page page = open(page(large(EQUAL)), WIDE);
        Browser.Page more = open(page(large(10 * EQUAL)), WIDE);
        Browser.Page three = open(page(large(0)), WIDE)) {
      page.evaluate("document.querySelector('[value=high]').click()");
      page.evaluate(
          "const box = document.querySelector('.filter input');"
              + "box.value = 'code_3'; box.dispatchEvent(new Event('input'));");
      assertThat(visible(page, "article")).isEqualTo(1);

      page.emulate("print", false);

      assertThat(visible(page, "article")).isEqualTo(HIGH + DIFFERENT);
      assertThat(visible(page, "tbody tr[data-risk]")).isEqualTo(HIGH + DIFFERENT + 1);
      assertThat(visible(page, "details p")).isEqualTo(1);
      assertThat(visible(page, "input")).isZero();
      int sheets = page.sheets();
      assertThat(sheets).isBetween(3, three.sheets() + 1);
      // a list of ten times as many codes is some lines longer
      assertThat(more.sheets()).isLessThan(sheets + 10);
    }
  }
}

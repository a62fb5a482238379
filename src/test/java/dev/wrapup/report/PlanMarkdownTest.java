package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reader of GitHub-flavored Markdown makes of a plan.
class PlanMarkdownTest {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  static List<String> texts() {
    return Hostile.texts();
  }

  private static String render(Verdict verdict, Budget budget) {
    return PlanMarkdown.render(verdict, Plans.FACTS, Plans.LOOK, budget);
  }

  private static Stream<Node> nodes(Node node) {
    Stream<Node> children =
        Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext)
            .flatMap(PlanMarkdownTest::nodes);
    return Stream.concat(Stream.of(node), children);
  }

  /// Everything but what stands in code.
  private static String skeleton(Node document) {
    return nodes(document)
        .map(
            node ->
                switch (node) {
                  case Text text -> "text " + text.getLiteral();
                  case HtmlBlock html -> "html " + html.getLiteral();
                  case FencedCodeBlock block -> "block " + block.getInfo();
                  default -> node.getClass().getSimpleName() + " in " + depth(node);
                })
        .collect(Collectors.joining("\n"));
  }

  private static int depth(Node node) {
    return node.getParent() == null ? 0 : depth(node.getParent()) + 1;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatever_others_wrote_stands_in_code_and_changes_nothing_around_it(String text) {
    String hostile = render(Plans.refused(List.of(text)), Budget.SUMMARY);

    Node document = PARSER.parse(hostile);

    Node harmless = PARSER.parse(render(Plans.refused(List.of("harmless")), Budget.SUMMARY));
    assertThat(skeleton(document)).isEqualTo(skeleton(harmless));
    assertThat(skeleton(harmless)).doesNotContain("harmless");
    assertThat(hostile).doesNotContain("::error", "##[", "\u001b", "\u202E", "\r", "\u2028");
    // more than 80, and GitHub's parser would take them for text
    assertThat(hostile).doesNotContain("`".repeat(20));
    if (text.length() > 20) return;
    String visible = Visible.text(text, Plans.LOOK);
    boolean hasEdges = !text.equals(text.strip());
    String value = hasEdges ? "\"" + visible + "\"" : visible;
    List<String> codes =
        nodes(document).filter(Code.class::isInstance).map(n -> ((Code) n).getLiteral()).toList();
    assertThat(codes).contains(visible, value);
    assertThat(nodes(document).filter(FencedCodeBlock.class::isInstance))
        .anyMatch(n -> ((FencedCodeBlock) n).getLiteral().contains("+ displayName  " + value));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20",
    "10, 1000",
    "1000, 20",
    "1000, 1000",
    "100000, 20",
  })
  void keeps_to_its_budget_whole_and_tells_what_is_missing(int count, int length) {
    Verdict verdict = Plans.updates(count, "ä".repeat(length));
    String marker = "<!-- wrapup -->\n";

    String comment = render(verdict, Budget.COMMENT.less(marker));
    String summary = render(verdict, Budget.SUMMARY);

    assertThat((marker + comment).length()).isLessThanOrEqualTo(65_536);
    assertThat(Budget.bytes(summary)).isLessThanOrEqualTo(1024 * 1024);
    for (String text : List.of(comment, summary)) holdsTogether(text, count);
    if (count * length <= 200) assertThat(comment).isEqualTo(summary).doesNotContain(" shown, ");
    if (count == 100_000) {
      assertThat(comment.length()).as("the room is used").isGreaterThan(60_000);
      assertThat(summary.length()).as("the room is used").isGreaterThan(500_000);
    }
  }

  private static void holdsTogether(String text, int count) {
    Node document = PARSER.parse(text);
    long rows = nodes(document).filter(TableRow.class::isInstance).count() - 1;
    long details = nodes(document).filter(FencedCodeBlock.class::isInstance).count() - 1;
    List<String> html =
        nodes(document)
            .filter(HtmlBlock.class::isInstance)
            .map(node -> ((HtmlBlock) node).getLiteral())
            .toList();

    assertThat(html)
        .containsExactly("<details>\n<summary>Old and new of each field</summary>", "</details>");
    assertThat(told(text)).containsExactlyElementsOf(missing(rows, details, count));
    Set<String> allowed =
        Set.of(
            "Document",
            "Heading",
            "Paragraph",
            "Text",
            "SoftLineBreak",
            "Code",
            "FencedCodeBlock",
            "StrongEmphasis",
            "BulletList",
            "ListItem",
            "HtmlBlock",
            "BlockQuote",
            "TableBlock",
            "TableHead",
            "TableBody",
            "TableRow",
            "TableCell");
    assertThat(nodes(document).map(node -> node.getClass().getSimpleName())).isSubsetOf(allowed);
    assertThat(text).contains("wrapup apply --expect sha256:").contains("DRIFTED");
  }

  private static List<String> missing(long rows, long details, int count) {
    List<String> missing = new ArrayList<>();
    for (long shown : List.of(rows, details)) {
      if (shown < count) missing.add("%,d of %,d changes".formatted(shown, count));
    }
    return missing;
  }

  private static List<String> told(String text) {
    Matcher told = Pattern.compile("(?m)^([\\d,]+ of [\\d,]+ changes) shown").matcher(text);
    return told.results().map(result -> result.group(1)).toList();
  }
}

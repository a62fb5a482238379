package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.plan.Verdict;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.format.SizeLimit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
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

  private static String render(Verdict verdict, SizeLimit budget) {
    return Renderers.markdown(PlanDoc.of(verdict, Plans.FACTS), Plans.LOOK, budget);
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
    String hostile = render(Plans.refused(List.of(text)), SizeLimit.SUMMARY);

    Node document = PARSER.parse(hostile);

    Node harmless = PARSER.parse(render(Plans.refused(List.of("harmless")), SizeLimit.SUMMARY));
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
}

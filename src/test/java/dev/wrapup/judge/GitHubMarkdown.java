package dev.wrapup.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// What GitHub makes of a Markdown document, read by a library that knows its extensions. Nothing
/// in the tree is anybody's but the program's: texts of others are code and nothing else.
public final class GitHubMarkdown {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          TaskListItemsExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final Set<String> NODES =
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

  /// Between more backticks GitHub's parser finds no code (cmark-gfm, `MAXBACKTICKS` in inlines.c,
  /// read 2026-11-24), which the library does.
  private static final String UNKNOWN_FENCE = "`".repeat(81);

  private static final String OPEN = "<details>\n<summary>Old and new of each field</summary>";
  private static final String OPEN_OTHERS = OPEN.replace("each field", "the other changes");
  private static final String CLOSED = "</details>";
  private static final Pattern MARKER =
      Pattern.compile("<!-- wrapup:(comment|drift)((?!--)[^<>\n])* -->");

  /// Letters, digits and signs of which GitHub makes nothing by itself.
  private static final Pattern OUR_WORDS =
      Pattern.compile("[A-Za-z0-9 \n.,;:()/·→←\"!✓✗⚠\uFE0F~+=%…×–'-]*");

  private static final Pattern ALERT = Pattern.compile("^\\[!(CAUTION|WARNING)](\n|$)");

  /// What GitHub links without any markup, of what those letters and signs allow.
  private static final Pattern LINKED =
      Pattern.compile(
          "(?i)\\b(www\\.|[a-z+]+://|GH-\\d|[0-9a-f]*[a-f][0-9a-f]{6,}\\b)|:[a-z0-9+_-]+:");

  private final Node document;

  private GitHubMarkdown(Node document) {
    this.document = document;
  }

  /// Reads a document, and holds that only the program's own is in it.
  ///
  /// @param isPosted whether the line that nobody sees has to stand first; it stands nowhere else
  public static GitHubMarkdown hold(String markdown, boolean isPosted) {
    GitHubMarkdown read = new GitHubMarkdown(PARSER.parse(markdown));
    Terminal.holdPlain(markdown);
    assertThat(markdown).doesNotContain(UNKNOWN_FENCE);
    read.holdNodes();
    read.holdHtml(isPosted);
    read.holdTables();
    read.holdWords();
    return read;
  }

  /// What stands in code spans, each as a reader sees it.
  public List<String> spans() {
    return all(Code.class).map(Code::getLiteral).toList();
  }

  /// The lines of all code blocks.
  public List<String> lines() {
    return all(FencedCodeBlock.class).flatMap(block -> block.getLiteral().lines()).toList();
  }

  /// How many code blocks of a language there are.
  public long blocks(String language) {
    return all(FencedCodeBlock.class).filter(block -> block.getInfo().equals(language)).count();
  }

  /// How many rows there are in tables, without their heads.
  public long rows() {
    return all(TableRow.class)
        .filter(row -> row.getParent().getClass().getSimpleName().equals("TableBody"))
        .count();
  }

  /// The program's own words, block by block.
  public List<String> words() {
    return all(Node.class).filter(GitHubMarkdown::holdsText).map(GitHubMarkdown::words).toList();
  }

  private <T extends Node> Stream<T> all(Class<T> type) {
    return nodes(document).filter(type::isInstance).map(type::cast);
  }

  private static Stream<Node> children(Node node) {
    return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext);
  }

  private static Stream<Node> nodes(Node node) {
    return Stream.concat(Stream.of(node), children(node).flatMap(GitHubMarkdown::nodes));
  }

  private void holdNodes() {
    assertThat(all(Node.class).map(node -> node.getClass().getSimpleName())).isSubsetOf(NODES);
    assertThat(all(Heading.class).map(Heading::getLevel)).containsExactly(3);
    assertThat(all(FencedCodeBlock.class))
        .allSatisfy(
            block -> {
              assertThat(block.getInfo()).isIn("diff", "sh");
              assertThat(block.getClosingFenceLength()).as("closed").isNotNull();
            });
  }

  private void holdHtml(boolean isPosted) {
    List<String> html = new ArrayList<>(all(HtmlBlock.class).map(HtmlBlock::getLiteral).toList());
    if (isPosted) {
      assertThat(html).isNotEmpty();
      assertThat(document.getFirstChild()).isInstanceOf(HtmlBlock.class);
      assertThat(html.removeFirst()).matches(MARKER);
    }
    assertThat(html).isIn(List.of(), List.of(OPEN, CLOSED), List.of(OPEN_OTHERS, CLOSED));
  }

  /// Rows have as many cells as their head: a pipe of somebody else's would have made another.
  private void holdTables() {
    for (TableRow row : all(TableRow.class).toList()) {
      Node table = row.getParent().getParent();
      long head = children(table.getFirstChild().getFirstChild()).count();
      assertThat(children(row).filter(TableCell.class::isInstance).count()).isEqualTo(head);
    }
  }

  private void holdWords() {
    for (Node block : all(Node.class).filter(GitHubMarkdown::holdsText).toList()) {
      String words = words(block);
      if (block.getParent() instanceof BlockQuote) words = ALERT.matcher(words).replaceFirst("");
      assertThat(words).matches(OUR_WORDS).doesNotContain(HostileText.WORD);
      assertThat(words).doesNotContainPattern(LINKED);
    }
  }

  private static boolean holdsText(Node node) {
    return children(node).anyMatch(GitHubMarkdown::isInline);
  }

  private static boolean isInline(Node node) {
    return node instanceof Text
        || node instanceof Code
        || node instanceof SoftLineBreak
        || node instanceof StrongEmphasis;
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    for (Node child : children(node).toList()) {
      words.append(
          switch (child) {
            case Text text -> text.getLiteral();
            case SoftLineBreak ignored -> "\n";
            case StrongEmphasis strong -> words(strong);
            default -> "";
          });
    }
    return words.toString();
  }
}

package dev.wrapup.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/// What a browser makes of a page, read by an HTML parser that reads as browsers do. Its elements
/// and attributes are the program's, and texts of others stand where only text can.
public final class OnePage {
  private static final Set<String> ELEMENTS =
      Set.of(
          "html head meta title style body header p h1 h2 h3 bdi main ul li b span section div form"
              .split(" "));
  private static final Set<String> MORE_ELEMENTS =
      Set.of(
          ("label input output table thead tbody tr th td a code article del ins pre footer script"
                  + " details summary fieldset legend")
              .split(" "));

  /// Where texts of others may stand.
  private static final Set<String> THEIRS = Set.of("bdi", "code", "title");

  private static final String ANCHOR = "c\\d+";
  private static final Map<String, Pattern> ATTRIBUTES =
      Map.ofEntries(
          attribute("lang", "en"),
          attribute("charset", "utf-8"),
          attribute("http-equiv", "Content-Security-Policy"),
          attribute("content", "[a-z0-9 =,;:'+/A-Z-]+"),
          attribute("name", "viewport|color-scheme|referrer|risk"),
          attribute("class", "[a-z ]+"),
          attribute("id", ANCHOR + "|[a-z]+(-aside)?"),
          attribute("aria-labelledby", "([a-z]+)( \\1-aside)?"),
          attribute("hidden", ""),
          attribute("type", "search|radio"),
          attribute("value", "high|medium|low"),
          attribute("checked", ""),
          attribute("disabled", ""),
          attribute("data-risk", "high|medium|low"),
          attribute("autocomplete", "off"),
          attribute("spellcheck", "false"),
          attribute("scope", "col|row"),
          attribute("data-of", ANCHOR),
          attribute("data-label", "[a-z ]+"),
          attribute("colspan", "2"),
          attribute("href", "#" + ANCHOR));

  private static final Pattern OUR_WORDS =
      Pattern.compile("[A-Za-z0-9\\s.,;:()/·→←✓✗~+=%…×–'\"!?-]*");

  private final Document document;

  private OnePage(Document document) {
    this.document = document;
  }

  private static Map.Entry<String, Pattern> attribute(String name, String value) {
    return Map.entry(name, Pattern.compile(value));
  }

  /// Reads a page, and holds that only the program's own is in it.
  public static OnePage hold(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    Document document = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).isEmpty();
    document.traverse(
        (node, depth) -> {
          switch (node) {
            case Element element -> holdElement(element);
            case TextNode text -> holdText(text);
            case Comment comment -> throw new AssertionError(comment.outerHtml());
            default -> {}
          }
        });
    assertThat(document.select("script")).hasSize(1);
    assertThat(document.select("style")).hasSize(1);
    assertThat(document.select("title")).hasSize(1);
    return new OnePage(document);
  }

  private static void holdElement(Element element) {
    if (element instanceof Document) return;
    String name = element.normalName();
    boolean isOurs = ELEMENTS.contains(name) || MORE_ELEMENTS.contains(name);
    if (!isOurs) throw new AssertionError("not ours: " + element.outerHtml());
    for (Attribute attribute : element.attributes()) {
      Pattern value = ATTRIBUTES.get(attribute.getKey());
      boolean isKnown = value != null && value.matcher(attribute.getValue()).matches();
      if (!isKnown) throw new AssertionError("not ours: %s in %s".formatted(attribute, element));
    }
  }

  private static void holdText(TextNode text) {
    Terminal.holdPlain(text.getWholeText());
    for (Node at = text; at != null; at = at.parent()) {
      if (at instanceof Element element && THEIRS.contains(element.normalName())) return;
    }
    assertThat(text.getWholeText()).matches(OUR_WORDS).doesNotContain(HostileText.WORD);
  }

  /// The texts of others, each as a reader sees it.
  public List<String> theirs() {
    return document.select("bdi, code").stream().map(Element::wholeText).toList();
  }

  /// How many elements are found by a selector.
  public int count(String selector) {
    return document.select(selector).size();
  }
}

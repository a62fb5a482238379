package dev.wrapup;

import java.util.ArrayList;
import java.util.List;

/// Texts that try to be more than text, in a terminal, in a CI runner's log, in Markdown, in HTML.
public final class Hostile {
  private static final int LONGEST_NAME = 256;

  private static final List<String> SHORT =
      List.of(
          "\u001b[2J\u001b[31mred",
          "a\r\nnext: run this",
          "a\nNothing to do",
          "\u202Eevil\u202C",
          "::error::forged",
          "##[error]forged",
          "a\u0000b\u0007",
          "\u200Bzero",
          "x",
          "📞",
          "👩\u200D👩\u200D👧\uFE0F",
          "e\u0301 שלום مرحبا",
          "\u0085next line\u2028more",
          "</script><b>",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\" onmouseover=\"alert(1)\" x=\"",
          "' autofocus onfocus='alert(1)",
          "javascript:alert(1)",
          "</title></style></textarea>",
          "</code></summary></details>",
          "<!-- comment",
          "--><h1>big</h1>",
          "<![CDATA[x]]>",
          "&lt;b&gt; &#96; &amp",
          "${7*7} @if(true) $unsafe{x}",
          "`",
          "``",
          "a`b``c```d",
          " `edge` ",
          "|",
          "a|b\\|c\\\\|d",
          "\\",
          "\\`",
          "**bold** _thin_ ~~gone~~",
          "*",
          "# heading",
          "- item",
          "1. item",
          "> quote",
          "---",
          "===",
          "```\nfence",
          "~~~",
          "[link](https://evil.example)",
          "![image](https://evil.example/x.png)",
          "[ref]: https://evil.example",
          "[^1]",
          "[!CAUTION]",
          "<https://evil.example>",
          "https://evil.example/x",
          "www.evil.example",
          "mail@evil.example",
          "@somebody",
          "@some/team",
          "#12",
          "fixes some/repo#12",
          "GH-12",
          ":tada:",
          "$x^2$ $$y$$",
          " edge ",
          "  ",
          "\t");

  private Hostile() {}

  /// Each as it is, and again and again up to the length that a name may have.
  public static List<String> texts() {
    List<String> texts = new ArrayList<>(SHORT);
    for (String text : SHORT) {
      texts.add(text.repeat(LONGEST_NAME / text.length()));
    }
    return texts;
  }
}

package dev.wrapup;

import java.util.List;
import java.util.Random;

/// Makes up texts that try to be more than text. Whatever of them is a word is one of [#WORD], so
/// that a judge who finds that word outside the places for others' texts knows that something got
/// out.
public final class HostileText {
  /// None of the program's own words holds it.
  public static final String WORD = "evil";

  private static final List<String> PIECES =
      List.of(
          // of a terminal
          "\u001b[2J\u001b[31mevil",
          "\u001b]8;;https://evil.example\u0007evil\u001b]8;;\u0007",
          "\u009b31mevil",
          "evil\r\nevil",
          "evil\nevil",
          "evil\revil",
          "\b\b\bevil\u007f",
          "evil\u0000evil\u0007",
          "\u0085evil\u2028evil\u2029",
          // what nobody sees
          "\u202Eevil\u202C",
          "\u2066evil\u2069",
          "\u200Bevil\u00ad\uFEFF",
          "evil\uDB40\uDC45\uDB40\uDC56",
          "\u00a0evil\u3000",
          "\u3164\u115fevil\u2800",
          "evil\uFE0F\u180B\u17B4",
          "\uFE00evil\uDB40\uDD00\uFE0E",
          "1\uFE0F\u20E3evil",
          "\uE000evil\uFFFF",
          " evil ",
          "\tevil\t",
          "evil  evil",
          // letters of all sorts
          "📞",
          "👩\u200D👩\u200D👧\uFE0F",
          "🏴\u200D☠️",
          "e\u0301\u0302\u0303evil",
          "שלום evil مرحبا",
          "ﬀİıßevil",
          "𝕖𝕧𝕚𝕝",
          // of a CI's runner
          "::error::evil",
          "::error file=evil,line=1::evil",
          "::set-output name=evil::evil",
          "::add-mask::evil",
          "::stop-commands::evil",
          "##[error]evil",
          "##[",
          "evil ##[evil",
          "evil ##",
          "##vso[task.setvariable]evil",
          "%0A::error::evil",
          "%25%3A%2C%0D",
          "evil,line=99,title=evil",
          ":",
          "::",
          "#",
          // of Markdown
          "`",
          "``evil``",
          "`evil``evil```",
          " `evil` ",
          "|",
          "evil|evil\\|evil\\\\|",
          "\\",
          "\\`evil",
          "**evil** _evil_ ~~evil~~",
          "*",
          "# evil",
          "- evil",
          "- [x] evil",
          "> evil",
          "> [!WARNING]\n> evil",
          "---",
          "===",
          "evil\n===",
          "```evil\n+ evil\n```",
          "~~~evil",
          "    evil",
          "| evil | evil |\n|---|---|\n",
          "evil  \nevil",
          "[evil](https://evil.example)",
          "![evil](https://evil.example/evil.png)",
          "[evil]: https://evil.example",
          "[^evil]",
          "[^evil]: evil",
          "<https://evil.example>",
          "https://evil.example/evil",
          "www.evil.example",
          "ftp://evil.example",
          "evil@evil.example",
          "@evil",
          "@evil/evil",
          "#12",
          "fixes evil/evil#12",
          "GH-12",
          "4f1c9d0e5a6b7c8d9e0f1a2b3c4d5e6f70819203",
          ":evil:",
          "$evil^2$ $$evil$$",
          "<!-- wrapup:comment target=evil folder= -->",
          // of HTML
          "<b>evil</b>",
          "<script>evil()</script>",
          "</script><img src=evil onerror=evil()>",
          "\" onmouseover=\"evil()\" x=\"",
          "' autofocus onfocus='evil()",
          "javascript:evil()",
          "</title></style></textarea><h1>evil",
          "</code></summary></details>\n\n# evil",
          "<details><summary>evil",
          "<!-- evil",
          "--><h1>evil</h1>",
          "<![CDATA[evil]]>",
          "&lt;evil&gt; &#96; &amp &commat;evil",
          "${7*7} @if(evil) $unsafe{evil} ${{ evil }}",
          // of YAML and JSON
          "key: evil # evil",
          "evil: [evil, {evil: evil}]",
          "? evil",
          "*evil &evil !evil %evil @evil",
          "'evil' \"evil\" ''",
          "\\n \\u0041 \\",
          "null",
          "404",
          "NO",
          "~",
          "}],\"evil\":\"",
          "--evil",
          "../evil");

  private static final String SIGNS = "`|\\*_<>[]()#:@!$&\"'~-+={}/.,;%^? \n\t\r";

  private final Random random;

  public HostileText(Random random) {
    this.random = random;
  }

  /// @param most so many UTF-16 units
  public String text(int most) {
    String text =
        switch (random.nextInt(6)) {
          case 0 -> piece();
          case 1 -> repeated(piece(), most);
          case 2 -> signs(1 + random.nextInt(Math.min(most, 40)));
          default -> joined(most);
        };
    return cut(text, most);
  }

  /// The same without what no file can declare and no name of a file can hold.
  public String name(int most) {
    StringBuilder name = new StringBuilder();
    text(most)
        .codePoints()
        .filter(c -> c != '/' && c != 0 && Character.getType(c) != Character.SURROGATE)
        .forEach(name::appendCodePoint);
    return name.isEmpty() || name.toString().isBlank() ? WORD : name.toString();
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private static String repeated(String piece, int most) {
    return piece.repeat(Math.max(1, most / piece.length()));
  }

  private String signs(int count) {
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < count; i++) signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    return signs.toString();
  }

  private String joined(int most) {
    StringBuilder joined = new StringBuilder();
    int count = 2 + random.nextInt(4);
    String between = List.of("", " ", "\n", ":", "#", "`").get(random.nextInt(6));
    for (int i = 0; i < count && joined.length() < most; i++) {
      if (i > 0) joined.append(between);
      joined.append(piece());
    }
    return joined.toString();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) return text;
    boolean splits = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most);
  }
}

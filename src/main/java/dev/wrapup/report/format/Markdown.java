package dev.wrapup.report.format;

import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Visible;
import java.util.List;

/// GitHub-flavored Markdown of our words and of texts of others. Those stand in code alone, spans
/// or blocks: there is no other escape that keeps GitHub from making mentions, links and references
/// to issues of them.
final class Markdown {
  /// Runs of backticks are cut to this length. GitHub's parser knows no code span between more than
  /// 80 of them (cmark-gfm, `MAXBACKTICKS` in inlines.c, read 2026-11-24), so that a longer run in
  /// a text would let the rest of the text out.
  private static final int LONGEST_RUN = 16;

  private static final String BACKTICK = "<U+0060>";

  private final OutputStyle look;

  Markdown(OutputStyle look) {
    this.look = look;
  }

  /// A text as a code span; a longer one is cut, and says so.
  ///
  /// @param most how many UTF-16 units of it are shown
  String code(String theirs, int most) {
    String text = cut(text(theirs), most);
    if (text.isEmpty()) return "(empty)";
    String fence = "`".repeat(longestRun(text) + 1);
    String padding = losesEdges(text) ? " " : "";
    return fence + padding + text + padding + fence;
  }

  /// A whole text as a code span.
  String code(String theirs) {
    return code(theirs, Integer.MAX_VALUE);
  }

  /// A phrase, with what others said in code spans.
  ///
  /// @param most how many UTF-16 units of each text of others are shown
  String phrase(Phrase phrase, int most) {
    StringBuilder text = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      String next =
          switch (part) {
            case Phrase.Ours ours -> ours.text();
            case Phrase.Theirs theirs -> code(theirs.text(), most);
            case Phrase.Code command -> code(command.text());
          };
      boolean touches = !text.isEmpty() && text.charAt(text.length() - 1) == '`';
      if (touches && next.startsWith("`")) text.append(' ');
      text.append(next);
    }
    return text.toString();
  }

  /// A row of a table. In its cells a pipe is escaped even within code, and whatever stands before
  /// it (GitHub Flavored Markdown Spec, 4.10, read 2026-11-24).
  static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    return row.append('\n').toString();
  }

  /// The row over all others of a table.
  static String head(List<String> columns) {
    return row(columns) + "|" + "---|".repeat(columns.size()) + "\n";
  }

  /// A text for a line of a block.
  String text(String theirs) {
    String visible = Visible.text(theirs, look);
    return longestRun(visible) <= LONGEST_RUN ? visible : withoutLongRuns(visible);
  }

  /// A phrase for a line of a block.
  String line(Phrase phrase) {
    StringBuilder line = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      line.append(
          switch (part) {
            case Phrase.Ours ours -> ours.text();
            case Phrase.Theirs theirs -> text(theirs.text());
            case Phrase.Code command -> command.text();
          });
    }
    return line.toString();
  }

  /// A code block.
  ///
  /// @param lines without line feeds; what others said in them went through [#text] or [#line]
  static String block(String language, List<String> lines) {
    int longest = lines.stream().mapToInt(Markdown::longestRun).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    StringBuilder block = new StringBuilder(fence).append(language).append('\n');
    for (String line : lines) block.append(line).append('\n');
    return block.append(fence).append('\n').toString();
  }

  /// A reader takes one space from either edge, and backticks there for the fence (CommonMark 0.31,
  /// 6.1, read 2026-11-24).
  private static boolean losesEdges(String text) {
    boolean hasBackticks = text.startsWith("`") || text.endsWith("`");
    return hasBackticks || (text.startsWith(" ") && text.endsWith(" ") && !text.isBlank());
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String withoutLongRuns(String text) {
    StringBuilder tamed = new StringBuilder();
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      run = c == '`' ? run + 1 : 0;
      if (run <= LONGEST_RUN) {
        tamed.append(c);
      } else {
        tamed.append(BACKTICK);
        run = 0;
      }
    }
    return tamed.toString();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) return text;
    int end = most - 1;
    while (!Columns.isBreak(text, end)) end--;
    return text.substring(0, end) + "…";
  }
}

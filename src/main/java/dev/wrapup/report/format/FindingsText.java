package dev.wrapup.report.format;

import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Findings for people: the place, the problem, the line with a caret, and what to do.
final class FindingsText {
  /// More of them nobody reads; the JSON has them all.
  private static final int MOST = 100;

  /// How much of a long line is shown.
  private static final int WINDOW = 96;

  /// What stands around it: a bar with its spaces, and a sign at each end that there is more.
  private static final int AROUND = 5;

  private final OutputStyle look;
  private final Ansi paint;
  private final StringBuilder text = new StringBuilder();

  private FindingsText(OutputStyle look) {
    this.look = look;
    this.paint = new Ansi(look.color());
  }

  static String render(List<Finding> findings, OutputStyle look) {
    FindingsText drawn = new FindingsText(look);
    shown(findings).forEach(drawn::finding);
    String rest = rest(findings);
    if (!rest.isEmpty()) drawn.text.append(rest).append('\n');
    return drawn.text.toString();
  }

  /// Those that are told to people, in their order: errors before warnings where not all are.
  static List<Finding> shown(List<Finding> findings) {
    if (findings.size() <= MOST) return findings;
    long errors = findings.stream().filter(Finding::isError).limit(MOST).count();
    long warnings = MOST - errors;
    List<Finding> shown = new ArrayList<>(MOST);
    for (Finding finding : findings) {
      if (finding.isError() ? errors-- > 0 : warnings-- > 0) shown.add(finding);
    }
    return shown;
  }

  /// How many are shown; empty if all are.
  private static String rest(List<Finding> findings) {
    return findings.size() <= MOST
        ? ""
        : "%,d of %s shown; --format json has all"
            .formatted(MOST, Words.count(findings.size(), "finding"));
  }

  private void finding(Finding finding) {
    boolean isError = finding.isError();
    String severity = isError ? paint.in(Tone.BAD, "error") : paint.in(Tone.WARN, "warning");
    String place = finding.at().map(at -> paint.bold(visible(at + ":")) + " ").orElse("");
    text.append(place)
        .append(severity)
        .append(": ")
        .append(visible(finding.message()))
        .append(" [")
        .append(finding.code())
        .append("]\n");
    Optional<SourcePosition> line = finding.at().filter(at -> !at.isWholeFile());
    String hint = finding.hint().map(this::visible).orElse("");
    if (line.isPresent()) excerpt(line.get(), finding.width(), hint, isError);
    else if (!hint.isEmpty()) text.append("      ").append(hint).append('\n');
  }

  private void excerpt(SourcePosition at, int width, String hint, boolean isError) {
    int start = at.column() - 1;
    String number = Integer.toString(at.line());
    String gutter = " ".repeat(Math.max(5, number.length() + 1));
    int room = Math.min(WINDOW, look.columns() - gutter.length() - AROUND);
    int from = start < room - 16 ? 0 : start - 16;
    String shown = at.file().part(at.line(), from, room + 1);
    int length = shown.codePointCount(0, shown.length());
    boolean isCut = length > room;
    if (isCut) shown = shown.substring(0, shown.offsetByCodePoints(0, room));
    int to = from + Math.min(length, room);
    start = Math.min(start, to);
    // the dots are part of the line: what is seen of a sign depends on those beside it
    String begin = from > 0 ? "…" : "";
    String line = begin + shown + (isCut ? "…" : "");
    int first = begin.length() + start - from;
    int last = begin.length() + Math.min(start + width, to) - from;
    String before = part(line, 0, first, look);
    String meant = part(line, first, last, look);
    String after = part(line, last, line.codePointCount(0, line.length()), look);
    String carets = "^".repeat(Math.max(1, Columns.width(meant)));
    text.append(Columns.pad("", gutter.length() - number.length()))
        .append(number)
        .append(" | ")
        .append(before)
        .append(meant)
        .append(after)
        .append('\n')
        .append(gutter)
        .append(" | ")
        .append(" ".repeat(Columns.width(before)))
        .append(isError ? paint.in(Tone.BAD, carets) : paint.in(Tone.WARN, carets));
    int used = gutter.length() + 3 + Columns.width(before) + carets.length() + 1;
    if (used + Columns.width(hint) <= look.columns()) {
      text.append(hint.isEmpty() ? "" : " " + hint).append('\n');
    } else {
      text.append('\n').append(gutter).append(" = ").append(hint).append('\n');
    }
  }

  /// What stands between two code points of a line, with two spaces for a tab.
  static String part(String line, int from, int to, OutputStyle look) {
    return Visible.part(spaced(line), column(line, from), column(line, to), look);
  }

  private static int column(String line, int codePoints) {
    return spaced(line.substring(0, line.offsetByCodePoints(0, codePoints))).length();
  }

  private static String spaced(String line) {
    return line.replace("\t", "  ");
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

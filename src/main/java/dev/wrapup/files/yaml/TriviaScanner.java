package dev.wrapup.files.yaml;

import java.util.Arrays;

/// Reads what stands between the nodes of a file: comments, dashes, colons, commas. Goes forward
/// only.
final class TriviaScanner {
  private final String text;
  private int at;

  /// Where the comments begin that were found since they were asked for last.
  private int[] found = new int[16];

  private int count;

  TriviaScanner(String text) {
    this.text = text;
  }

  /// What was passed on the way to a node.
  ///
  /// @param mark the last dash or question mark, or -1
  /// @param colon behind the last colon, or -1
  record Gap(Comments comments, int mark, int colon) {}

  /// What follows an item in brackets.
  ///
  /// @param comma or -1
  record Separator(Comments comments, int comma) {}

  void moveTo(int place) {
    at = Math.max(at, place);
  }

  /// Reads on to where the next node begins.
  Gap gap(int to) {
    int mark = -1;
    int colon = -1;
    while (at < to) {
      char c = text.charAt(at);
      switch (c) {
        case '#' -> comment();
        case '&', '!' -> word(to);
        case '%' -> directive();
        default -> {
          if (c == '-' || c == '?') mark = at;
          if (c == ':') colon = at + 1;
          at++;
        }
      }
    }
    return new Gap(comments(), mark, colon);
  }

  /// An anchor or a tag, which may hold any sign.
  private void word(int to) {
    while (at < to && !Lines.isSpace(text.charAt(at))) at++;
  }

  private void directive() {
    int end = Lines.end(text, at);
    int comment = text.indexOf(" #", at, end);
    at = comment >= 0 ? comment : end;
  }

  /// Where the content of a node begins, behind its anchor and tag.
  ///
  /// @param start where these begin
  /// @param words how many they are
  /// @param end of the node
  Properties properties(int start, int words, int end) {
    int place = start;
    int behind = start;
    for (int i = 0; i <= words; i++) {
      while (place < end && (Lines.isSpace(text.charAt(place)) || text.charAt(place) == '#')) {
        place = text.charAt(place) == '#' ? Lines.end(text, place) : place + 1;
      }
      if (i == words) break;
      while (place < end && !Lines.isSpace(text.charAt(place))) place++;
      behind = place;
    }
    return new Properties(behind, place);
  }

  /// @param behind the last word
  /// @param content where the node itself begins
  record Properties(int behind, int content) {}

  /// The comment at the end of a line whose value has just been read.
  Comments trailing() {
    if (at == 0 || text.charAt(at - 1) == '\n') return Comments.NONE;
    int place = at;
    while (place < text.length() && isBlank(text.charAt(place))) place++;
    if (place == text.length() || text.charAt(place) != '#') return Comments.NONE;
    at = place;
    comment();
    return comments();
  }

  /// The comma behind an item in brackets, if there is one, and the comments on the way.
  Separator separator() {
    Comments comments = trailing();
    int comma = skipComments(at);
    if (comma == text.length() || text.charAt(comma) != ',') return new Separator(comments, -1);
    comments = comments.plus(gap(comma).comments());
    at = comma + 1;
    return new Separator(comments.plus(trailing()), comma);
  }

  /// Comments below the last entry of a map or list that belong to it and not to what follows: they
  /// are indented like its entries.
  Comments foot(int column) {
    int next = nextColumn();
    while (true) {
      int place = skipSpace(at);
      if (place == text.length() || text.charAt(place) != '#') return comments();
      int indent = Lines.column(text, place);
      if (indent < column || indent <= next) return comments();
      at = place;
      comment();
    }
  }

  /// The column of the next line with more than a comment.
  private int nextColumn() {
    int place = skipComments(at);
    return place == text.length() ? 0 : Lines.column(text, place);
  }

  private int skipComments(int from) {
    int place = skipSpace(from);
    while (place < text.length() && text.charAt(place) == '#') {
      place = skipSpace(Lines.end(text, place));
    }
    return place;
  }

  private int skipSpace(int from) {
    int place = from;
    while (place < text.length() && Lines.isSpace(text.charAt(place))) place++;
    return place;
  }

  private void comment() {
    if (count == found.length) found = Arrays.copyOf(found, 2 * count);
    found[count++] = at;
    at = Lines.end(text, at);
  }

  private Comments comments() {
    if (count == 0) return Comments.NONE;
    Comments comments = Comments.of(text, Arrays.copyOf(found, count));
    count = 0;
    return comments;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}

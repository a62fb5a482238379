package dev.wrapup.desired;

import java.util.ArrayList;
import java.util.List;

/// Reads what stands between the nodes of a file: comments, dashes, colons, commas. Goes forward
/// only.
final class Between {
  private final String text;
  private int at;

  Between(String text) {
    this.text = text;
  }

  /// What was passed on the way to a node.
  ///
  /// @param mark the last dash or question mark, or -1
  /// @param colon behind the last colon, or -1
  record Gap(List<Comment> comments, int mark, int colon) {}

  /// What follows an item in brackets.
  ///
  /// @param comma or -1
  record Separator(List<Comment> comments, int comma) {}

  void moveTo(int place) {
    at = Math.max(at, place);
  }

  /// Reads on to where the next node begins.
  Gap gap(int to) {
    List<Comment> comments = new ArrayList<>();
    int mark = -1;
    int colon = -1;
    while (at < to) {
      char c = text.charAt(at);
      switch (c) {
        case '#' -> comments.add(comment());
        case '&', '!' -> word(to);
        case '%' -> directive();
        default -> {
          if (c == '-' || c == '?') mark = at;
          if (c == ':') colon = at + 1;
          at++;
        }
      }
    }
    return new Gap(comments, mark, colon);
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
  List<Comment> trailing() {
    if (at == 0 || text.charAt(at - 1) == '\n') return List.of();
    int place = at;
    while (place < text.length() && isBlank(text.charAt(place))) place++;
    if (place == text.length() || text.charAt(place) != '#') return List.of();
    at = place;
    return List.of(comment());
  }

  /// The comma behind an item in brackets, if there is one, and the comments on the way.
  Separator separator() {
    List<Comment> comments = new ArrayList<>(trailing());
    int comma = skipComments(at);
    if (comma == text.length() || text.charAt(comma) != ',') return new Separator(comments, -1);
    comments.addAll(gap(comma).comments());
    at = comma + 1;
    comments.addAll(trailing());
    return new Separator(comments, comma);
  }

  /// Comments below the last entry of a map or list that belong to it and not to what follows: they
  /// are indented like its entries.
  List<Comment> foot(int column) {
    List<Comment> comments = new ArrayList<>();
    int next = nextColumn();
    while (true) {
      int place = skipSpace(at);
      if (place == text.length() || text.charAt(place) != '#') return comments;
      int indent = Lines.column(text, place);
      if (indent < column || indent <= next) return comments;
      at = place;
      comments.add(comment());
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

  private Comment comment() {
    int start = at;
    at = Lines.end(text, at);
    return comment(start);
  }

  /// The comment that begins there.
  Comment comment(int start) {
    boolean ownLine = Lines.isFirst(text, start);
    return new Comment(
        text.substring(start, Lines.end(text, start)).stripTrailing(),
        start,
        Lines.column(text, start),
        ownLine,
        ownLine && Lines.isAfterBlank(text, start));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}

package dev.wrapup.report;

import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.json.Json;
import java.util.List;
import java.util.function.BiConsumer;

/// The commit that a base was read from. Every report names it with what is kept back because of
/// it, so that one that is out of date hides nothing.
///
/// @param ref as it was given, or found
/// @param commit its whole name
public record BaseCommit(String ref, String commit) {
  /// Why a plan keeps codes back.
  static final String OUTSIDE = "changed outside Git";

  private static final int SHORT = 12;

  /// So many codes are named; all of them are told where they stand.
  private static final int NAMED = 20;

  /// As it is told to people.
  ///
  /// @param codes what is kept back
  /// @param why it is
  Doc.Notice told(List<String> codes, String why) {
    Phrase base = Phrase.ours("Base: ").and(Phrase.theirs(ref)).and(" at ").and(name(commit));
    if (codes.isEmpty()) return notice(base.and("; nothing is kept back because of it."));
    String count = Words.count(codes.size(), "code") + Words.verb(codes.size(), " is", " are");
    return notice(
        base.and("; %s kept back because of it, as %s: ".formatted(count, why))
            .and(Phrase.named(Doc.lazily(codes, Phrase::theirs), NAMED)));
  }

  private static Doc.Notice notice(Phrase text) {
    return new Doc.Notice("base", text);
  }

  static BiConsumer<Json, BaseCommit> json(List<String> codes) {
    return (json, base) ->
        json.text("ref", base.ref()).text("commit", base.commit()).texts("keptBack", codes);
  }

  /// A commit in short.
  public static Phrase name(String commit) {
    return Phrase.code(commit.substring(0, SHORT));
  }
}

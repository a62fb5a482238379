package dev.wrapup.report;

import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a comment or an issue on a code host, as a document and as JSON.
///
/// @param number of the pull or merge request, or of the issue
/// @param url where people read it
/// @param reason why nothing was written, where that needs a word
/// @param requests how many were made
public record ForgeReport(
    Kind kind,
    Action action,
    Optional<Long> number,
    Optional<String> url,
    Optional<String> reason,
    int requests) {
  /// What is written.
  public enum Kind {
    COMMENT("wrapup.github/1", "comment", "comment on ", "#"),
    DRIFT_ISSUE("wrapup.github/1", "drift-issue", "drift issue ", "#"),
    NOTE("wrapup.gitlab/1", "note", "note on ", "!");

    private final String format;
    private final String word;
    private final String on;
    private final String sign;

    Kind(String format, String word, String on, String sign) {
      this.format = format;
      this.word = word;
      this.on = on;
      this.sign = sign;
    }

    public String word() {
      return word;
    }

    /// As it is typed behind `wrapup`.
    public String command() {
      return format.substring("wrapup.".length(), format.indexOf('/')) + " " + word;
    }

    private String noun() {
      return word.replace('-', ' ');
    }

    private Phrase phrase(Optional<Long> number) {
      return number
          .map(n -> Phrase.ours(on).and(Phrase.code(sign + n)))
          .orElseGet(() -> Phrase.ours(noun()));
    }
  }

  /// What was done.
  public enum Action {
    CREATED("created"),
    UPDATED("updated"),
    /// It says already what it should.
    UNCHANGED("unchanged"),
    /// The same drift is back.
    REOPENED("reopened"),
    CLOSED("closed"),
    /// There is nothing to tell, and nothing was told before.
    NONE("none"),
    /// The token has no right to write, or there is no pull request to write on.
    SKIPPED("skipped");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /// As JSON writes it.
    public String word() {
      return word;
    }
  }

  /// Nothing was written, for want of a right or of something to write on.
  public static ForgeReport skipped(Kind kind, Optional<Long> number, String why, int requests) {
    return new ForgeReport(
        kind, Action.SKIPPED, number, Optional.empty(), Optional.of(why), requests);
  }

  public Doc doc(String tool, Instant at) {
    Phrase told =
        kind.phrase(number)
            .and(": " + action.word())
            .and(", ", reason)
            .and(" ", url)
            .and(" (%s)".formatted(Words.count(requests, "request")));
    return Doc.of(
        Doc.Head.of(kind.command(), Phrase.NONE, Phrase.ours(kind.noun()), tool, at),
        Doc.Summary.of(action.word(), Tone.PLAIN, ""),
        List.of(Doc.Listing.of(kind.word, List.of(Doc.Item.of(told, Phrase.NONE)))));
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        kind.format,
        json ->
            json.text("kind", kind.word)
                .text("action", action.word())
                .number("number", number)
                .text("url", url)
                .text("reason", reason)
                .number("requests", requests));
  }
}

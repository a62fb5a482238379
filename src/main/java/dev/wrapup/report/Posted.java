package dev.wrapup.report;

import dev.wrapup.model.text.Words;
import java.util.Optional;

/// What became of a comment or an issue on a code host, as text and as JSON.
///
/// @param number of the pull or merge request, or of the issue
/// @param url where people read it
/// @param reason why nothing was written, where that needs a word
/// @param requests how many were made
public record Posted(
    Kind kind,
    Action action,
    Optional<Long> number,
    Optional<String> url,
    Optional<String> reason,
    int requests) {
  /// What is written.
  public enum Kind {
    COMMENT("wrapup.github/1", "comment", "comment on #"),
    DRIFT_ISSUE("wrapup.github/1", "drift-issue", "drift issue #"),
    NOTE("wrapup.gitlab/1", "note", "note on !");

    private final String format;
    private final String word;
    private final String numbered;

    Kind(String format, String word, String numbered) {
      this.format = format;
      this.word = word;
      this.numbered = numbered;
    }

    private String text(Optional<Long> number) {
      return number.map(n -> numbered + n).orElse(word.replace('-', ' '));
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
  public static Posted skipped(Kind kind, Optional<Long> number, String why, int requests) {
    return new Posted(kind, Action.SKIPPED, number, Optional.empty(), Optional.of(why), requests);
  }

  public String text(Look look) {
    StringBuilder text = new StringBuilder(kind.text(number)).append(": ").append(action.word());
    reason.ifPresent(why -> text.append(", ").append(Visible.text(why, look)));
    url.ifPresent(address -> text.append(' ').append(Visible.text(address, look)));
    return text.append(" (").append(Words.count(requests, "request")).append(")\n").toString();
  }

  public String json(Look look) {
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

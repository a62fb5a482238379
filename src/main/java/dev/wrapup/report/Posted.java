package dev.wrapup.report;

import dev.wrapup.model.Words;
import java.util.Optional;

/// What became of a comment or an issue on GitHub, as text and as `wrapup.github/1`.
///
/// @param kind `comment` or `drift-issue`
/// @param number of the pull request, or of the issue
/// @param url where people read it
/// @param reason why nothing was written, where that needs a word
/// @param requests how many were made
public record Posted(
    String kind,
    Action action,
    Optional<Long> number,
    Optional<String> url,
    Optional<String> reason,
    int requests) {
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

  public String text(Look look) {
    StringBuilder text = new StringBuilder(kind.equals("comment") ? "comment" : "drift issue");
    number.ifPresent(n -> text.append(kind.equals("comment") ? " on #" : " #").append(n));
    text.append(": ").append(action.word());
    reason.ifPresent(why -> text.append(", ").append(Visible.text(why, look)));
    url.ifPresent(address -> text.append(' ').append(Visible.text(address, look)));
    return text.append(" (").append(Words.count(requests, "request")).append(")\n").toString();
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.github/1");
          json.writeStringProperty("kind", kind);
          json.writeStringProperty("action", action.word());
          if (number.isPresent()) json.writeNumberProperty("number", number.get());
          else json.writeNullProperty("number");
          JsonText.optional(json, "url", url);
          JsonText.optional(json, "reason", reason);
          json.writeNumberProperty("requests", requests);
        });
  }
}

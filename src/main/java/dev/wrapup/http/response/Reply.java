package dev.wrapup.http.response;

import dev.wrapup.http.secret.Redactor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A complete HTTP response of at most [#MOST_BYTES].
public final class Reply {
  /// More is not read: 64 MiB.
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  /// What a request's id may be, of whatever a server writes there.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,80}");

  private final int status;
  private final byte[] body;
  private final Optional<String> requestId;
  private final String date;
  private final Redactor redactor;

  /// @param requestId as the server wrote it
  /// @param date as the server wrote it; empty if it didn't
  public Reply(
      int status, byte[] body, Optional<String> requestId, String date, Redactor redactor) {
    this.status = status;
    this.body = body;
    this.requestId = requestId.flatMap(text -> id(text, redactor));
    this.date = date;
    this.redactor = redactor;
  }

  private static Optional<String> id(String text, Redactor redactor) {
    return Optional.of(text.strip())
        .filter(id -> ID.matcher(id).matches() && redactor.redact(id).equals(id));
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// Whether the server, or one on the way to it, gave up the request: the same may succeed later.
  /// 408 is RFC 9110 section 15.5.9 (read 2026-11-28), 499 is what proxies write for a client that
  /// went away.
  public boolean isPassing() {
    return status == 408 || status == 499 || (status >= 500 && status != 501);
  }

  /// Whether it tells if a write was carried out: a refusal says no. A redirect may stand for
  /// either (RFC 9110 section 15.4, read 2026-11-28), and who gave a request up may have passed it
  /// on.
  public boolean tells() {
    return isSuccess() || (status >= 400 && !isPassing());
  }

  /// The bytes themselves, which nobody changes. What they say may be anything: people are told of
  /// it by [#describe] and [#redact], and nothing is taken for data in which there is a
  /// [#secretIn].
  public byte[] body() {
    return body;
  }

  /// Redacts secrets from a text of the response.
  public String redact(String text) {
    return redactor.redact(text);
  }

  /// The name of a secret that the response echoes in a text; empty if there is none.
  public Optional<String> secretIn(String text) {
    return redactor.secretIn(text);
  }

  /// The server's request id.
  public Optional<String> requestId() {
    return requestId;
  }

  /// The `Date` header.
  public Optional<Instant> date() {
    return httpDate(date);
  }

  /// Whether this is the server's word for the error, such as `duplicate.name`. Looked for in the
  /// answer as it came: a secret may be a common word.
  public boolean isError(String word) {
    return FlatJson.of(body).text("code").map(String::strip).filter(word::equals).isPresent();
  }

  /// Whether the reason of the error holds these words, in whatever case; as [#isError].
  public boolean isErrorAbout(String words) {
    return FlatJson.of(body).reason().toLowerCase(Locale.ROOT).contains(words);
  }

  /// The remedy for the error; empty for an unknown error code.
  public Optional<String> remedy() {
    return ErrorHints.of(FlatJson.of(body), redactor::redact);
  }

  /// [#describe] with the remedy, if one is known.
  public String explain() {
    return describe() + remedy().map(text -> "; " + text).orElse("");
  }

  /// `409 duplicate-code: it is taken (request 1f0c)`: the status, the server's word and reason,
  /// and the request's id.
  public String describe() {
    FlatJson error = error();
    String reason = error.reason();
    String word = error.word();
    String id =
        requestId
            .or(() -> error.text("contextId").flatMap(text -> id(text, redactor)))
            .map(text -> " (request " + text + ")")
            .orElse("");
    if (word.isEmpty() && reason.isEmpty()) return StatusWords.of(status) + id;
    if (word.isEmpty() || word.equals(reason)) return status + " " + reason + id;
    return status + " " + word + ": " + reason + id;
  }

  private FlatJson error() {
    return FlatJson.of(body).map(redactor::redact);
  }

  /// A date as HTTP writes it (RFC 9110 section 5.6.7, read 2026-11-23).
  public static Optional<Instant> httpDate(String text) {
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

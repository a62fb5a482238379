package dev.wrapup.http;

import java.time.Instant;
import java.util.Optional;

/// A whole answer, of at most [#MOST_BYTES].
public final class Reply {
  /// More is not read: 64 MiB.
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private final int status;
  private final byte[] body;
  private final Optional<String> requestId;
  private final String date;

  /// @param date as the server wrote it; empty if it didn't
  Reply(int status, byte[] body, Optional<String> requestId, String date) {
    this.status = status;
    this.body = body;
    this.requestId = requestId;
    this.date = date;
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
  boolean isPassing() {
    return status == 408 || status == 499 || status >= 500;
  }

  /// Whether it tells if a write was carried out: a refusal says no. A redirect may stand for
  /// either (RFC 9110 section 15.4, read 2026-11-28), and who gave a request up may have passed it
  /// on.
  boolean tells() {
    boolean isRefusal = status == 501 || (status >= 400 && !isPassing());
    return isSuccess() || isRefusal;
  }

  /// The bytes themselves, which nobody changes.
  public byte[] body() {
    return body;
  }

  /// By which the server's own logs name the request.
  public Optional<String> requestId() {
    return requestId;
  }

  /// When the server says that it answered.
  public Optional<Instant> date() {
    return Transport.httpDate(date);
  }

  /// The server's word for an error, such as `duplicate.name`; empty if it has none.
  public Optional<String> code() {
    return Flat.of(body).text("code").map(String::strip).filter(text -> !text.isEmpty());
  }

  /// What to do about the error; empty if the server's word for it is unknown here.
  public Optional<String> remedy() {
    return Remedy.of(Flat.of(body));
  }

  /// [#describe] with what to do about it, where that is known.
  public String explain() {
    return describe() + remedy().map(text -> "; " + text).orElse("");
  }

  /// `409 duplicate-code: it is taken (request 1f0c)`: the status, the server's word and reason,
  /// and the request's id.
  public String describe() {
    Flat error = Flat.of(body);
    String reason = error.reason();
    String word = error.word();
    String id =
        requestId
            .or(() -> error.text("contextId"))
            .map(text -> " (request " + text + ")")
            .orElse("");
    if (word.isEmpty() || word.equals(reason)) {
      return status + (reason.isEmpty() ? "" : " " + reason) + id;
    }
    return status + " " + word + ": " + reason + id;
  }
}

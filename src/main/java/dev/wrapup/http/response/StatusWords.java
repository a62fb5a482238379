package dev.wrapup.http.response;

import java.util.Map;

/// What a status means, where the server says no more of it: the names of RFC 9110 section 15, RFC
/// 6585 and RFC 7725 (read 2026-11-28), of the statuses that people meet.
public final class StatusWords {
  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(400, "bad request"),
          Map.entry(401, "unauthorized"),
          Map.entry(402, "payment required"),
          Map.entry(403, "forbidden"),
          Map.entry(404, "not found"),
          Map.entry(405, "method not allowed"),
          Map.entry(406, "not acceptable"),
          Map.entry(407, "proxy authentication required"),
          Map.entry(408, "request timeout"),
          Map.entry(409, "conflict"),
          Map.entry(410, "gone"),
          Map.entry(411, "length required"),
          Map.entry(412, "precondition failed"),
          Map.entry(413, "content too large"),
          Map.entry(414, "address too long"),
          Map.entry(415, "unsupported media type"),
          Map.entry(421, "misdirected request"),
          Map.entry(422, "unprocessable content"),
          Map.entry(423, "locked"),
          Map.entry(426, "upgrade required"),
          Map.entry(428, "precondition required"),
          Map.entry(429, "too many requests"),
          Map.entry(431, "headers too large"),
          Map.entry(451, "unavailable for legal reasons"),
          Map.entry(499, "given up by a proxy"),
          Map.entry(500, "internal server error"),
          Map.entry(501, "not implemented"),
          Map.entry(502, "bad gateway"),
          Map.entry(503, "service unavailable"),
          Map.entry(504, "gateway timeout"),
          Map.entry(505, "HTTP version not supported"),
          Map.entry(507, "insufficient storage"),
          Map.entry(511, "network authentication required"));

  private StatusWords() {}

  /// `405 method not allowed`; a status without a name as the number that it is.
  public static String of(int status) {
    if (status >= 300 && status < 400) return status + " redirect that is not followed";
    String words = WORDS.get(status);
    return words == null ? String.valueOf(status) : status + " " + words;
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.source.Seal;
import java.util.Optional;

/// Hash chain: each record names the SHA-256 of the one before and ends in a [Seal] of its own.
final class HashChain {
  static final String FIRST = "0".repeat(64);

  private static final String PREV = ",\"prev\":\"";
  private static final String HASH = ",\"hash\":\"";

  private final Seal seal;
  private String head = FIRST;
  private int unverified;

  HashChain(Optional<byte[]> key) {
    this.seal = new Seal(HASH, key);
  }

  /// The hash of the last record.
  String head() {
    return head;
  }

  /// How many records carry an HMAC that was not verified, for want of a key.
  int unverified() {
    return unverified;
  }

  /// Continues after a verified record.
  void continueAfter(String head) {
    this.head = head;
  }

  /// Completes a record, without its line feed.
  ///
  /// @param open the record's JSON without `prev` and the closing brace
  String seal(String open) {
    Seal.Closed closed = seal.close(open + PREV + head + "\"");
    head = closed.digits();
    return closed.text();
  }

  /// Verifies the next line; empty if it continues the chain, else the reason.
  Optional<String> check(String line) {
    try {
      Seal.Opened opened = seal.open(line);
      if (!opened.body().endsWith(PREV + head + "\"")) {
        return Optional.of("it doesn't follow the record before");
      }
      head = opened.digits();
      if (opened.isUnverified()) unverified++;
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// The first complete record in a text without line feeds; empty if there is none. Quotes within
  /// strings are escaped, so the end of a record is unambiguous.
  static Optional<String> first(String text) {
    return new Seal(HASH, Optional.empty()).end(text).map(end -> text.substring(0, end));
  }

  /// Verifies a line on its own.
  Optional<String> checkAlone(String line) {
    int at = line.lastIndexOf(PREV);
    if (at < 0 || line.length() < at + PREV.length() + FIRST.length()) {
      return Optional.of("it names no record before");
    }
    head = line.substring(at + PREV.length(), at + PREV.length() + FIRST.length());
    return check(line);
  }
}

package dev.wrapup.journal;

import dev.wrapup.model.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hash chain: each record carries the SHA-256 of the one before and of its own bytes. With a key,
/// each is also signed by an HMAC-SHA-256 (RFC 2104, read 2026-11-24) of its bytes before
/// `,"hmac":`.
final class HashChain {
  static final String FIRST = "0".repeat(64);

  private static final String PREV = ",\"prev\":\"";
  private static final String HASH = ",\"hash\":\"";
  private static final String HMAC = ",\"hmac\":\"";
  private static final int DIGITS = 64;

  private final Optional<byte[]> key;
  private String head = FIRST;
  private int unverified;

  HashChain(Optional<byte[]> key) {
    this.key = key;
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
    String line = open + PREV + head + "\"";
    if (key.isPresent()) line += HMAC + hmac(key.get(), line) + "\"";
    head = Sha256.hex(line);
    return line + HASH + head + "\"}";
  }

  /// Verifies the next line; empty if it continues the chain, else the reason.
  Optional<String> check(String line) {
    int at = line.length() - HASH.length() - DIGITS - 2;
    boolean hasHash = at > 0 && line.startsWith(HASH, at) && line.endsWith("\"}");
    if (!hasHash) return Optional.of("it doesn't end in its hash");
    boolean isUnverified = false;
    String body = line.substring(0, at);
    String hash = line.substring(at + HASH.length(), line.length() - 2);
    if (!Sha256.hex(body).equals(hash)) return Optional.of("its hash is not that of its bytes");
    if (key.isPresent()) {
      int sealed = body.length() - HMAC.length() - DIGITS - 1;
      boolean hasHmac = sealed > 0 && body.startsWith(HMAC, sealed) && body.endsWith("\"");
      if (!hasHmac) return Optional.of("it carries no HMAC");
      String signed = body.substring(0, sealed);
      String hmac = body.substring(sealed + HMAC.length(), body.length() - 1);
      boolean isOurs = hmac(key.get(), signed).equals(hmac);
      if (!isOurs) return Optional.of("its HMAC is not of this key");
      body = signed;
    } else if (body.length() > DIGITS
        && body.startsWith(HMAC, body.length() - HMAC.length() - DIGITS - 1)) {
      body = body.substring(0, body.length() - HMAC.length() - DIGITS - 1);
      isUnverified = true;
    }
    if (!body.endsWith(PREV + head + "\"")) {
      return Optional.of("it doesn't follow the record before");
    }
    head = hash;
    if (isUnverified) unverified++;
    return Optional.empty();
  }

  /// The first complete record in a text without line feeds; empty if there is none. Quotes within
  /// strings are escaped, so the end of a record is unambiguous.
  static Optional<String> first(String text) {
    int at = text.indexOf(HASH);
    int end = at + HASH.length() + DIGITS + 2;
    return at < 0 || end > text.length() ? Optional.empty() : Optional.of(text.substring(0, end));
  }

  /// Verifies a line on its own.
  Optional<String> checkAlone(String line) {
    int at = line.lastIndexOf(PREV);
    if (at < 0 || line.length() < at + PREV.length() + DIGITS) {
      return Optional.of("it names no record before");
    }
    head = line.substring(at + PREV.length(), at + PREV.length() + DIGITS);
    return check(line);
  }

  private static String hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}

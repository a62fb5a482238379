package dev.wrapup.model.source;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The end of a JSON object by which a later reader sees that nothing of it was changed: the
/// SHA-256 of its bytes before, and with a key an HMAC-SHA-256 (RFC 2104, read 2026-11-24) of those
/// before `,"hmac":`.
///
/// @param hash how the hash is written, up to its first digit, such as `,"hash":"`
public record Seal(String hash, Optional<byte[]> key) {
  private static final String HMAC = ",\"hmac\":\"";
  private static final String END = "\"}";
  private static final int DIGITS = 64;

  /// An object whose seal is intact.
  ///
  /// @param body what is sealed, without the closing brace
  /// @param digits of its hash
  /// @param isUnverified whether it carries an HMAC that was not verified, for want of a key
  public record Opened(String body, String digits, boolean isUnverified) {}

  /// A whole object.
  ///
  /// @param digits of its hash
  public record Closed(String text, String digits) {}

  /// Completes an object.
  ///
  /// @param open its JSON without the closing brace
  public Closed close(String open) {
    String body = key.isPresent() ? open + HMAC + hmac(key.get(), open) + "\"" : open;
    String digits = Sha256.hex(body);
    return new Closed(body + hash + digits + END, digits);
  }

  /// Verifies a complete object.
  ///
  /// @throws IllegalArgumentException with the reason, which begins with `it`
  public Opened open(String text) {
    int at = text.length() - hash.length() - DIGITS - END.length();
    boolean hasHash = at > 0 && text.startsWith(hash, at) && text.endsWith(END);
    if (!hasHash) throw new IllegalArgumentException("it doesn't end in its hash");
    String body = text.substring(0, at);
    String digits = text.substring(at + hash.length(), text.length() - END.length());
    if (!Sha256.hex(body).equals(digits)) {
      throw new IllegalArgumentException("its hash is not that of its bytes");
    }
    int signed = body.length() - HMAC.length() - DIGITS - 1;
    boolean hasHmac = signed > 0 && body.startsWith(HMAC, signed) && body.endsWith("\"");
    if (key.isEmpty()) {
      return new Opened(hasHmac ? body.substring(0, signed) : body, digits, hasHmac);
    }
    if (!hasHmac) throw new IllegalArgumentException("it carries no HMAC");
    String hmac = body.substring(signed + HMAC.length(), body.length() - 1);
    body = body.substring(0, signed);
    if (hmac(key.get(), body).equals(hmac)) return new Opened(body, digits, false);
    throw new IllegalArgumentException("its HMAC is not of this key");
  }

  /// Where the first complete object of a text ends; empty if it holds none.
  public Optional<Integer> end(String text) {
    int at = text.indexOf(hash);
    int end = at + hash.length() + DIGITS + END.length();
    return at < 0 || end > text.length() ? Optional.empty() : Optional.of(end);
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

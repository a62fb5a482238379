package dev.wrapup.forge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The invisible first line by which our comments and issues are found again, together with their
/// author, since a line can be copied.
///
/// @param kind `comment` or `drift`
public record Marker(String kind, CommentKey subject) {
  /// No marker is longer, its fingerprint and the end of its line included.
  public static final int MOST_CHARACTERS = 1024;

  private static final int LONGEST_PART = 400;
  private static final String FINGERPRINT = " fingerprint=";
  private static final Pattern FINGERPRINT_AND_END = Pattern.compile("([0-9a-f]{64}) -->");

  /// The line, with its line feed.
  public String line(Optional<String> fingerprint) {
    return begin() + fingerprint.map(hex -> FINGERPRINT + hex).orElse("") + " -->\n";
  }

  private String begin() {
    return "<!-- wrapup:%s target=%s folder=%s"
        .formatted(kind, encode(subject.target()), encode(subject.folder()));
  }

  /// Whether a text begins with it.
  public boolean isIn(String text) {
    return text.startsWith(begin() + " -->") || text.startsWith(begin() + FINGERPRINT);
  }

  /// The fingerprint in the marker of a text.
  public Optional<String> fingerprint(String text) {
    String begin = begin() + FINGERPRINT;
    if (!text.startsWith(begin)) return Optional.empty();
    Matcher rest = FINGERPRINT_AND_END.matcher(text).region(begin.length(), text.length());
    return rest.lookingAt() ? Optional.of(rest.group(1)) : Optional.empty();
  }

  /// Percent-encodes all but the safe characters, and hashes what is too long, so that nothing ends
  /// the HTML comment early.
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || "./:,_".indexOf(c) >= 0);
      boolean isDash =
          c == '-' && (encoded.isEmpty() || encoded.charAt(encoded.length() - 1) != '-');
      if (isPlain || isDash) encoded.append(c);
      else encoded.append("%%%02X".formatted(b & 0xff));
    }
    return encoded.length() <= LONGEST_PART ? encoded.toString() : "sha256:" + sha256(text);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

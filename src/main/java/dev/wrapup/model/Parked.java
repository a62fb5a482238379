package dev.wrapup.model;

import dev.wrapup.model.source.Sha256;
import java.nio.charset.StandardCharsets;

/// The code that a live code carries for a moment while a rename cycle is executed: `~` and 19
/// characters of base32 (RFC 4648, read 2026-11-23) of the SHA-256 of its id. Whoever sees it knows
/// that an apply was cut short there.
public final class Parked {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Parked() {}

  /// The parked form of the code with that id, 20 characters.
  public static String codeOf(String id) {
    byte[] hash = Sha256.of(id.getBytes(StandardCharsets.UTF_8));
    StringBuilder code = new StringBuilder("~");
    for (int i = 0; i < 19; i++) {
      int bit = i * 5;
      int pair = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
      code.append(BASE32.charAt(pair >> (11 - bit % 8) & 31));
    }
    return code.toString();
  }

  /// Whether a text looks like a parked code, whatever id it may belong to.
  public static boolean isForm(String code) {
    if (code.length() != 20 || code.charAt(0) != '~') return false;
    for (int i = 1; i < code.length(); i++) {
      if (BASE32.indexOf(code.charAt(i)) < 0) return false;
    }
    return true;
  }

  /// Whether a live code is parked.
  public static boolean is(LiveCode live) {
    return isForm(live.code()) && live.code().equals(codeOf(live.id()));
  }
}

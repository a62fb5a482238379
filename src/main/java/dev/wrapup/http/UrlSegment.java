package dev.wrapup.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A part of a path or a query that others chose, such as an id.
public final class UrlSegment {
  private UrlSegment() {}

  /// The text in percent-encoding (RFC 3986, read 2026-11-24). Dots alone would lead to another
  /// path, however they are encoded; encoded twice they lead to nothing.
  public static String of(String text) {
    if (text.equals(".") || text.equals("..")) return text.replace(".", "%252E");
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

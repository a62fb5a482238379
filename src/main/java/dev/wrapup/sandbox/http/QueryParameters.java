package dev.wrapup.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a query string or a form.
public record QueryParameters(Map<String, List<String>> values) {
  public static QueryParameters of(String text) {
    Map<String, List<String>> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      values
          .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
          .add(decode(pair.substring(equals + 1)));
    }
    return new QueryParameters(values);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public Optional<String> get(String name) {
    return all(name).stream().findFirst();
  }

  public int number(String name, int otherwise) {
    return get(name).map(text -> number(text)).orElse(otherwise);
  }

  public static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ApiError(400, "bad-request", "not a number: " + text);
    }
  }
}

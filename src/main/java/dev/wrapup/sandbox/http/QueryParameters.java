package dev.wrapup.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  /// As it stands where it isn't encoded properly: a form may hold anything.
  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// The values of a list: the name is repeated, or commas join them.
  public List<String> list(String name) {
    return all(name).stream().flatMap(text -> Arrays.stream(text.split(",", -1))).toList();
  }

  public Optional<String> get(String name) {
    return all(name).stream().findFirst();
  }

  /// @throws NumberFormatException if it is something else
  public int number(String name, int otherwise) {
    return get(name).map(Integer::parseInt).orElse(otherwise);
  }
}

package dev.wrapup.sandbox.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An injected fault, written `KIND[:NUMBER][@METHOD][#N]`. The method selects the requests that it
/// affects (`TOKEN` for token requests; by default all others); `#N` only the N-th of them. So
/// `429:2@GET#3` answers the third GET with 429 and `Retry-After: 2`, and `reset-after@PATCH` loses
/// the answer to every PATCH.
///
/// @param number the parameter after the colon
/// @param method of the affected requests
/// @param nth of them; empty for each
public record Fault(
    Kind kind, Optional<Integer> number, Optional<String> method, Optional<Integer> nth) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<kind>[a-z0-9-]+)(:(?<number>\\d{1,6}))?(@(?<method>[A-Z]+))?(#(?<nth>\\d{1,6}))?");

  private static final List<String> METHODS =
      List.of("GET", "POST", "PATCH", "PUT", "DELETE", "TOKEN");

  /// The kinds of fault.
  public enum Kind {
    /// 429 with `Retry-After` of that many seconds; without a number, without the header.
    REFUSE("429"),
    /// That status, 503 by default.
    STATUS("status"),
    /// So many milliseconds more, 1,000 by default.
    LATENCY("latency"),
    /// The connection breaks before anything is done.
    RESET_BEFORE("reset-before"),
    /// The connection breaks after it is done, without an answer.
    RESET_AFTER("reset-after"),
    /// The answer's body ends in the middle.
    CUT("cut"),
    /// The answer is 200 with something that isn't JSON.
    GARBAGE("garbage"),
    /// `nextPage` leads back to the first page.
    REPEAT_PAGE("repeat-page"),
    /// `nextPage` leads to another server.
    FOREIGN_PAGE("foreign-page"),
    /// The token is treated as expired: 401.
    EXPIRE("expire");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As written in a fault.
    public String word() {
      return word;
    }
  }

  /// Parses a fault.
  ///
  /// @throws IllegalArgumentException with what may be written
  public static Fault parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      Optional<String> method = Optional.ofNullable(matcher.group("method"));
      for (Kind kind : Kind.values()) {
        if (!kind.word.equals(matcher.group("kind"))) continue;
        if (method.isPresent() && !METHODS.contains(method.get())) break;
        return new Fault(
            kind,
            Optional.ofNullable(matcher.group("number")).map(Integer::valueOf),
            method,
            Optional.ofNullable(matcher.group("nth")).map(Integer::valueOf));
      }
    }
    throw new IllegalArgumentException(
        "a fault is written KIND[:NUMBER][@METHOD][#N], such as 429:2@GET#3; kinds: "
            + String.join(", ", List.of(Kind.values()).stream().map(Kind::word).toList())
            + "; methods: "
            + String.join(", ", METHODS));
  }

  /// Whether it affects the n-th request of a method, or the n-th of all if it names none.
  public boolean hits(String requested, int nthOfMethod, int nthOfAll) {
    if (method.isPresent() && !method.get().equals(requested)) return false;
    if (method.isEmpty() && requested.equals("TOKEN")) return false;
    int ordinal = method.isPresent() ? nthOfMethod : nthOfAll;
    return nth.isEmpty() || nth.get() == ordinal;
  }

  /// The one of that kind.
  public static Optional<Fault> find(List<Fault> faults, Kind kind) {
    return faults.stream().filter(fault -> fault.kind() == kind).findFirst();
  }

  public Duration latency() {
    return Duration.ofMillis(number.orElse(1000));
  }
}

package dev.wrapup.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// How often agents picked wrap-up codes in a period, as far as it could be read.
///
/// @param first and last: its days (UTC), both of them in it
/// @param codes by id, those that were picked; some may not be live any more
/// @param unknown why codes may have been picked more often than is told, or at all; empty if all
///   is told
public record Picks(
    LocalDate first, LocalDate last, Map<String, Code> codes, Optional<String> unknown) {
  /// @param contacts for which it was picked
  /// @param last day on which it was; empty if the API doesn't tell by the day
  /// @param queues contacts by the id of their queue, which is empty for those of none
  public record Code(long contacts, Optional<LocalDate> last, Map<String, Long> queues) {}

  private static final Code NEVER = new Code(0, Optional.empty(), Map.of());

  public Picks {
    codes = Map.copyOf(codes);
  }

  /// Of a period of which nothing can be read.
  public static Picks unknown(LocalDate first, LocalDate last, String reason) {
    return new Picks(first, last, Map.of(), Optional.of(reason));
  }

  /// `from 2026-01-01 to 2026-01-30`.
  public String period() {
    return "from %s to %s".formatted(first, last);
  }

  /// What is to be said of [#unknown] before the reason.
  public String isUnknown() {
    return "how often codes were picked %s is unknown, not never".formatted(period());
  }

  /// How long the period is.
  public int days() {
    return (int) ChronoUnit.DAYS.between(first, last) + 1;
  }

  /// How often a code was picked; empty if it may have been and that is unknown. What is told of a
  /// code that was picked is the least where something is unknown.
  public Optional<Code> of(String id) {
    Code code = codes.get(id);
    if (code != null) return Optional.of(code);
    return unknown.isPresent() ? Optional.empty() : Optional.of(NEVER);
  }
}

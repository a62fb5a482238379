package dev.wrapup.forge;

import dev.wrapup.http.HttpFailure;
import dev.wrapup.report.Posted.Action;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks and writes, and looks again where a write was not answered: a few times and no more.
public final class Attempts {
  private static final int MOST = 3;

  private final ForgeApi api;

  public Attempts(ForgeApi api) {
    this.api = api;
  }

  /// What came of one attempt.
  public sealed interface Try {}

  /// It is as it should be.
  public record Settled(Action action, Optional<Posting> posting) implements Try {
    Written written() {
      return new Written(action, posting, Optional.empty());
    }
  }

  /// It may or may not be.
  public record Open(Settled wanted, String reason) implements Try {}

  /// @param known what was there before; empty if the write is to make it
  public static Try of(Action action, ForgeApi.Write write, Optional<Posting> known) {
    return switch (write) {
      case ForgeApi.Write.Done done ->
          new Settled(action, Optional.of(known.orElse(done.posting())));
      case ForgeApi.Write.Unknown unknown -> new Open(new Settled(action, known), unknown.reason());
    };
  }

  /// @param attempt looks at what is there before it writes
  public Written until(Supplier<Try> attempt) {
    Optional<Settled> unanswered = Optional.empty();
    for (int number = 1; ; number++) {
      switch (attempt.get()) {
        case Settled settled -> {
          return unanswered.map(before -> made(before, settled)).orElse(settled).written();
        }
        case Open open -> {
          if (number == MOST) {
            throw new HttpFailure(
                HttpFailure.Kind.SERVER,
                "%s gave no answer to a write, %d times: %s"
                    .formatted(api.host().name(), MOST, open.reason()),
                "try again later; what is there is found again by its marker");
          }
          unanswered = Optional.of(open.wanted());
          api.backOff(number);
        }
      }
    }
  }

  /// What is found as it should be was made so by the write that nobody answered.
  private static Settled made(Settled unanswered, Settled found) {
    return switch (found.action()) {
      case UNCHANGED, NONE ->
          new Settled(unanswered.action(), found.posting().or(unanswered::posting));
      default -> found;
    };
  }
}

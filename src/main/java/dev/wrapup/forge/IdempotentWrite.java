package dev.wrapup.forge;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.report.ForgeReport.Action;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes a write idempotent: the current state is read before each attempt.
public final class IdempotentWrite {
  private static final int MOST = 3;

  private final ForgeApi api;

  public IdempotentWrite(ForgeApi api) {
    this.api = api;
  }

  /// The result of one attempt.
  public sealed interface Try {}

  /// The state is as desired.
  public record Settled(Action action, Optional<IssueOrComment> posting) implements Try {
    PostResult written() {
      return new PostResult(action, posting, Optional.empty());
    }
  }

  /// The effect of the write is unknown.
  public record Open(Settled wanted, String reason) implements Try {}

  /// @param known what exists already; empty for a create
  public static Try of(Action action, ForgeApi.Write write, Optional<IssueOrComment> known) {
    return switch (write) {
      case ForgeApi.Write.Done done ->
          new Settled(action, Optional.of(known.orElse(done.posting())));
      case ForgeApi.Write.Unknown unknown -> new Open(new Settled(action, known), unknown.reason());
    };
  }

  /// @param attempt reads the current state before it writes
  public PostResult until(Supplier<Try> attempt) {
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
                    .formatted(api.facts().name(), MOST, open.reason()),
                "try again later; what is there is found again by its marker");
          }
          unanswered = Optional.of(open.wanted());
          api.backOff(number);
        }
      }
    }
  }

  /// A state found as desired is the effect of the write without a response.
  private static Settled made(Settled unanswered, Settled found) {
    return switch (found.action()) {
      case UNCHANGED, NONE ->
          new Settled(unanswered.action(), found.posting().or(unanswered::posting));
      default -> found;
    };
  }
}

package dev.wrapup.apply;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Creates a code.
final class CreateExecutor extends ChangeExecutor {
  private final Change.Create create;
  private final Set<String> known;

  /// @param known ids of the codes that were live when the plan was made
  CreateExecutor(Change.Create create, Set<String> known, ApplyContext context) {
    super(create, context);
    this.create = create;
    this.known = known;
  }

  @Override
  ChangeOutcome go() {
    intend();
    while (true) {
      WriteResult answer =
          timed(() -> context().writer().create(create.code(), values(create.fields())));
      switch (readable(answer)) {
        case WriteResult.Done done -> {
          noteRequest(done);
          LiveCode now = done.now().orElseThrow();
          List<Clash> altered =
              ThreeWayMerge.differences(context().dialect(), create.effect(), now);
          return altered.isEmpty() ? ChangeOutcome.applied(done.now()) : altered(now, altered);
        }
        case WriteResult.Rejected rejected -> {
          return ChangeOutcome.failed(rejected.reason()).invalid(rejected.invalid());
        }
        case WriteResult.Missing missing -> {
          return ChangeOutcome.failed(missing.reason());
        }
        case WriteResult.Refused refused -> {
          // a write whose answer was lost may have been carried out after we looked
          boolean mayBeMade = wasLost() || refused.mayHaveLanded();
          Optional<LiveCode> now =
              (mayBeMade ? listed(create.code()) : Optional.<LiveCode>empty())
                  .filter(code -> wasLost() || !known.contains(code.id()));
          if (now.isPresent()) return decide(now.get());
          String reason =
              "the code %s exists but was not listed: %s"
                  .formatted(create.code(), refused.reason());
          return wasLost()
              ? ChangeOutcome.unknown("the answer was lost, and " + reason, List.of())
              : ChangeOutcome.failed(reason);
        }
        case WriteResult.NoAnswer unanswered -> {
          Optional<LiveCode> now = afterLoss(unanswered, () -> listed(create.code()));
          if (now.isPresent()) return afterLoss(unanswered, () -> decide(now.get()));
          if (isLast()) return givenUp(unanswered.reason());
        }
      }
      retry();
    }
  }

  /// An answer about a code that was there before tells nothing of the create.
  private WriteResult readable(WriteResult answer) {
    boolean isOld =
        answer instanceof WriteResult.Done done && known.contains(done.now().orElseThrow().id());
    return isOld
        ? new WriteResult.NoAnswer("the answer to the create is about a code that was there before")
        : answer;
  }

  private Optional<LiveCode> listed(String code) {
    return context().reader().codes().stream().filter(live -> live.code().equals(code)).findFirst();
  }

  /// What became of a create without an answer, of whose code there is one.
  private ChangeOutcome decide(LiveCode now) {
    boolean isNew = !known.contains(now.id());
    List<Clash> clashes = ThreeWayMerge.differences(context().dialect(), create.effect(), now);
    boolean isOurs = isNew && isOurs(Optional.empty(), now, clashes.isEmpty());
    if (isNew && clashes.isEmpty()) {
      return isOurs || wasLost() ? ChangeOutcome.applied(Optional.of(now)) : byOthers();
    }
    return isOurs
        ? altered(now, clashes)
        : ChangeOutcome.unknown(
            (wasLost() ? "the answer was lost, and " : "")
                + "a code %s is live that isn't as wanted".formatted(create.code()),
            clashes);
  }
}

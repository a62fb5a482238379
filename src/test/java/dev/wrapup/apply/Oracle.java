package dev.wrapup.apply;

import static dev.wrapup.apply.States.change;
import static dev.wrapup.apply.States.differs;
import static dev.wrapup.apply.States.isWanted;
import static dev.wrapup.apply.States.value;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds what an apply wrote, and what it said of it, against what the organization went through.
/// Looks at nothing that the apply decided by.
final class Oracle {
  private final Story story;
  private final States states;
  private final Excuses excuses;
  private final List<String> complaints;

  private Oracle(Story story) {
    this.story = story;
    this.states = new States(story.kind());
    this.excuses = new Excuses(story);
    this.complaints = new ArrayList<>(story.mishaps());
  }

  /// What is wrong with a story; empty if nothing is.
  static List<String> complaints(Story story) {
    Oracle oracle = new Oracle(story);
    story.history().stream().filter(story::isOurs).forEach(oracle::write);
    story.results().forEach(oracle::result);
    oracle.complaints.addAll(Untold.of(story));
    oracle.whole();
    return oracle.complaints;
  }

  private void hold(boolean isTrue, String complaint, Object about) {
    if (!isTrue) complaints.add(complaint + ": " + about);
  }

  /// Each write of ours does what the plan says, over what the plan saw, and nothing else: to the
  /// code as it was, or without a lock to the code as it was read.
  private void write(Step step) {
    Optional<LiveCode> known = story.known(step);
    if (step.before().isEmpty()) {
      LiveCode made = step.after().orElseThrow();
      hold(
          creates().anyMatch(create -> states.isAsDeclared(create, made)),
          "made without a plan",
          made);
    } else if (step.after().isEmpty()) {
      hold(
          story.plan().changes().stream()
              .filter(Change.Delete.class::isInstance)
              .anyMatch(change -> states.isSame(change.live(), known)),
          "deleted, though it is not as the plan saw it",
          known);
    } else {
      update(step.id())
          .ifPresentOrElse(
              update -> write(update, known.orElseThrow(), step.after().get()),
              () -> complaints.add("changed without a plan: " + step));
    }
  }

  private void write(Change.Update update, LiveCode before, LiveCode after) {
    for (Field field : states.fields()) {
      Value was = before.value(field);
      Value is = after.value(field);
      if (was.equals(is)) continue;
      Optional<FieldChange> change = change(update, field);
      String told = "%s of %s, %s → %s".formatted(field, after.id(), was, is);
      hold(change.isPresent(), "not ours to change", told);
      if (change.isEmpty()) continue;
      hold(change.get().from().equals(Optional.of(was)), "overwritten", told);
      hold(change.get().to().equals(Optional.of(is)), "not as wanted", told);
    }
    String parked = Parked.codeOf(after.id());
    String old = update.before().code();
    if (before.code().equals(after.code())) return;
    String told = "%s, %s → %s".formatted(after.id(), before.code(), after.code());
    // a rename of a cycle that can't be brought to its end is taken back
    boolean isTakenBack = before.code().equals(update.code()) && after.code().equals(old);
    hold(
        before.code().equals(old) || before.code().equals(parked) || isTakenBack,
        "the code was overwritten",
        told);
    hold(
        List.of(old, parked, update.code()).contains(after.code()) && update.isRename(),
        "the code is not as wanted",
        told);
  }

  private void result(Result result) {
    switch (result.change()) {
      case Change.Create create -> create(create, result.outcome());
      case Change.Update update -> update(update, result.outcome());
      case Change.Delete delete -> delete(delete, result.outcome());
      case Change.QueuePair ignored -> {}
    }
  }

  private void create(Change.Create create, ChangeOutcome outcome) {
    List<LiveCode> made =
        story.history().stream()
            .filter(step -> step.before().isEmpty() && story.isOurs(step))
            .map(step -> step.after().orElseThrow())
            .filter(live -> live.code().equals(create.code()))
            .toList();
    boolean isLost = story.lost().contains("POST");
    String told = "%s, told as %s".formatted(create.code(), outcome.word());
    switch (outcome.status()) {
      case APPLIED -> {
        LiveCode now = outcome.now().orElseThrow();
        if (!isLost)
          hold(made.size() == 1 && states.isSame(made.getFirst(), now), "not made as told", told);
        hold(isLost || states.isAsDeclared(create, now), "not as declared", told);
        hold(everWas(now), "never was live", told);
      }
      case FAILED -> {
        hold(made.isEmpty(), "made, and told as failed", told);
        hold(
            excuses.explains(outcome.reason().orElseThrow(), create),
            outcome.reason().orElseThrow(),
            told);
      }
      case UNKNOWN -> hold(isLost, "unknown without a loss", told);
      default -> complaints.add("no outcome of a create: " + told);
    }
  }

  private void update(Change.Update update, ChangeOutcome outcome) {
    String id = update.before().id();
    List<Step> made =
        story.of(id).stream()
            .filter(step -> story.isOurs(step) && isWanted(update, step))
            // in a cycle a code may move on alone, though its change is not made
            .filter(
                step -> outcome.landed() || !states.movesCodeAlone(story.known(step), step.after()))
            .toList();
    boolean isLost = story.lost().contains(id);
    List<Optional<LiveCode>> wasLive = story.states(update.before());
    boolean everWanted =
        wasLive.stream().flatMap(Optional::stream).anyMatch(live -> isWanted(update, live));
    String told = "%s, told as %s".formatted(id, outcome.word());
    hold(made.size() <= 1, "made twice", told);
    switch (outcome.status()) {
      case APPLIED -> {
        landed(update, made, outcome.now().orElseThrow(), told);
        if (!isLost) hold(theirs(update, made).isEmpty(), "merged, and not told", told);
      }
      case MERGED -> {
        landed(update, made, outcome.now().orElseThrow(), told);
        boolean isSo = theirs(update, made).equals(Set.copyOf(outcome.theirs()));
        if (!isLost) hold(isSo, "not what was merged", told);
      }
      case ALTERED -> {
        LiveCode now = outcome.now().orElseThrow();
        // what others undid may have been moved alone since
        boolean isSince = !made.isEmpty() && !made.contains(ours(id).getLast());
        hold(
            made.isEmpty() || isSince || !now.code().equals(update.code()),
            "made, and told as altered",
            told);
        hold(everWas(now), "never was live", told);
        hold(story.of(id).stream().anyMatch(this::mayBeOurs), "nothing was written", told);
        hold(
            outcome.clashes().equals(States.differences(update, now)),
            "not what is missing",
            told + outcome.clashes());
      }
      case ALREADY_APPLIED -> {
        hold(made.isEmpty(), "made by us, and told as already there", told);
        hold(everWanted, "never was as wanted", told);
      }
      case CONFLICT -> {
        hold(made.isEmpty(), "made, and told as a conflict", told);
        boolean wasDeleted = wasLive.contains(Optional.<LiveCode>empty());
        hold(wasDeleted || !outcome.clashes().isEmpty(), "nobody did it", told);
        hold(outcome.clashes().stream().allMatch(clash -> isTrue(clash, update)), "no clash", told);
      }
      case FAILED -> {
        hold(made.isEmpty() || isTakenBack(update), "made, and told as failed", told);
        hold(
            excuses.explains(outcome.reason().orElseThrow(), update),
            outcome.reason().orElseThrow(),
            told);
      }
      case UNKNOWN -> hold(isLost, "unknown without a loss", told);
      case NOT_BEGUN -> complaints.add("nobody stopped it: " + told);
    }
    if (!isLost && excuses.isUndisturbed(update))
      hold(outcome.landed(), "nothing was against", told);
  }

  private List<Step> ours(String id) {
    return story.of(id).stream().filter(story::isOurs).toList();
  }

  /// Whether our last write to a code took its rename back, and left nothing of the change.
  private boolean isTakenBack(Change.Update update) {
    Step last = story.of(update.before().id()).stream().filter(this::mayBeOurs).toList().getLast();
    return update.isRename()
        && states.movesCodeAlone(story.known(last), last.after())
        && States.differences(update, last.after().orElseThrow()).size() == update.fields().size();
  }

  /// Whether a step is ours, or looks like a write of the code alone whose answer was lost.
  private boolean mayBeOurs(Step step) {
    return story.isOurs(step)
        || (story.lost().contains(step.id())
            && step.after().isPresent()
            && States.differs(step, states.key())
            && states.movesCodeAlone(step.before(), step.after()));
  }

  /// The fields that others had changed when an update was made.
  private Set<Field> theirs(Change.Update update, List<Step> made) {
    return states.fields().stream()
        .filter(field -> change(update, field).isEmpty())
        .filter(
            field ->
                made.stream()
                    .flatMap(step -> story.known(step).stream())
                    .anyMatch(live -> !live.value(field).equals(update.before().value(field))))
        .collect(Collectors.toSet());
  }

  private void landed(Change.Update update, List<Step> made, LiveCode now, String told) {
    hold(isWanted(update, now), "not as wanted", told);
    hold(everWas(now), "never was live", told);
    if (made.isEmpty()) {
      // of a lost write nobody can tell it from somebody else who wrote the same
      hold(story.lost().contains(update.before().id()), "never made", told);
      return;
    }
    if (!story.lost().contains(update.before().id())) {
      hold(states.isSame(made.getFirst().after(), Optional.of(now)), "not as it was made", told);
    }
    List<Step> steps = story.of(update.before().id());
    List<Step> since = steps.subList(steps.indexOf(made.getFirst()) + 1, steps.size());
    Optional<LiveCode> live =
        story.live().stream().filter(code -> code.id().equals(now.id())).findFirst();
    for (FieldChange change : update.fields()) {
      boolean isThere =
          live.isPresent() && change.to().equals(Optional.of(value(live.get(), change.field())));
      boolean wasEdited =
          since.stream()
              .filter(step -> !story.isOurs(step))
              .anyMatch(step -> differs(step, change.field()));
      hold(isThere || wasEdited, change.field() + " did not stay", told);
    }
  }

  private void delete(Change.Delete delete, ChangeOutcome outcome) {
    List<Step> steps = story.of(delete.before().id());
    boolean isMade = steps.stream().anyMatch(step -> step.after().isEmpty() && story.isOurs(step));
    boolean isGone = steps.stream().anyMatch(step -> step.after().isEmpty());
    boolean isLost = story.lost().contains(delete.before().id());
    String told = "%s, told as %s".formatted(delete.before().id(), outcome.word());
    switch (outcome.status()) {
      case APPLIED -> hold(isMade || (isLost && isGone), "not made", told);
      case ALREADY_APPLIED -> hold(!isMade && isGone, "not so", told);
      case CONFLICT -> hold(!isMade && !steps.isEmpty(), "not so", told);
      case FAILED -> {
        hold(!isMade, "made, and told as failed", told);
        hold(
            excuses.explains(outcome.reason().orElseThrow(), delete),
            outcome.reason().orElseThrow(),
            told);
      }
      case UNKNOWN -> hold(isLost, "unknown without a loss", told);
      default -> complaints.add("no outcome of a delete: " + told);
    }
    if (!isLost && steps.stream().allMatch(story::isOurs)) {
      hold(outcome.landed(), "nothing was against", told);
    }
  }

  private void whole() {
    hold(story.journal().isClosed(), "the journal is not closed", story.journal().broken());
    List<String> landed =
        story.results().stream()
            .filter(result -> result.outcome().landed())
            .map(result -> result.change().code())
            .sorted()
            .toList();
    List<String> entries =
        AuditReport.of(story.journal()).rows().stream()
            .filter(row -> row.audited().isPresent())
            .map(AuditReport.Row::code)
            .sorted()
            .toList();
    hold(entries.equals(landed), "the journal has %s, landed".formatted(entries), landed);
    story.live().stream()
        .filter(Parked::is)
        .forEach(
            live ->
                hold(
                    excuses.hasNoPlace(live, update(live.id()).orElseThrow()),
                    "left under a parked code",
                    live));
  }

  private Stream<Change.Create> creates() {
    return story.plan().changes().stream()
        .filter(Change.Create.class::isInstance)
        .map(Change.Create.class::cast);
  }

  private Optional<Change.Update> update(String id) {
    return story.plan().changes().stream()
        .filter(Change.Update.class::isInstance)
        .map(Change.Update.class::cast)
        .filter(update -> update.before().id().equals(id))
        .findFirst();
  }

  /// What somebody else wants is what was live once, and not what we want.
  private boolean isTrue(Clash clash, Change.Update update) {
    return !clash.wanted().equals(clash.live())
        && story.states(update.before()).stream()
            .flatMap(Optional::stream)
            .map(live -> value(live, clash.field()))
            .collect(Collectors.toSet())
            .contains(clash.live());
  }

  private boolean everWas(LiveCode live) {
    return story.history().stream()
        .anyMatch(step -> states.isSame(step.after(), Optional.of(live)));
  }
}

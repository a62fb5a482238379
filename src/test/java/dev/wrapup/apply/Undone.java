package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must be live once a run is undone, by the history of the organization alone.
///
/// @param story of the run
/// @param history until the undo, of all codes
/// @param theirs of it
/// @param before the undo
/// @param after it
record Undone(
    Story story,
    List<Step> history,
    Set<Step> theirs,
    List<LiveCode> before,
    List<LiveCode> after) {

  private static Map<String, LiveCode> byId(List<LiveCode> codes) {
    return codes.stream().collect(Collectors.toMap(LiveCode::id, Function.identity()));
  }

  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    Map<String, LiveCode> then = byId(before);
    Map<String, LiveCode> now = byId(after);
    Set<String> ids = new HashSet<>(then.keySet());
    history.forEach(step -> ids.add(step.id()));
    for (String id : ids) {
      List<Step> steps = history.stream().filter(step -> step.id().equals(id)).toList();
      judge(steps, Optional.ofNullable(then.get(id)), Optional.ofNullable(now.get(id)), complaints);
    }
    return complaints;
  }

  /// What the run says that it did to a code; of what it doesn't know, nothing is undone.
  private Optional<Result> claim(List<Step> steps) {
    return story.results().stream()
        .filter(result -> result.outcome().landed())
        .filter(result -> steps.stream().anyMatch(s -> s.id().equals(result.entry().id())))
        .findFirst();
  }

  /// Where an answer was lost, the run may take for its own what somebody else wrote just as it was
  /// to be; where no lock keeps what others do between our reading and our write, it takes for what
  /// was there what it read.
  private Optional<LiveCode> believed(List<Step> steps) {
    boolean isLost = steps.stream().anyMatch(step -> story.lost().contains(step.id()));
    if (story.kind().locks() && !isLost) return Optional.empty();
    return claim(steps)
        .flatMap(
            result ->
                result
                    .over()
                    .map(
                        over ->
                            new LiveCode(
                                over.id(),
                                over.revision(),
                                result.change().live().orElse(over).code(),
                                over.values())));
  }

  private void judge(
      List<Step> steps, Optional<LiveCode> then, Optional<LiveCode> now, List<String> complaints) {
    boolean isOurs =
        claim(steps).isPresent()
            && (believed(steps).isPresent() || !steps.stream().allMatch(theirs::contains));
    if (!isOurs) {
      if (!sameValues(then, now)) complaints.add("touched: " + then + " → " + now);
      return;
    }
    Step last = steps.getLast();
    Optional<LiveCode> first = steps.getFirst().before();
    if (then.isEmpty()) {
      if (now.isPresent()) complaints.add("back under its id: " + now);
      boolean isOurDelete = last.after().isEmpty() && !theirs.contains(last);
      if (isOurDelete) madeAgain(believed(steps).or(last::before).orElseThrow(), complaints);
    } else if (first.isEmpty()) {
      LiveCode made = steps.getFirst().after().orElseThrow();
      boolean isEdited = !sameValues(Optional.of(made), then);
      boolean isTouched = steps.stream().skip(1).anyMatch(theirs::contains);
      if (isEdited && now.isEmpty()) complaints.add("their edit of a new code is lost: " + then);
      // nobody knows in which division it was made where the answer was lost, so it is left
      boolean isDoubtful = !story.kind().locks() && story.lost().contains("POST");
      if (!isTouched && !isDoubtful && now.isPresent()) complaints.add("still there: " + now);
      if (now.isPresent() && !sameValues(then, now)) complaints.add("changed: " + now);
    } else if (now.isEmpty()) {
      complaints.add("gone: " + then);
    } else {
      for (Field field : fields()) judge(field, steps, then.get(), now.get(), complaints);
    }
  }

  private void madeAgain(LiveCode was, List<String> complaints) {
    Optional<LiveCode> there =
        after.stream().filter(code -> code.code().equals(was.code())).findFirst();
    if (there.isEmpty()) complaints.add("not made again: " + was);
    boolean isForeign = there.filter(code -> byId(before).containsKey(code.id())).isPresent();
    if (isForeign || there.isEmpty()) return;
    if (!sameValues(Optional.of(was), there)) complaints.add("made otherwise: " + was + there);
  }

  private void judge(
      Field field, List<Step> steps, LiveCode then, LiveCode now, List<String> complaints) {
    Value stands = States.value(then, field);
    Value is = States.value(now, field);
    Set<Value> restored = new HashSet<>();
    boolean isOurs = false;
    for (Step step : steps) {
      if (!States.differs(step, field)) continue;
      boolean ours = !theirs.contains(step);
      if (ours && !isOurs) {
        restored.clear();
        restored.add(States.value(step.before().orElseThrow(), field));
        restored.add(States.value(story.known(step).orElseThrow(), field));
      }
      isOurs = ours;
    }
    believed(steps).ifPresent(code -> restored.add(States.value(code, field)));
    // where they put back what the run had left there, nobody can tell
    boolean isUndone = isOurs || isAsOursLeftIt(field, steps, stands);
    boolean isKept = !isOurs || restored.isEmpty();
    boolean isNameTaken = field.isKey() && restored.stream().anyMatch(n -> isHeld(n, now.id()));
    if (isUndone && restored.contains(is)) return;
    if ((isKept || isNameTaken) && is.equals(stands)) return;
    complaints.add(
        "%s of %s is %s, not %s".formatted(field, now, is, isUndone ? restored : stands));
  }

  /// Whether a value is one that the run wrote, or says that it wrote.
  private boolean isAsOursLeftIt(Field field, List<Step> steps, Value value) {
    return believed(steps).isPresent()
        || steps.stream()
            .filter(step -> !theirs.contains(step) && States.differs(step, field))
            .anyMatch(s -> s.after().filter(a -> States.value(a, field).equals(value)).isPresent());
  }

  private boolean isHeld(Value name, String id) {
    return after.stream()
        .anyMatch(code -> code.code().equals(name.text()) && !code.id().equals(id));
  }

  private List<Field> fields() {
    return Stream.concat(
            Stream.of(story.kind().dialect().key()), story.kind().dialect().fields().stream())
        .toList();
  }

  private boolean sameValues(Optional<LiveCode> one, Optional<LiveCode> other) {
    if (one.isEmpty() || other.isEmpty()) return one.isEmpty() && other.isEmpty();
    return fields().stream()
        .allMatch(f -> States.value(one.get(), f).equals(States.value(other.get(), f)));
  }

  /// All values of all codes, without their ids.
  static Set<List<Value>> values(Story story, List<LiveCode> codes) {
    Undone any = new Undone(story, List.of(), Set.of(), codes, codes);
    return codes.stream()
        .map(code -> any.fields().stream().map(f -> States.value(code, f)).toList())
        .collect(Collectors.toSet());
  }
}

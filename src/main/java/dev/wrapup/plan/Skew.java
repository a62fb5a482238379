package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Word;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How one code, or one field of it, is live in an organization beside what is declared for it
/// there. Equal in organizations that are alike: it has no ids.
///
/// @param field that differs, by its name; of a code that is there or not as a whole, its key;
///   empty if all of it is as declared
/// @param declared empty if it is not, or not any more
/// @param live empty if it is not
/// @param commit that isn't applied there yet; empty if nothing waits, or none can be named
public record Skew(
    State state,
    String code,
    Optional<String> field,
    Optional<Value> declared,
    Optional<Value> live,
    Optional<String> commit) {
  /// What a code is in one organization; what a person has to look at first comes first.
  public enum State implements Word {
    DRIFTED("!", "edited by hand since the last apply"),
    MISSING("–", "was live, and is gone"),
    UNKNOWN("?", "differs, and nothing tells whether it is behind or drifted"),
    BEHIND("<", "changed in Git, and not applied yet"),
    LOCAL("+", "live, and no file names it"),
    OVERRIDDEN("≠", "other than in shared files, on purpose"),
    SAME("=", "as declared");

    private final String sign;
    private final String meaning;

    State(String sign, String meaning) {
      this.sign = sign;
      this.meaning = meaning;
    }

    public String sign() {
      return sign;
    }

    public String meaning() {
      return meaning;
    }

    /// Whether there is no more to tell of a code than its name.
    public boolean isOfNames() {
      return this == LOCAL || this == SAME;
    }
  }

  /// A finding of a comparison.
  ///
  /// @param waiting the place in the files that asks for what isn't applied yet
  public record Found(Skew skew, Optional<SourcePosition> waiting) {}

  /// The same with the commit that isn't applied.
  public Skew withCommit(Optional<String> commit) {
    return new Skew(state, code, field, declared, live, commit);
  }

  /// All codes that are declared, excepted or live; those that are neither declared nor live, such
  /// as retired ones that are gone, are left out.
  public static List<Found> of(Comparison comparison) {
    Finder finder =
        new Finder(
            comparison, patterned(comparison), new ArrayList<>(), new HashSet<>(), new HashSet<>());
    comparison.differences().forEach(finder::change);
    comparison.desired().deviations().overrides().forEach(finder::override);
    comparison.desired().deviations().excepted().stream().sorted().forEach(finder::except);
    for (LiveCode live : comparison.undeclared()) {
      finder.whole(State.LOCAL, live.code(), false, Optional.of(live), Optional.empty());
    }
    for (DesiredCode entry : comparison.desired().codes()) {
      if (finder.told.contains(entry.key())) continue;
      finder.add(State.SAME, entry.key(), Optional.empty(), none(), none(), Optional.empty());
    }
    return finder.found;
  }

  /// Where codes stand below patterns of queues that the base has likewise. A pair of theirs that
  /// isn't live was taken out by hand, or its queue is new: nothing tells which.
  private static Set<SourcePosition> patterned(Comparison comparison) {
    Set<List<String>> before = new HashSet<>();
    comparison.base().map(DesiredState::offers).orElse(List.of()).stream()
        .filter(Offer::isPattern)
        .forEach(
            offer ->
                offer
                    .codes()
                    .forEach(code -> before.add(List.of(offer.queue().value(), code.value()))));
    Set<SourcePosition> places = new HashSet<>();
    for (Offer offer : comparison.desired().offers()) {
      for (Sourced<String> code : offer.codes()) {
        if (before.contains(List.of(offer.queue().value(), code.value()))) places.add(code.at());
      }
    }
    return places;
  }

  private static Optional<Value> none() {
    return Optional.empty();
  }

  /// @param patterned where codes stand below patterns of queues that the base has likewise
  /// @param told codes of which something was found
  /// @param fields those of them in which it was, each beside its code
  private record Finder(
      Comparison comparison,
      Set<SourcePosition> patterned,
      List<Found> found,
      Set<String> told,
      Set<List<String>> fields) {
    private void change(Change change) {
      switch (change) {
        case Change.Create create -> {
          State waiting = comparison.base().isEmpty() ? State.UNKNOWN : State.BEHIND;
          State state = create.vanished() ? State.MISSING : waiting;
          whole(state, create.code(), true, Optional.empty(), Optional.of(create.source()));
        }
        case Change.Delete delete ->
            whole(
                state(delete.origin()),
                delete.code(),
                false,
                delete.live(),
                waiting(delete.origin(), delete.source()));
        case Change.Update update ->
            update.fields().forEach(field -> differs(update.desired(), field));
        case Change.QueuePair pair -> {
          if (pair.live().isEmpty()) return; // it goes as its code goes
          FieldChange field = pair.fields().getFirst();
          boolean isOld = patterned.contains(pair.source());
          State state = isOld ? State.UNKNOWN : state(field.origin());
          differs(state, pair.code(), field, pair.source());
        }
      }
    }

    private void differs(DesiredCode entry, FieldChange field) {
      Sourced<Value> value = entry.values().get(field.field());
      SourcePosition at = value == null ? entry.at() : value.at();
      differs(state(field.origin()), entry.key(), field, at);
    }

    private void differs(State state, String code, FieldChange field, SourcePosition at) {
      Optional<Value> declared = field.to().map(Skew::named);
      Optional<Value> live = field.from().map(Skew::named);
      boolean isOfIds = declared.equals(live);
      add(
          state,
          code,
          Optional.of(field.field()),
          isOfIds ? field.to() : declared,
          isOfIds ? field.from() : live,
          state == State.UNKNOWN ? Optional.empty() : waiting(field.origin(), at));
    }

    /// Tells that other fields than the shared ones are there as they shall be.
    private void override(DesiredCode override) {
      Optional<DesiredCode> entry = comparison.matching().entry(override.key());
      Optional<LiveCode> live = entry.flatMap(comparison.matching()::live);
      if (live.isEmpty()) return;
      for (Field field : comparison.desired().dialect().fields()) {
        Optional<Value> declared = entry.get().managed(field).map(Skew::named);
        boolean isOther = override.values().containsKey(field) && declared.isPresent();
        if (!isOther || fields.contains(List.of(override.key(), field.name()))) continue;
        add(
            State.OVERRIDDEN,
            override.key(),
            Optional.of(field),
            declared,
            Optional.of(named(live.get().value(field))),
            Optional.empty());
      }
    }

    private void except(String code) {
      Optional<LiveCode> live =
          comparison.matching().byCode(code).filter(one -> !comparison.matching().isOwned(one));
      whole(State.OVERRIDDEN, code, false, live, Optional.empty());
    }

    /// Tells of a code that is there or not as a whole.
    private void whole(
        State state,
        String code,
        boolean isDeclared,
        Optional<LiveCode> live,
        Optional<SourcePosition> waiting) {
      add(
          state,
          code,
          Optional.of(comparison.desired().dialect().key()),
          isDeclared ? Optional.of(new Value.Text(code)) : none(),
          live.map(one -> new Value.Text(one.code())),
          state == State.BEHIND ? waiting : Optional.empty());
    }

    private void add(
        State state,
        String code,
        Optional<Field> field,
        Optional<Value> declared,
        Optional<Value> live,
        Optional<SourcePosition> waiting) {
      told.add(code);
      Optional<String> name = field.map(Field::name);
      name.ifPresent(one -> fields.add(List.of(code, one)));
      found.add(new Found(new Skew(state, code, name, declared, live, Optional.empty()), waiting));
    }
  }

  private static State state(Origin origin) {
    return switch (origin) {
      case GIT -> State.BEHIND;
      case DRIFT, COLLISION -> State.DRIFTED;
      case UNKNOWN -> State.UNKNOWN;
    };
  }

  /// What both sides changed waits as well.
  private static Optional<SourcePosition> waiting(Origin origin, SourcePosition at) {
    return origin == Origin.GIT || origin == Origin.COLLISION ? Optional.of(at) : Optional.empty();
  }

  /// Without ids, which differ from organization to organization.
  private static Value named(Value value) {
    return switch (value) {
      case Value.Text text -> text;
      case Value.Outcomes outcomes ->
          new Value.Outcomes(
              outcomes.outcomes().stream().map(one -> new Value.Outcome("", one.name())).toList());
    };
  }
}

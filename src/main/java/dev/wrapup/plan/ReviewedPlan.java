package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.RunUndo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The reviewed plan that an apply is held to.
///
/// @param refusals what the policies said of it, whether or not a token let it pass
/// @param undoes the run that it undoes; empty if it is one of the files
/// @param isPreview whether it was made on a snapshot, and so of what live may have been never
public record ReviewedPlan(
    Target target,
    List<Effect> effects,
    List<Refusal> refusals,
    Optional<String> undoes,
    boolean isPreview) {
  public ReviewedPlan {
    effects = List.copyOf(effects);
    refusals = List.copyOf(refusals);
  }

  /// The same of a plan on a snapshot.
  public static ReviewedPlan preview(Plan plan) {
    Optional<String> undoes = plan.undo().map(RunUndo::run);
    return new ReviewedPlan(plan.target(), plan.effects(), List.of(), undoes, true);
  }

  /// Whether a token approves this plan, and with it what is left of it.
  ///
  /// @param left the refusals of a plan that does nothing but what is in this one
  boolean approves(String token, List<Refusal> left) {
    return Digest.token(digest(), refusals).equals(token)
        && left.stream().allMatch(refusal -> refuses(refusal.code()));
  }

  private boolean refuses(String code) {
    return refusals.stream().anyMatch(refusal -> refusal.code().equals(code));
  }

  /// As [Plan#digest()].
  public String digest() {
    return Digest.of(target, effects);
  }

  /// What a new plan does that was not reviewed, and what was reviewed that neither the new plan
  /// does nor live shows; one sentence each, in the order of the plans. Empty if only reviewed
  /// changes would be made and none got lost.
  public List<String> differences(Plan plan, Dialect dialect, Catalog catalog) {
    List<String> differences = new ArrayList<>();
    if (!target.equals(plan.target())) {
      differences.add(
          "it was reviewed for %s, this is %s".formatted(name(target), name(plan.target())));
    }
    if (!undoes.equals(plan.undo().map(RunUndo::run))) {
      differences.add(
          undoes
              .map("it undoes the run %s: name the journal of that one (--undo)"::formatted)
              .orElse("it is a plan of the files, and undoes no run: leave --undo out"));
      return differences;
    }
    Map<String, LiveCode> live = new HashMap<>();
    for (LiveCode code : catalog.codes()) {
      live.put("id " + code.id(), code);
      live.put("new " + code.code(), code);
    }
    Map<String, Effect> now = new HashMap<>();
    for (Effect effect : plan.effects()) {
      now.put(identity(effect), effect);
      now.putIfAbsent(newIdentity(effect), effect);
    }
    Set<String> reviewed = new HashSet<>();
    for (Effect effect : effects) {
      reviewed.add(identity(effect));
      Effect planned = now.get(identity(effect));
      if (planned != null) planned = unparked(planned, effect);
      if (planned != null && effect.action().isOfQueue()) planned = planned.with(effect.id());
      if (planned == null) {
        Optional<LiveCode> code = Optional.ofNullable(live.get(code(effect)));
        boolean isDone =
            effect.queue().isPresent()
                ? isDone(effect, effect.queue().get(), code, catalog)
                : isDone(effect, code, dialect);
        if (!isDone) {
          differences.add(
              "%s: reviewed, but no longer planned, and live doesn't show it"
                  .formatted(title(effect)));
        }
      } else if (!planned.equals(effect)) {
        differences.add(explain(effect, planned));
      }
    }
    for (Effect effect : plan.effects()) {
      boolean isReviewed =
          reviewed.contains(identity(effect)) || reviewed.contains(newIdentity(effect));
      if (!isReviewed) {
        differences.add("%s: planned now, but not reviewed".formatted(title(effect)));
      }
    }
    if (isPreview && differences.isEmpty() && !plan.digest().equals(digest())) {
      differences.add(
          "it is a preview, made on a snapshot: of its %s only %d planned now"
              .formatted(Words.count(effects.size(), "change"), plan.effects().size()));
    }
    return differences;
  }

  /// A planned change of a code that an interrupted apply has parked, as if it were not: it is the
  /// reviewed change, half done.
  private static Effect unparked(Effect planned, Effect reviewed) {
    List<Effect.Part> parts = new ArrayList<>();
    for (Effect.Part part : planned.parts()) {
      boolean isParked =
          planned.id().isPresent()
              && part.from().equals(Optional.of(new Value.Text(Parked.codeOf(planned.id().get()))));
      Optional<Effect.Part> same =
          reviewed.parts().stream().filter(p -> p.field().equals(part.field())).findFirst();
      parts.add(
          isParked && same.isPresent()
              ? new Effect.Part(part.field(), same.get().from(), part.to())
              : part);
    }
    return new Effect(planned.action(), planned.id(), planned.code(), parts);
  }

  private static String explain(Effect reviewed, Effect planned) {
    if (reviewed.action() != planned.action() || !reviewed.code().equals(planned.code())) {
      return "%s was reviewed, now it is: %s".formatted(title(reviewed), title(planned));
    }
    Set<String> fields = new HashSet<>();
    List<String> parts = new ArrayList<>();
    for (Effect.Part part : reviewed.parts()) {
      fields.add(part.field());
      Optional<Effect.Part> now =
          planned.parts().stream().filter(p -> p.field().equals(part.field())).findFirst();
      if (now.isEmpty()) {
        parts.add("'%s' is not to be changed any more".formatted(part.field()));
      } else if (!now.get().equals(part)) {
        parts.add(
            "'%s' was reviewed as %s, now it is %s"
                .formatted(part.field(), arrow(part), arrow(now.get())));
      }
    }
    for (Effect.Part part : planned.parts()) {
      if (fields.add(part.field())) {
        parts.add("'%s' is changed too: %s".formatted(part.field(), arrow(part)));
      }
    }
    return title(reviewed) + ": " + String.join("; ", parts);
  }

  /// Whether a queue offers a code, or doesn't, as it was reviewed.
  private static boolean isDone(
      Effect effect, Value.Outcome queue, Optional<LiveCode> live, Catalog catalog) {
    boolean isOffered = effect.action() == Effect.Action.ADD_TO_QUEUE;
    return live.isPresent()
        && catalog.queues().map(queues -> queues.codeIds().get(queue.id())).stream()
            .anyMatch(codes -> codes.contains(live.get().id()) == isOffered);
  }

  private static boolean isDone(Effect effect, Optional<LiveCode> live, Dialect dialect) {
    if (effect.action() == Effect.Action.DELETE) return live.isEmpty();
    return live.isPresent()
        && effect.parts().stream().allMatch(part -> shows(live.get(), part, dialect));
  }

  private static boolean shows(LiveCode live, Effect.Part part, Dialect dialect) {
    if (part.field().equals(dialect.key().name())) {
      return part.to().equals(Optional.of(new Value.Text(live.code())));
    }
    Optional<Field> field = dialect.field(part.field());
    return field.isPresent() && part.to().equals(Optional.of(live.value(field.get())));
  }

  private static String identity(Effect effect) {
    return code(effect) + queue(effect);
  }

  /// That of a code and a queue when the code was reviewed as a new one, which it is no longer; of
  /// any other change its own.
  private static String newIdentity(Effect effect) {
    return effect.action().isOfQueue() ? "new " + effect.code() + queue(effect) : identity(effect);
  }

  private static String code(Effect effect) {
    return effect.id().map(id -> "id " + id).orElse("new " + effect.code());
  }

  private static String queue(Effect effect) {
    return effect.queue().map(queue -> "\nqueue " + queue.id()).orElse("");
  }

  private static String title(Effect effect) {
    String queue = effect.queue().map(some -> " " + some.name()).orElse("");
    return effect.action().word() + queue + " " + effect.code();
  }

  private static String name(Target target) {
    return "%s (%s, %s)".formatted(target.environment(), target.api(), target.baseUrl());
  }

  private static String arrow(Effect.Part part) {
    return show(part.from()) + " → " + show(part.to());
  }

  private static String show(Optional<Value> value) {
    if (value.isEmpty()) return "nothing";
    return switch (value.get()) {
      case Value.Text text -> "'" + text.text() + "'";
      case Value.Outcomes outcomes -> Words.count(outcomes.outcomes().size(), "outcome");
    };
  }
}

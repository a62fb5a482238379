package dev.wrapup.apply;

import dev.wrapup.audit.Recorded;
import dev.wrapup.audit.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Organization.Step;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiConsumer;

/// What happened while a plan was applied and others were at work.
///
/// @param history every change of every code since the plan was made, in order
/// @param theirs those of them that others made
/// @param lost ids of codes to which a write got no answer; `POST` if a create got none
/// @param live how the organization was left
/// @param mishaps what went wrong with the story itself
record Story(
    Plan plan,
    List<Result> results,
    List<Step> history,
    Set<Step> theirs,
    Set<String> lost,
    List<LiveCode> live,
    Recorded journal,
    Collection<String> mishaps) {
  private static final double[] EAGERNESS = {0, 0.05, 0.2, 0.5};
  private static final double[] LOSS = {0, 0, 0.1, 0.3};

  /// A connection that breaks.
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Plans, and applies while others are at work, all as the seed has it.
  ///
  /// @param parallelism with 1 the seed tells the same story each time
  static Story of(long seed, int parallelism, Path folder) {
    SmallWorld world = new SmallWorld(seed);
    Organization organization = world.organization();
    try (Site site = Site.of(organization)) {
      Verdict.Approved approved = site.plan(world.yaml());
      Random random = SmallWorld.random(~seed);
      OtherPeople others = new OtherPeople(organization, approved.plan(), random);
      Interference interference = new Interference(others, random);
      site.sandbox().watch(interference);
      Path path = folder.resolve(UUID.randomUUID() + ".jsonl");
      List<Result> results = site.apply(approved, parallelism, path);
      return new Story(
          approved.plan(),
          results,
          organization.history(),
          others.steps(),
          interference.lost,
          organization.codes(),
          Recorded.read(path, Optional.empty()),
          interference.mishaps);
    }
  }

  /// Lets others act, and answers get lost, at the moments that the seed chooses.
  private static final class Interference implements BiConsumer<Moment, Request> {
    private final OtherPeople others;
    private final Random random;
    private final double eagerness;
    private final double loss;
    private final Set<String> lost = new CopyOnWriteArraySet<>();
    private final Collection<String> mishaps = new ConcurrentLinkedQueue<>();

    Interference(OtherPeople others, Random random) {
      this.others = others;
      this.random = random;
      this.eagerness = EAGERNESS[random.nextInt(EAGERNESS.length)];
      this.loss = LOSS[random.nextInt(LOSS.length)];
    }

    @Override
    public void accept(Moment moment, Request request) {
      boolean isWrite = !request.method().equals("GET");
      boolean breaks;
      try {
        if (random.nextDouble() < eagerness) others.act(request.path());
        breaks = random.nextDouble() < (isWrite ? loss : loss / 10);
      } catch (RuntimeException e) {
        mishaps.add("the others stumbled: " + e);
        throw e;
      }
      if (!breaks) return;
      if (isWrite) lost.add(request.method().equals("POST") ? "POST" : id(request));
      throw new Broken();
    }

    private static String id(Request request) {
      return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
  }

  /// The steps of one code.
  List<Step> of(String id) {
    return history.stream().filter(step -> step.id().equals(id)).toList();
  }

  boolean isOurs(Step step) {
    return !theirs.contains(step);
  }

  /// The states that a code went through since the plan was made; empty once it was deleted.
  List<Optional<LiveCode>> states(LiveCode before) {
    List<Optional<LiveCode>> states = new ArrayList<>(List.of(Optional.of(before)));
    of(before.id()).forEach(step -> states.add(step.after()));
    return states;
  }

  /// All of it, for a person to read.
  String told() {
    StringBuilder told = new StringBuilder();
    for (var change : plan.changes()) {
      told.append("  plan: ").append(dev.wrapup.plan.Effect.of(change)).append("\n");
    }
    for (Step step : history) {
      told.append(isOurs(step) ? "  ours:   " : "  theirs: ");
      told.append(step.before().map(Story::show).orElse("nothing")).append("\n       → ");
      told.append(step.after().map(Story::show).orElse("gone")).append("\n");
    }
    results.forEach(r -> told.append("  " + r.change().code() + ": " + r.outcome() + "\n"));
    return told.append("  lost: ").append(lost).append("\n").toString();
  }

  private static String show(LiveCode live) {
    return live.id() + " " + live.revision() + " " + live.code() + " " + live.values().values();
  }
}

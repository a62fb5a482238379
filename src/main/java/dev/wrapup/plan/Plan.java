package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Finding;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.ReferenceIndex;
import dev.wrapup.plan.diff.RunUndo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All changes that make the live catalog what the files declare, and what was left out and why.
///
/// @param desired what was planned for
/// @param base what the files declared before, if a base was given
/// @param changes in an order in which they can be carried out
/// @param cycles how many cycles of codes are swapped round; each costs one more write, to park a
///   code
/// @param drift changes that would undo an edit made outside Git, and that the policy leaves alone;
///   of a plan that undoes a run, what was changed since or can't be undone
/// @param undeclared live codes that no file names, neither as declared nor as retired
/// @param bound how many declared codes are live
/// @param live how many codes are live
/// @param picks how often codes were picked; empty if that wasn't asked for
/// @param unread sources of references that could not be read
/// @param unseen why codes that the files are for may be live and not have been seen
/// @param reread how many requests the reading after the changes takes; 0 without changes
/// @param findings warnings only
/// @param undo the run that it undoes, if it is no plan of the files
public record Plan(
    Target target,
    DesiredState desired,
    Optional<DesiredState> base,
    List<Change> changes,
    int cycles,
    List<Change> drift,
    List<Released> released,
    List<LiveCode> undeclared,
    int bound,
    int live,
    Optional<Picks> picks,
    List<Usage.Unread> unread,
    Optional<String> unseen,
    int reread,
    List<Finding> findings,
    Optional<RunUndo> undo) {
  public Plan {
    changes = List.copyOf(changes);
    drift = List.copyOf(drift);
    released = List.copyOf(released);
    undeclared = List.copyOf(undeclared);
    unread = List.copyOf(unread);
    findings = List.copyOf(findings);
  }

  /// The same with what is odd in its files.
  public Plan with(List<Finding> warnings) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(warnings);
    all.sort(Planner.BY_PLACE);
    return with(changes, drift, picks, unread, all);
  }

  /// The same with what is known now of who refers to its codes.
  public Plan with(Usage usage, Catalog catalog) {
    ReferenceIndex references = new ReferenceIndex(desired.dialect(), catalog.with(usage));
    return with(
        changes.stream().map(change -> change.with(references)).toList(),
        drift.stream().map(change -> change.with(references)).toList(),
        picks,
        usage.unread(),
        findings);
  }

  /// The same with what is known of how often its codes were picked.
  public Plan with(Picks picks) {
    return with(
        changes.stream().map(change -> change.with(picks)).toList(),
        drift,
        Optional.of(picks),
        unread,
        findings);
  }

  private Plan with(
      List<Change> changes,
      List<Change> drift,
      Optional<Picks> picks,
      List<Usage.Unread> unread,
      List<Finding> findings) {
    return new Plan(
        target,
        desired,
        base,
        changes,
        cycles,
        drift,
        released,
        undeclared,
        bound,
        live,
        picks,
        unread,
        unseen,
        reread,
        findings,
        undo);
  }

  /// Ids of the codes whose change may hurt whoever refers to them: those that go, and those that
  /// move to another part of the organization.
  public Set<String> atRisk() {
    Set<String> ids = new LinkedHashSet<>();
    for (Change change : changes) {
      boolean hurts =
          switch (change) {
            case Change.Create ignored -> false;
            case Change.QueuePair ignored -> false;
            case Change.Delete ignored -> true;
            case Change.Update update ->
                update.fields().stream().anyMatch(field -> field.field().isScope());
          };
      if (hurts) change.live().ifPresent(live -> ids.add(live.id()));
    }
    return ids;
  }

  public int creates() {
    return (int) changes.stream().filter(Change.Create.class::isInstance).count();
  }

  public int updates() {
    return (int) changes.stream().filter(Change.Update.class::isInstance).count();
  }

  public int deletes() {
    return (int) changes.stream().filter(Change.Delete.class::isInstance).count();
  }

  /// Codes that are added to queues, once for each queue.
  public int queueAdds() {
    return pairs(true);
  }

  /// Codes that are removed from queues, once for each queue.
  public int queueRemovals() {
    return pairs(false);
  }

  private int pairs(boolean isAdd) {
    return (int)
        changes.stream()
            .filter(change -> change instanceof Change.QueuePair pair && pair.isAdd() == isAdd)
            .count();
  }

  /// Live codes that are as declared: every live code is counted once, here, among the updates and
  /// deletes, as drifted or as undeclared.
  public int unchanged() {
    return live - updates() - deletes() - drifted() - undeclared.size();
  }

  /// Live codes that only somebody outside Git changed: nothing of the plan touches them.
  public int drifted() {
    Set<String> ids = liveIds(drift);
    ids.removeAll(liveIds(changes));
    return ids.size();
  }

  /// Live codes of the plan that somebody outside Git changed as well.
  public int alsoDrifted() {
    return liveIds(drift).size() - drifted();
  }

  /// Codes that somebody outside Git deleted, and that stay so.
  public int gone() {
    return (int) drift.stream().filter(Change.Create.class::isInstance).count();
  }

  private static Set<String> liveIds(List<Change> some) {
    return some.stream()
        .filter(change -> !change.effect().action().isOfQueue())
        .flatMap(change -> change.live().stream())
        .map(LiveCode::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// Codes that were changed outside Git, or whose queues were, and that stay so.
  public int kept() {
    return (int) drift.stream().map(Change::code).distinct().count();
  }

  /// Whether the files, or their base, say anything of queues.
  public boolean namesQueues() {
    return Stream.concat(Stream.of(desired), base.stream())
        .anyMatch(state -> !state.queueNames().isEmpty());
  }

  public int collisions() {
    return (int) changes.stream().filter(change -> change.origin() == Origin.COLLISION).count();
  }

  /// Changes that undo, at least in part, an edit made outside Git which the policies leave alone:
  /// somebody asked for that, and an apply has to be asked as well.
  public int reverts() {
    boolean isAskedFor =
        base.isPresent() && PolicyRules.driftRule(desired, base) != Policy.OnDrift.REVERT;
    return isAskedFor ? (int) changes.stream().filter(Plan::undoesDrift).count() : 0;
  }

  private static boolean undoesDrift(Change change) {
    return change.fields().stream().anyMatch(field -> field.origin() == Origin.DRIFT);
  }

  /// Warnings about references, and findings.
  public int warnings() {
    return findings.size() + changes.stream().mapToInt(change -> change.warnings().size()).sum();
  }

  /// How many requests the changes take in an apply that nothing disturbs.
  public int requests() {
    Dialect.Cost cost = desired.dialect().cost();
    return creates() * cost.create()
        + (updates() + cycles) * cost.update()
        + deletes() * cost.delete()
        + adding(cost.addsToQueue())
        + queueRemovals()
        + mandatory();
  }

  /// Queues that are read before something is removed, since their agents must pick a code.
  private int mandatory() {
    return (int)
        changes.stream()
            .filter(change -> change instanceof Change.QueuePair pair && !pair.isAdd())
            .map(change -> ((Change.QueuePair) change).queue())
            .filter(Queue::isMandatory)
            .distinct()
            .count();
  }

  private int adding(int atOnce) {
    Map<String, Integer> adds = new HashMap<>();
    for (Change change : changes) {
      if (!(change instanceof Change.QueuePair pair) || !pair.isAdd()) continue;
      adds.merge(pair.queue().id(), 1, Integer::sum);
    }
    // each is preceded by a reading of what the queue offers
    return adds.values().stream().mapToInt(codes -> 2 * Math.ceilDiv(codes, atOnce)).sum();
  }

  /// The command that makes it anew.
  public ShellCommand command(String... options) {
    return undo.map(run -> run.command(options))
        .orElseGet(() -> ShellCommand.own("plan").with(options));
  }

  /// The name of the plan's effect: `sha256:` and 64 hex digits. Two plans that would do the same
  /// to the same target have the same one.
  public String digest() {
    return Digest.of(target, effects());
  }

  /// What the changes do, without why or where they stand.
  public List<Effect> effects() {
    return changes.stream().map(Change::effect).toList();
  }
}

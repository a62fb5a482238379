package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Editor;
import dev.wrapup.model.Ignore;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.policy.Policy.Undeclared;
import dev.wrapup.model.text.Word;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is live and not as Git has it, apart from what was merged and waits for an apply. Read from
/// a plan; without a base it is unknown the two apart, and every difference is here.
///
/// @param plan where it comes from
/// @param drifted codes that are not as declared, each with the fields in which it isn't; sorted by
///   kind, then code
/// @param pending what an apply of the merged files would change beside that, in the order of the
///   plan, updates last
/// @param undeclared live codes that no file names; empty where the policy ignores them
/// @param editors who edited live codes last, by the id that these carry; not all may be known
public record Drift(
    Plan plan,
    List<DriftedCode> drifted,
    List<Change> pending,
    List<LiveCode> undeclared,
    Map<String, Editor> editors) {
  /// What became of a code, the one that a person has to decide first.
  public enum Kind implements Word {
    /// It was changed in Git and outside it, differently.
    COLLISION,
    /// It was live and is gone.
    VANISHED,
    /// It is declared and not live, and it is unknown whether it ever was.
    MISSING,
    /// It is live, though retired.
    RETIRED,
    /// Its values, or its code itself, are others than declared.
    CHANGED,
    /// A queue that is declared to offer it doesn't.
    UNOFFERED;
  }

  /// So many days before it ends, an ignored field is told of.
  private static final int SOON = 30;

  /// One code that is not as declared.
  ///
  /// @param undoing the change that would make it as declared
  public record DriftedCode(Kind kind, Change undoing) {
    /// The live code that was edited; empty if it is gone, or if a queue was edited, of which
    /// nobody tells by whom.
    public Optional<LiveCode> edited() {
      return undoing.live().filter(live -> !undoing.effect().action().isOfQueue());
    }
  }

  /// A field that is ignored for a few days more.
  public record Ending(DesiredCode code, Ignore ignore, LocalDate until) {}

  public Drift {
    drifted = List.copyOf(drifted);
    pending = List.copyOf(pending);
    undeclared = List.copyOf(undeclared);
    editors = Map.copyOf(editors);
  }

  /// Ids of those who edited what is astray last, as far as that is told; each once.
  public Set<String> editorIds() {
    return Stream.concat(
            drifted.stream().flatMap(code -> code.edited().stream()), undeclared.stream())
        .flatMap(live -> live.lastEdit().flatMap(LastEdit::by).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The same with who the editors are.
  public Drift with(Map<String, Editor> editors) {
    return new Drift(plan, drifted, pending, undeclared, editors);
  }

  private static final Comparator<DriftedCode> ORDER =
      Comparator.comparing(DriftedCode::kind).thenComparing(code -> code.undoing().code());

  /// Takes apart what differs, whatever the policy makes of drift.
  ///
  /// @param differences of the comparison that the plan was made of. That no queue offers a code
  ///   which is gone goes without saying
  public static Drift of(Plan plan, List<Change> differences) {
    Predicate<Origin> isOutside = origin -> plan.base().isEmpty() || origin != Origin.GIT;
    List<DriftedCode> drifted =
        differences.stream()
            .flatMap(change -> change.part(isOutside).stream())
            .filter(change -> !(change instanceof Change.QueuePair) || change.live().isPresent())
            .map(change -> new DriftedCode(kind(change), change))
            .sorted(ORDER)
            .toList();
    List<Change> pending =
        plan.changes().stream()
            .flatMap(change -> change.part(isOutside.negate()).stream())
            .sorted(Comparator.comparing(change -> change instanceof Change.Update))
            .toList();
    boolean reports = PolicyRules.undeclaredRule(plan) == Undeclared.REPORT;
    return new Drift(plan, drifted, pending, reports ? plan.undeclared() : List.of(), Map.of());
  }

  private static Kind kind(Change change) {
    return switch (change) {
      case Change.Create create -> create.vanished() ? Kind.VANISHED : Kind.MISSING;
      case Change.Delete ignored -> Kind.RETIRED;
      case Change.Update ignored when change.origin() == Origin.COLLISION -> Kind.COLLISION;
      case Change.Update ignored -> Kind.CHANGED;
      case Change.QueuePair ignored -> Kind.UNOFFERED;
    };
  }

  /// Whether anything is not as Git has it.
  public boolean isPresent() {
    return !drifted.isEmpty() || !undeclared.isEmpty();
  }

  /// How many codes are of a kind.
  public int count(Kind kind) {
    return (int) drifted.stream().filter(code -> code.kind() == kind).count();
  }

  /// What becomes of undeclared codes.
  public Undeclared undeclaredRule() {
    return PolicyRules.undeclaredRule(plan);
  }

  /// Ignored fields that are managed again within 30 days, the first first.
  public List<Ending> ending(LocalDate today) {
    LocalDate last = today.plusDays(SOON);
    List<Ending> ending = new ArrayList<>();
    for (DesiredCode code : plan.desired().codes()) {
      for (Ignore ignore : code.ignores()) {
        ignore
            .until()
            .filter(until -> !until.isAfter(last))
            .ifPresent(until -> ending.add(new Ending(code, ignore, until)));
      }
    }
    ending.sort(Comparator.comparing(Ending::until).thenComparing(one -> one.code().key()));
    return ending;
  }

  /// The name of what drifted: `sha256:` and 64 hex digits. It stays the same as long as the same
  /// codes are astray in the same way, whatever else was saved, merged or asked meanwhile.
  public String fingerprint() {
    return Digest.fingerprint(
        plan.target(), drifted.stream().map(code -> code.undoing().effect()).toList(), undeclared);
  }
}

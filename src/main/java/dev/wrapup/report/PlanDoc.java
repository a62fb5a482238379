package dev.wrapup.report;

import dev.wrapup.model.Target;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Risk;
import dev.wrapup.plan.diff.RunUndo;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.EqualChanges;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What there is to tell of a plan: what matters most first, then each change with old and new.
public final class PlanDoc {
  private static final String UNDONE = "Nothing to undo: nothing is live as that run left it";

  private PlanDoc() {}

  public static Doc of(Verdict verdict, PlanMetadata facts) {
    Plan plan = verdict.plan();
    String digest = plan.digest(); // once: that of a large plan takes a while
    return new Doc(
        head(plan.undo().isPresent() ? "undo" : "plan", plan, Optional.of(digest), facts),
        summary(verdict, facts),
        callout(verdict, facts),
        blocks(plan, facts),
        Optional.of(PlanNext.of(verdict, digest, facts)),
        Optional.empty(),
        List.of(Phrase.ours(String.join(", ", catalog(plan))), Phrase.ours(requests(plan, facts))));
  }

  /// Which files are held against which organization, and how many codes there are.
  static Doc.Head head(String command, Plan plan, Optional<String> digest, PlanMetadata facts) {
    Target target = plan.target();
    Phrase address = Phrase.theirs(target.baseUrl()).and(", organization ", target.organization());
    Phrase files =
        plan.undo()
            .map(run -> Phrase.theirs(run.journal()))
            .orElseGet(() -> files(plan.desired().files()));
    return new Doc.Head(
        command,
        files.and(" → ").and(about(target)),
        subject(target),
        Phrase.join(
            " · ",
            List.of(files.and(" → ").and(address), Phrase.theirs(target.api()), facts.commit())),
        catalog(plan),
        digest,
        Phrase.ours(facts.tool()),
        facts.createdAt());
  }

  /// Whose codes they are, in which dialect.
  public static Phrase about(Target target) {
    return subject(target).and(" (").and(Phrase.theirs(target.api())).and(")");
  }

  /// Whose codes they are.
  public static Phrase subject(Target target) {
    return target.baseUrl().equals(Target.SANDBOX)
        ? Phrase.ours("sandbox")
        : Phrase.theirs(target.environment());
  }

  /// What was read.
  static Phrase files(List<SourceFile> files) {
    return paths(files.stream().map(SourceFile::path).toList());
  }

  /// The one path, or how many there are.
  static Phrase paths(List<String> paths) {
    return paths.size() == 1
        ? Phrase.theirs(paths.getFirst())
        : Phrase.ours(Words.count(paths.size(), "file"));
  }

  private static List<String> catalog(Plan plan) {
    String live = "%,d live".formatted(plan.live());
    if (plan.undo().isPresent()) return List.of(live);
    return List.of(
        live,
        "%,d declared".formatted(plan.desired().codes().size()),
        "%,d undeclared".formatted(plan.undeclared().size()));
  }

  private static Doc.Summary summary(Verdict verdict, PlanMetadata facts) {
    Plan plan = verdict.plan();
    String counts =
        plan.changes().isEmpty()
            ? nothing(plan.kept(), plan.undo().isPresent())
            : "%,d to create, %,d to update, %,d to delete%s"
                .formatted(plan.creates(), plan.updates(), plan.deletes(), QueueCards.counts(plan));
    int count = plan.warnings();
    String warnings = count == 0 ? "" : " " + Words.count(count, "warning") + ".";
    return new Doc.Summary(
        headline(verdict, facts),
        Tone.PLAIN,
        counts,
        others(plan),
        Phrase.ours(warnings).in(Tone.WARN),
        requests(plan, facts),
        tallies(plan));
  }

  private static String headline(Verdict verdict, PlanMetadata facts) {
    return switch (verdict) {
      case Verdict.Refused refused ->
          facts.leaves(refused) ? "Needs approval" : "Refused by policy";
      case Verdict.Approved approved -> {
        if (!approved.overridden().isEmpty()) yield "Approved by token";
        yield approved.plan().changes().isEmpty() ? "Nothing to do" : "Within policy";
      }
    };
  }

  /// What becomes of the other live codes.
  private static String others(Plan plan) {
    StringBuilder others = new StringBuilder("; %,d unchanged".formatted(plan.unchanged()));
    // by what is said of having nothing to do
    boolean isCounted = plan.changes().isEmpty() && plan.undo().isEmpty();
    if (plan.drifted() > 0 && !isCounted) {
      others.append(", %,d %s".formatted(plan.drifted(), outside(plan)));
    }
    if (plan.alsoDrifted() > 0) {
      others.append(", %,d to update changed there too".formatted(plan.alsoDrifted()));
    }
    if (plan.gone() > 0) {
      String of = isCounted ? " of the %,d".formatted(plan.kept()) : "";
      others.append(", %,d%s gone".formatted(plan.gone(), of));
    }
    return others.append('.').toString();
  }

  private static String outside(Plan plan) {
    return plan.undo().isPresent() ? "changed since" : "changed outside Git";
  }

  /// Why nothing would be done.
  ///
  /// @param drift how many codes were changed outside Git and stay so
  /// @param isUndo whether a run was to be undone
  static String nothing(int drift, boolean isUndo) {
    if (isUndo) return UNDONE;
    return drift == 0
        ? "Nothing to do: live is as declared"
        : "Nothing to do: what differs was changed outside Git, %s"
            .formatted(Words.count(drift, "code"));
  }

  /// What the plan cost, and what an apply would.
  private static String requests(Plan plan, PlanMetadata facts) {
    String made = Words.count(facts.spent(), "request") + " made";
    int more = plan.requests() + plan.reread();
    return more == 0 ? made : made + ", %,d more to apply".formatted(more);
  }

  private static List<Tally> tallies(Plan plan) {
    List<Tally> tallies = new ArrayList<>(QueueCards.tallies(plan));
    tallies.addFirst(Tally.of(plan.deletes(), "to delete", Tone.BAD));
    tallies.addFirst(Tally.of(plan.updates(), "to update", Tone.NEW));
    tallies.addFirst(Tally.of(plan.creates(), "to create", Tone.GOOD));
    tallies.add(Tally.of(plan.unchanged(), "unchanged", Tone.PLAIN));
    tallies.add(
        Tally.of(plan.warnings(), plan.warnings() == 1 ? "warning" : "warnings", Tone.WARN));
    tallies.add(Tally.of(plan.drifted(), outside(plan), Tone.WARN));
    if (plan.alsoDrifted() > 0) {
      tallies.add(Tally.of(plan.alsoDrifted(), "to update changed there too", Tone.WARN));
    }
    if (plan.gone() > 0) tallies.add(Tally.of(plan.gone(), "gone", Tone.WARN));
    tallies.add(Tally.of(plan.undeclared().size(), "undeclared", Tone.PLAIN));
    return tallies;
  }

  private static Optional<Doc.Callout> callout(Verdict verdict, PlanMetadata facts) {
    return switch (verdict) {
      case Verdict.Refused refused -> {
        List<Doc.Point> points = points(refused.refusals());
        yield Optional.of(
            facts.leaves(refused)
                ? new Doc.Callout(Tone.WARN, "Needs approval", " to be applied", points)
                : new Doc.Callout(Tone.BAD, "Refused", ", nothing can be applied", points));
      }
      case Verdict.Approved approved ->
          Optional.of(points(approved.overridden()))
              .filter(points -> !points.isEmpty())
              .map(
                  points ->
                      new Doc.Callout(Tone.WARN, "Approved by token", " in spite of", points));
    };
  }

  private static List<Doc.Point> points(List<Refusal> refusals) {
    return Doc.lazily(
        refusals,
        refusal -> new Doc.Point(Phrase.theirs(refusal.message()), refusal.rule(), refusal.code()));
  }

  /// What has to be known of the changes, the changes by risk, and what may be read after them.
  private static List<Doc.Block> blocks(Plan plan, PlanMetadata facts) {
    PlanRemarks remarks = PlanRemarks.of(plan, facts);
    List<Doc.Block> blocks = new ArrayList<>();
    plan.undo().map(PlanDoc::undone).ifPresent(blocks::add);
    blocks.addAll(remarks.before());
    if (!plan.changes().isEmpty()) {
      Map<Risk, List<Change>> byRisk =
          plan.changes().stream()
              .collect(
                  Collectors.groupingBy(
                      Change::risk, () -> new EnumMap<>(Risk.class), Collectors.toList()));
      QueueCards queues = QueueCards.of(plan.changes());
      String wanted = plan.undo().isPresent() ? "as it was" : "as declared";
      blocks.add(
          new Doc.Changes(
              Arrays.stream(Risk.values()).map(risk -> tally(risk, byRisk)).toList(),
              List.of("risk", "change", "code", "what"),
              EqualChanges.entries(
                  queues.told(byRisk.values().stream().flatMap(List::stream).toList()),
                  change -> ChangeCard.telling(change, queues),
                  some -> ChangeCard.of(some.getFirst(), queues, wanted))));
    }
    blocks.addAll(remarks.after());
    return blocks;
  }

  private static Doc.Block undone(RunUndo run) {
    Phrase what = Phrase.ours("This undoes what the run ").and(Phrase.theirs(run.run()));
    return new Doc.Note(Tone.PLAIN, what.and(" wrote; what was changed since stays."));
  }

  private static Tally tally(Risk risk, Map<Risk, List<Change>> changes) {
    return Tally.of(changes.getOrDefault(risk, List.of()).size(), risk.word(), Tone.of(risk));
  }
}

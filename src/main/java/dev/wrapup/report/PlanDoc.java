package dev.wrapup.report;

import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.DriftRemedies;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Risk;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.EqualChanges;
import dev.wrapup.report.doc.Next;
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
  private static final String APPROVED_LATER =
      "Merged as it is, this is not applied until somebody gives the apply this token, as \"approve\""
          + " in its form or by --approve:";

  private PlanDoc() {}

  public static Doc of(Verdict verdict, PlanMetadata facts) {
    Plan plan = verdict.plan();
    String digest = plan.digest(); // once: that of a large plan takes a while
    return new Doc(
        head("plan", plan, Optional.of(digest), facts),
        summary(verdict, facts),
        callout(verdict, facts),
        blocks(plan, facts),
        next(verdict, digest, facts),
        Optional.empty(),
        List.of(Phrase.ours(String.join(", ", catalog(plan))), Phrase.ours(requests(plan, facts))));
  }

  /// Which files are held against which organization, and how many codes there are.
  static Doc.Head head(String command, Plan plan, Optional<String> digest, PlanMetadata facts) {
    Target target = plan.target();
    Phrase address = Phrase.theirs(target.baseUrl()).and(", organization ", target.organization());
    Phrase files = files(plan.desired().files());
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
    return List.of(
        "%,d live".formatted(plan.live()),
        "%,d declared".formatted(plan.desired().codes().size()),
        "%,d undeclared".formatted(plan.undeclared().size()));
  }

  private static Doc.Summary summary(Verdict verdict, PlanMetadata facts) {
    Plan plan = verdict.plan();
    String counts =
        plan.changes().isEmpty()
            ? nothing(plan.drift().size())
            : "%,d to create, %,d to update, %,d to delete"
                .formatted(plan.creates(), plan.updates(), plan.deletes());
    String warnings =
        plan.warnings() == 0 ? "" : " " + Words.count(plan.warnings(), "warning") + ".";
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
    boolean isCounted = plan.changes().isEmpty(); // by what is said of having nothing to do
    if (plan.drifted() > 0 && !isCounted) {
      others.append(", %,d changed outside Git".formatted(plan.drifted()));
    }
    if (plan.alsoDrifted() > 0) {
      others.append(", %,d to update changed there too".formatted(plan.alsoDrifted()));
    }
    if (plan.gone() > 0) others.append(", %,d gone".formatted(plan.gone()));
    return others.append('.').toString();
  }

  /// Why nothing would be done.
  ///
  /// @param drift how many codes were changed outside Git and stay so
  static String nothing(int drift) {
    return drift == 0
        ? "Nothing to do: live is as declared"
        : "Nothing to do: what differs was changed outside Git, %s"
            .formatted(Words.count(drift, "code"));
  }

  /// What the plan cost, and what an apply would.
  private static String requests(Plan plan, PlanMetadata facts) {
    String made = Words.count(facts.spent(), "request") + " made";
    return plan.requests() == 0 ? made : made + ", %,d more to apply".formatted(plan.requests());
  }

  private static List<Tally> tallies(Plan plan) {
    List<Tally> tallies = new ArrayList<>();
    tallies.add(Tally.of(plan.creates(), "to create", Tone.GOOD));
    tallies.add(Tally.of(plan.updates(), "to update", Tone.NEW));
    tallies.add(Tally.of(plan.deletes(), "to delete", Tone.BAD));
    tallies.add(Tally.of(plan.unchanged(), "unchanged", Tone.PLAIN));
    tallies.add(
        Tally.of(plan.warnings(), plan.warnings() == 1 ? "warning" : "warnings", Tone.WARN));
    tallies.add(Tally.of(plan.drifted(), "changed outside Git", Tone.WARN));
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
    List<Doc.Block> blocks = new ArrayList<>(remarks.before());
    if (!plan.changes().isEmpty()) {
      Map<Risk, List<Change>> byRisk =
          plan.changes().stream()
              .collect(
                  Collectors.groupingBy(
                      Plan::risk, () -> new EnumMap<>(Risk.class), Collectors.toList()));
      blocks.add(
          new Doc.Changes(
              Arrays.stream(Risk.values()).map(risk -> tally(risk, byRisk)).toList(),
              List.of("risk", "change", "code", "what"),
              EqualChanges.entries(
                  byRisk.values().stream().flatMap(List::stream).toList(), ChangeCard::of)));
    }
    blocks.addAll(remarks.after());
    return blocks;
  }

  private static Tally tally(Risk risk, Map<Risk, List<Change>> changes) {
    int count = changes.getOrDefault(risk, List.of()).size();
    return Tally.of(count, risk.word(), Tone.of(risk));
  }

  private static Optional<Next> next(Verdict verdict, String digest, PlanMetadata facts) {
    return switch (verdict) {
      case Verdict.Approved approved ->
          facts
              .apply(digest)
              .filter(command -> !approved.plan().changes().isEmpty())
              .map(
                  command ->
                      Next.of(
                          "", "Nothing was changed. To apply exactly this:", Optional.of(command)));
      case Verdict.Refused refused when facts.leaves(refused) ->
          Optional.of(Next.of("", APPROVED_LATER, refused.token()));
      case Verdict.Refused refused -> Optional.of(next(refused, facts));
    };
  }

  private static Next next(Verdict.Refused refused, PlanMetadata facts) {
    List<Next.Step> steps = new ArrayList<>();
    DriftRemedies.ofCollisions(refused.plan()).ifPresent(remedy -> steps.add(facts.step(remedy)));
    Optional<String> token =
        refused.token().map(some -> facts.line(ShellCommand.own("plan", "--approve", some)));
    steps.add(
        new Next.Step(
            Phrase.ours(
                token.isPresent()
                    ? "To let exactly this plan pass all the same:"
                    : "What is protected can't be approved."),
            token));
    return new Next(
        Phrase.ours("Change the files" + (token.isPresent() ? " or their policy." : ".")), steps);
  }
}

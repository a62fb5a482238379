package dev.wrapup.report;

import dev.wrapup.model.Finding;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Released;
import dev.wrapup.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A plan as one HTML file that needs nothing else: what matters most first, then old and new of
/// each field.
public final class PlanHtml {
  /// So many rows are shown of each list; a browser still searches and prints them at once.
  static final int ROWS = 2_000;

  private final Verdict verdict;
  private final Plan plan;
  private final PlanFacts facts;
  private final List<ChangeHtml> changes;

  private PlanHtml(Verdict verdict, PlanFacts facts) {
    this.verdict = verdict;
    this.plan = verdict.plan();
    this.facts = facts;
    List<Change> sorted = PlanWords.byRisk(plan);
    this.changes =
        IntStream.range(0, Math.min(ROWS, sorted.size()))
            .mapToObj(i -> new ChangeHtml(i + 1, sorted.get(i)))
            .toList();
  }

  public static String render(Verdict verdict, PlanFacts facts, Look look) {
    PlanHtml report = new PlanHtml(verdict, facts);
    Page page =
        new Page("wrapup plan", report.subject().plain(look), facts.tool(), facts.createdAt());
    // null: no interceptor of tags, for which the template engine has no other word
    return Html.of(look, html -> JteplanGenerated.render(html, null, page, report));
  }

  private Phrase subject() {
    return PlanWords.target(plan.target());
  }

  Plan plan() {
    return plan;
  }

  Phrase files() {
    return PlanWords.files(plan);
  }

  Phrase address() {
    Target target = plan.target();
    Phrase address = Phrase.theirs(target.baseUrl());
    return target
        .organization()
        .map(id -> address.and(", organization ").and(Phrase.theirs(id)))
        .orElse(address);
  }

  /// Refused, approved, or nothing to do: a class of the style sheet.
  String tone() {
    return switch (verdict) {
      case Verdict.Refused ignored -> "bad";
      case Verdict.Approved approved -> approved.overridden().isEmpty() ? "good" : "warn";
    };
  }

  String headline() {
    return switch (verdict) {
      case Verdict.Refused ignored -> "Refused by policy";
      case Verdict.Approved approved -> {
        if (!approved.overridden().isEmpty()) yield "Approved by token";
        yield plan.changes().isEmpty() ? "Nothing to do" : "Within policy";
      }
    };
  }

  List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    tallies.add(Tally.of(plan.creates(), "to create", "good"));
    tallies.add(Tally.of(plan.updates(), "to update", "new"));
    tallies.add(Tally.of(plan.deletes(), "to delete", "bad"));
    tallies.add(Tally.of(plan.unchanged(), "unchanged", "plain"));
    tallies.add(Tally.of(plan.warnings(), plan.warnings() == 1 ? "warning" : "warnings", "warn"));
    tallies.add(Tally.of(plan.drifted(), "changed outside Git", "warn"));
    if (plan.alsoDrifted() > 0) {
      tallies.add(Tally.of(plan.alsoDrifted(), "to update changed there too", "warn"));
    }
    if (plan.gone() > 0) tallies.add(Tally.of(plan.gone(), "gone", "warn"));
    tallies.add(Tally.of(plan.undeclared().size(), "undeclared", "plain"));
    return tallies;
  }

  List<Refusal> refusals() {
    return switch (verdict) {
      case Verdict.Refused refused -> refused.refusals();
      case Verdict.Approved approved -> approved.overridden();
    };
  }

  String refusalsHeading() {
    return verdict instanceof Verdict.Refused
        ? "Refused, nothing can be applied"
        : "Approved by token in spite of";
  }

  /// What a reader does now.
  record Next(String what, Optional<String> command) {}

  Optional<Next> next() {
    return switch (verdict) {
      case Verdict.Approved ignored ->
          plan.changes().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Next("Nothing was changed. To apply exactly this:", facts.command(plan)));
      case Verdict.Refused refused ->
          Optional.of(
              new Next(
                  refused.token().isPresent()
                      ? "Change the files or their policy. To let exactly this plan pass all the"
                          + " same, give plan and apply:"
                      : "Change the files: what is protected can't be approved.",
                  refused.token().map(token -> "--approve " + token)));
    };
  }

  List<ChangeHtml> changes() {
    return changes;
  }

  /// What is said of a list of which not all is shown.
  Optional<String> shown(List<?> all, String noun) {
    return all.size() <= ROWS
        ? Optional.empty()
        : Optional.of(
            "%,d of %s shown; the plan as JSON has them all."
                .formatted(ROWS, Words.count(all.size(), noun)));
  }

  /// A change that was left out.
  ///
  /// @param field what is declared, and what somebody made of it; empty if all of the code is meant
  /// @param whole what became of the code as a whole
  record Drifted(String code, Optional<ChangeHtml.Field> field, String whole) {}

  List<Drifted> drift() {
    List<Drifted> rows = new ArrayList<>();
    for (Change change : plan.drift().stream().limit(ROWS).toList()) {
      switch (change) {
        case Change.Create ignored ->
            rows.add(new Drifted(change.code(), Optional.empty(), "is gone"));
        case Change.Delete ignored ->
            rows.add(new Drifted(change.code(), Optional.empty(), "is back, though retired"));
        case Change.Update update -> {
          for (FieldChange field : update.fields()) {
            FieldChange made =
                new FieldChange(field.field(), field.to(), field.from(), field.origin());
            rows.add(new Drifted(change.code(), Optional.of(ChangeHtml.Field.of(made)), ""));
          }
        }
      }
    }
    return rows;
  }

  List<Phrase> released() {
    return plan.released().stream().limit(ROWS).map(PlanHtml::released).toList();
  }

  private static Phrase released(Released released) {
    return Phrase.theirs(released.live().code()).and(" ").and(PlanWords.released(released));
  }

  Phrase undeclared() {
    List<Phrase> named =
        plan.undeclared().stream().limit(ROWS).map(LiveCode::code).map(Phrase::theirs).toList();
    int more = plan.undeclared().size() - named.size();
    Phrase codes = Phrase.join(", ", named);
    return more > 0 ? codes.and(" and %,d more".formatted(more)) : codes;
  }

  List<Finding> findings() {
    return plan.findings().stream().limit(ROWS).toList();
  }

  /// What else a reader has to know.
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    PlanWords.lastDrift(facts).ifPresent(notes::add);
    PlanWords.reverts(plan).ifPresent(notes::add);
    if (PlanWords.lacksBase(plan)) notes.add(PlanWords.UNKNOWN_ORIGIN);
    return notes;
  }

  String requests() {
    return PlanWords.requests(plan, facts);
  }
}

package dev.wrapup.report;

import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to tell of an apply: what went wrong first, then what was done.
public final class ApplyDoc {
  private static final int NAMED = 5;

  private ApplyDoc() {}

  public static Doc of(ApplyReport facts, Instant at) {
    Phrase target = PlanDoc.about(facts.target());
    return new Doc(
        Doc.Head.of("apply", Phrase.NONE, target, facts.tool(), at),
        summary(facts),
        Optional.empty(),
        blocks(facts),
        Optional.empty(),
        facts.journal().map(path -> journal(facts, path)),
        List.of());
  }

  private static List<Doc.Block> blocks(ApplyReport facts) {
    List<Result> results =
        facts.results().stream()
            .filter(result -> result.outcome().status() != Status.NOT_BEGUN)
            .sorted((a, b) -> Boolean.compare(a.outcome().isDone(), b.outcome().isDone()))
            .toList();
    List<Doc.Block> blocks = new ArrayList<>();
    if (!results.isEmpty()) {
      List<List<Result>> told = QueueCards.alike(results, ApplyDoc::alike);
      blocks.add(Doc.Listing.of("change", Doc.lazily(told, ApplyDoc::item)));
    }
    facts.base().ifPresent(base -> blocks.add(base.told(facts.drift(), BaseCommit.OUTSIDE)));
    return blocks;
  }

  private static Optional<List<?>> alike(Result result) {
    ChangeOutcome outcome = result.outcome();
    boolean isPlain =
        result.change() instanceof Change.QueuePair
            && outcome.isDone()
            && outcome.reason().isEmpty()
            && outcome.clashes().isEmpty()
            && outcome.since().word().isEmpty()
            && result.change().warnings().isEmpty();
    return isPlain
        ? Optional.of(
            List.of(result.change().code(), result.change().effect().action(), outcome.status()))
        : Optional.empty();
  }

  /// @param same one, or several of one code that differ in their queues
  private static Doc.Item item(List<Result> same) {
    Result result = same.getFirst();
    ChangeOutcome outcome = result.outcome();
    List<Phrase> more = new ArrayList<>();
    for (Clash clash : outcome.clashes()) {
      String verb = outcome.isDone() ? "written" : "wanted";
      more.add(
          Difference.clash(Phrase.ours(clash.field().name()), verb, clash.wanted(), clash.live()));
    }
    if (ApplyReport.mayHaveLanded(result)) {
      for (Warning warning : result.change().warnings()) {
        more.add(Phrase.ours("! ").and(Phrase.theirs(warning.message())));
      }
    }
    return new Doc.Item(
        outcome.isDone() ? Tone.GOOD : Tone.BAD,
        Phrase.theirs(result.change().code()),
        told(result, queues(same)),
        more,
        Optional.of(result.change().source()));
  }

  private static Phrase queues(List<Result> same) {
    List<Change.QueuePair> pairs =
        same.stream()
            .map(Result::change)
            .filter(Change.QueuePair.class::isInstance)
            .map(Change.QueuePair.class::cast)
            .toList();
    return pairs.isEmpty()
        ? Phrase.NONE
        : QueueCards.queues(Doc.lazily(pairs, pair -> QueueCards.name(pair.queue())));
  }

  /// What came of it, why, and where it is declared if that has to be looked at.
  private static Phrase told(Result result, Phrase queues) {
    ChangeOutcome outcome = result.outcome();
    boolean isOfQueue = result.change().effect().action().isOfQueue();
    Optional<String> now = outcome.now().filter(code -> !isOfQueue).map(LiveCode::revision);
    Optional<String> before =
        result
            .over()
            .filter(code -> !isOfQueue)
            .map(LiveCode::revision)
            .filter(old -> !now.equals(Optional.of(old)));
    Phrase told =
        Phrase.join(
                "  ",
                List.of(verb(result.change(), outcome, queues), Phrase.revisions(before, now)))
            .and(": ", outcome.reason());
    if (outcome.status() == Status.MERGED) told = told.and("; ").and(kept(outcome.theirs()));
    Optional<String> since = outcome.since().word();
    if (since.isPresent())
      told = told.and("; somebody else has %s it since".formatted(since.get()));
    return outcome.isDone() ? told : told.and("   ").and(Phrase.theirs(result.change().source()));
  }

  /// What came of a change, in a word, with its queues.
  public static Phrase verb(Change change, ChangeOutcome outcome, Phrase queues) {
    Optional<String> from =
        outcome.status() == Status.APPLIED ? change.previousCode() : Optional.empty();
    String verb = OutcomeCard.verb(change.effect().action(), outcome.word(), from.isPresent());
    String before = outcome.status() == Status.APPLIED ? " " : ", ";
    Phrase told = Phrase.ours(verb).and(" from ", from);
    return queues.isEmpty() ? told : told.and(before).and(queues);
  }

  private static Phrase kept(List<Field> fields) {
    return fields.isEmpty()
        ? Phrase.ours("somebody else had saved it meanwhile")
        : OutcomeCard.kept(fields.stream().map(field -> Phrase.ours(field.name())).toList());
  }

  private static Doc.Journal journal(ApplyReport facts, String path) {
    String state = facts.lost().isPresent() ? "and not whole" : "";
    return new Doc.Journal(Phrase.theirs(path), state, facts.head().orElse(""));
  }

  private static Doc.Summary summary(ApplyReport facts) {
    if (facts.results().isEmpty()) {
      return Doc.Summary.of(
          "Nothing to do", Tone.PLAIN, PlanDoc.nothing(facts.drift().size(), facts.isUndo()) + ".");
    }
    int all = facts.results().size();
    String done = "%,d of %s done".formatted(facts.done(), Words.count(all, "change"));
    return new Doc.Summary(
        done,
        facts.done() == all ? Tone.PLAIN : Tone.BAD,
        done + undone(facts) + ".",
        "",
        rest(facts),
        Words.count(facts.requests(), "request") + " made",
        List.of());
  }

  private static String undone(ApplyReport facts) {
    int notBegun = facts.notBegun();
    int altered = facts.altered();
    int failed = facts.results().size() - facts.done() - notBegun - altered;
    String undone = altered > 0 ? "; %,d made, and not as wanted".formatted(altered) : "";
    if (failed > 0) undone += "; %,d not".formatted(failed);
    return notBegun > 0
        ? undone + "; %,d not begun, since the run was stopped".formatted(notBegun)
        : undone;
  }

  private static Phrase rest(ApplyReport facts) {
    String warnings =
        facts.warnings() > 0 ? " " + Words.count(facts.warnings(), "warning") + "." : "";
    String left =
        facts
            .remaining()
            .map(count -> " A new plan shows %s left.".formatted(Words.count(count, "change")))
            .orElse(" The catalog could not be read again to look at it.");
    String since =
        facts.changedSince() > 0
            ? " Somebody else has changed %,d since.".formatted(facts.changedSince())
            : "";
    return Phrase.ours(warnings)
        .in(Tone.WARN)
        .and(webhooks(facts.told()))
        .and(left + since)
        .and(unread(facts.unread()));
  }

  private static Phrase unread(List<UnreadWrite> unread) {
    List<String> names = unread.stream().map(UnreadWrite::label).toList();
    return names.isEmpty()
        ? Phrase.NONE
        : Phrase.ours(" Not all that was written could be read again (")
            .and(Phrase.theirs(Words.named(names, NAMED)))
            .and("): the next apply does, or audit resume.");
  }

  private static Phrase webhooks(Outbox.Told told) {
    if (told.accepted() + told.failed() + told.owed() == 0) return Phrase.NONE;
    String counts = " " + Words.count(told.accepted(), "webhook") + " accepted";
    if (told.failed() > 0) counts += ", %,d undelivered".formatted(told.failed());
    if (told.owed() > 0) counts += ", %,d left for the next run".formatted(told.owed());
    return Phrase.ours(counts).and(" (", told.why()).and(told.why().isPresent() ? ")." : ".");
  }
}

package dev.wrapup.report;

import dev.wrapup.model.Editor;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.DriftRemedies;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.EqualChanges;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.doc.Tone;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What there is to tell of drift: what has to be decided first, then what only has to be known. It
/// is told as it came: what is declared first, then what is live.
public final class DriftDoc {
  private static final String UNKNOWN_ORIGIN =
      "No base was given: what is merged and not applied counts as drift too (--base-ref).";

  private DriftDoc() {}

  public static Doc of(Drift drift, PlanMetadata facts) {
    String requests = Words.count(facts.spent(), "request") + " made";
    String pending = pending(drift).map(words -> " " + words + ".").orElse("");
    Doc.Summary summary =
        new Doc.Summary(
            drift.isPresent() ? "Drift" : "No drift",
            drift.isPresent() ? Tone.BAD : Tone.GOOD,
            counts(drift) + ".",
            "",
            Phrase.ours(pending),
            requests,
            tallies(drift));
    return OnSnapshot.of(
        new Doc(
            PlanDoc.head("drift", drift.plan(), Optional.empty(), facts),
            summary,
            Optional.empty(),
            blocks(drift, facts),
            Optional.of(next(drift, facts)),
            Optional.empty(),
            List.of(Phrase.ours(requests))),
        facts.snapshot());
  }

  private static List<Tally> tallies(Drift drift) {
    List<Tally> tallies = new ArrayList<>();
    for (Drift.Kind kind : Drift.Kind.values()) {
      int count = drift.count(kind);
      if (kind == Drift.Kind.UNOFFERED && count == 0) continue;
      tallies.add(Tally.of(count, KindText.of(kind, count).noun(), Tone.BAD));
    }
    tallies.add(Tally.of(drift.undeclared().size(), "undeclared", Tone.WARN));
    return tallies;
  }

  private static List<Doc.Block> blocks(Drift drift, PlanMetadata facts) {
    List<Doc.Block> blocks = new ArrayList<>();
    for (Drift.Kind kind : Drift.Kind.values()) {
      List<Change> strays =
          drift.drifted().stream()
              .filter(stray -> stray.kind() == kind)
              .map(Drift.DriftedCode::undoing)
              .toList();
      if (strays.isEmpty()) continue;
      KindText text = KindText.of(kind, strays.size());
      QueueCards queues = QueueCards.of(strays);
      Doc.Heading heading = new Doc.Heading(kind.word(), text.heading(), Phrase.NONE);
      blocks.add(
          new Doc.Group(
              heading,
              EqualChanges.entries(
                  queues.told(strays),
                  undoing -> telling(kind, undoing),
                  some -> card(drift, kind, some, queues)),
              "drift"));
    }
    if (!drift.undeclared().isEmpty()) {
      Doc.Heading heading =
          new Doc.Heading(
              "undeclared", "Live, but no file names them", Phrase.code("undeclared: report"));
      List<Doc.Item> items =
          Doc.lazily(
              drift.undeclared(),
              code -> Doc.Item.of(Phrase.theirs(code.code()), lastEdit(drift, List.of(code))));
      blocks.add(new Doc.Listing("code", heading, items, true));
    }
    PlanRemarks.released(drift.plan()).ifPresent(blocks::add);
    List<Drift.Ending> ending =
        drift.ending(LocalDate.ofInstant(facts.createdAt(), ZoneOffset.UTC));
    if (!ending.isEmpty()) {
      Doc.Heading heading =
          new Doc.Heading(
              "ending",
              "Ignored for a few days more; then the file has to say what it shall be",
              Phrase.NONE);
      blocks.add(new Doc.Listing("entry", heading, Doc.lazily(ending, DriftDoc::ending), false));
    }
    facts.base().ifPresent(base -> blocks.add(base.told(kept(drift), "merged and not applied")));
    boolean lacksBase = drift.plan().base().isEmpty() && !drift.drifted().isEmpty();
    if (lacksBase) blocks.add(PlanRemarks.note(UNKNOWN_ORIGIN));
    boolean isGone = drift.count(Drift.Kind.VANISHED) + drift.count(Drift.Kind.MISSING) > 0;
    drift
        .plan()
        .unseen()
        .filter(why -> isGone)
        .map(why -> Phrase.ours("gone, or out of sight: ").and(Phrase.theirs(why)))
        .ifPresent(why -> blocks.add(new Doc.Note(Tone.WARN, why)));
    return blocks;
  }

  /// What the files changed since the base, which is no drift.
  static List<String> kept(Drift drift) {
    return drift.pending().stream().map(Change::code).distinct().toList();
  }

  /// What both sides changed is told by itself, and what is there or not as a whole.
  private static Optional<EqualChanges.Telling> telling(Drift.Kind kind, Change undoing) {
    if (kind != Drift.Kind.CHANGED) return Optional.empty();
    return Optional.of(
        new EqualChanges.Telling(
            undoing.fields().stream().map(ChangeCard::asItCame).toList(),
            undoing.live().flatMap(LiveCode::lastEdit).flatMap(LastEdit::by)));
  }

  /// A code as it is declared beside what is live; without fields if it is there or not as a whole.
  ///
  /// @param same the code, and others that were edited alike
  /// @param queues what is told with a code and a queue
  private static Doc.Card card(Drift drift, Drift.Kind kind, List<Change> same, QueueCards queues) {
    KindText text = KindText.of(kind, same.size());
    Change undoing = same.getFirst();
    Optional<String> live =
        undoing.live().map(LiveCode::code).filter(code -> !code.equals(undoing.code()));
    List<FieldChange> changed =
        switch (undoing) {
          case Change.Create ignored -> List.of();
          case Change.Update update -> update.fields();
          case Change.Delete ignored -> List.of();
          case Change.QueuePair pair -> List.of(queues.field(pair));
        };
    List<Doc.Field> fields =
        changed.stream()
            .map(field -> ChangeCard.field(ChangeCard.asItCame(field), note(kind, field)))
            .toList();
    return Doc.Card.of(
        text.sign(),
        text.tone(),
        undoing.code(),
        Phrase.NONE.and("is ", live),
        Optional.of(undoing.source()),
        ChangeCard.place(undoing),
        kind == Drift.Kind.UNOFFERED
            ? Phrase.NONE
            : lastEdit(drift, same.stream().flatMap(change -> change.live().stream()).toList()),
        new Doc.Fields("field", "declared", "live now", fields));
  }

  /// Of a field in a collision that only one side changed.
  private static String note(Drift.Kind kind, FieldChange field) {
    boolean isOther = kind == Drift.Kind.COLLISION && field.origin() != Origin.COLLISION;
    return isOther ? "only outside Git" : "";
  }

  /// How a kind is told.
  ///
  /// @param sign what happened to the live code
  /// @param heading over all codes of the kind
  /// @param noun behind their number
  private record KindText(String sign, Tone tone, String heading, String noun) {
    static KindText of(Drift.Kind kind, int count) {
      return switch (kind) {
        case COLLISION ->
            new KindText(
                "~",
                Tone.BAD,
                "Changed in Git and outside it, differently (declared → live)",
                count == 1 ? "collision" : "collisions");
        case VANISHED -> new KindText("-", Tone.BAD, "Gone, though declared", "gone");
        case MISSING -> new KindText("-", Tone.BAD, "Declared, but not live", "not live");
        case RETIRED -> new KindText("+", Tone.WARN, "Live, though retired", "retired and live");
        case CHANGED ->
            new KindText("~", Tone.NEW, "Changed outside Git (declared → live)", "changed");
        case UNOFFERED ->
            new KindText("-", Tone.BAD, "Declared, but the queue doesn't offer it", "not offered");
      };
    }
  }

  /// What was found, as one clause.
  private static String counts(Drift drift) {
    if (!drift.isPresent()) return "No drift";
    List<String> parts = new ArrayList<>();
    for (Drift.Kind kind : Drift.Kind.values()) {
      int count = drift.count(kind);
      if (count > 0) parts.add("%,d %s".formatted(count, KindText.of(kind, count).noun()));
    }
    if (!drift.undeclared().isEmpty()) {
      parts.add("%,d undeclared".formatted(drift.undeclared().size()));
    }
    return "Drift: " + String.join(", ", parts);
  }

  /// What is merged and waits, as one clause; empty if nothing does.
  private static Optional<String> pending(Drift drift) {
    if (drift.pending().isEmpty()) return Optional.empty();
    String kinds =
        drift.pending().stream()
            .collect(
                Collectors.groupingBy(ChangeSummary::action, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> "%,d to %s".formatted(entry.getValue(), entry.getKey().replace('-', ' ')))
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s merged and not applied: %s"
            .formatted(Words.count(drift.pending().size(), "change"), kinds));
  }

  private static Next next(Drift drift, PlanMetadata facts) {
    List<Next.Step> steps = new ArrayList<>();
    steps.add(new Next.Step(Phrase.ours("Nothing was changed."), Optional.empty()));
    DriftRemedies.of(drift).forEach(remedy -> steps.add(facts.step(remedy)));
    return new Next(Phrase.NONE, steps);
  }

  /// Who edited codes last and when; empty if neither is known.
  ///
  /// @param same codes of one editor
  private static Phrase lastEdit(Drift drift, List<LiveCode> same) {
    List<LastEdit> edits = same.stream().flatMap(live -> live.lastEdit().stream()).toList();
    List<Phrase> parts = new ArrayList<>();
    edits.stream()
        .flatMap(edit -> edit.by().stream())
        .findFirst()
        .ifPresent(id -> parts.add(Phrase.ours("by ").and(editor(drift, id))));
    List<String> times =
        edits.stream().flatMap(edit -> edit.at().stream()).sorted().map(Time::minute).toList();
    if (!times.isEmpty()) {
      String from = times.getFirst();
      String to = times.getLast();
      parts.add(Phrase.ours(from.equals(to) ? "on " + to : "from " + from + " to " + to));
    }
    return Phrase.join(" ", parts);
  }

  private static Phrase editor(Drift drift, String id) {
    return switch (drift.editors().get(id)) {
      case null -> Phrase.theirs(id);
      case Editor.Person(String name) -> Phrase.theirs(name);
      case Editor.Ourselves ignored -> Phrase.ours("our own client (last apply)");
    };
  }

  /// When an ignored field is managed again, and who knows why it isn't.
  private static Doc.Item ending(Drift.Ending ending) {
    Phrase phrase =
        Phrase.ours(ending.ignore().field().name() + "  until " + ending.until())
            .and(", ", ending.ignore().owner())
            .and(": ", ending.ignore().reason());
    return Doc.Item.of(Phrase.theirs(ending.code().key()), phrase);
  }
}

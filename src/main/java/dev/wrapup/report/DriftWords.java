package dev.wrapup.report;

import dev.wrapup.model.Editor;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What every picture of drift says in the same words. Drift is told as it came: what is declared
/// first, then what is live.
public final class DriftWords {
  /// So many codes are named in a command.
  private static final int NAMED = 5;

  private DriftWords() {}

  static final String UNKNOWN_ORIGIN =
      "No base was given: what is merged and not applied counts as drift too (--base-ref).";

  /// Whether merged changes may be among what is told.
  static boolean lacksBase(Drift drift) {
    return drift.plan().base().isEmpty() && !drift.strays().isEmpty();
  }

  /// Over all codes of a kind.
  static String heading(Drift.Kind kind) {
    return switch (kind) {
      case COLLISION -> "Changed in Git and outside it, differently (declared → live)";
      case VANISHED -> "Gone, though declared";
      case MISSING -> "Declared, but not live";
      case RETIRED -> "Live, though retired";
      case CHANGED -> "Changed outside Git (declared → live)";
    };
  }

  /// What happened to the live code.
  static String sign(Drift.Kind kind) {
    return switch (kind) {
      case COLLISION, CHANGED -> "~";
      case VANISHED, MISSING -> "-";
      case RETIRED -> "+";
    };
  }

  /// What differs, from declared to live; nothing of a code that is there or not as a whole.
  static List<FieldChange> fields(Drift.Stray stray) {
    return stray.undoing() instanceof Change.Update update
        ? update.fields().stream().map(DriftWords::asItCame).toList()
        : List.of();
  }

  private static FieldChange asItCame(FieldChange field) {
    return new FieldChange(field.field(), field.to(), field.from(), field.origin());
  }

  /// Of a field in a collision that only one side changed.
  static Optional<String> note(Drift.Stray stray, FieldChange field) {
    boolean isOther = stray.kind() == Drift.Kind.COLLISION && field.origin() != Origin.COLLISION;
    return isOther ? Optional.of("only outside Git") : Optional.empty();
  }

  /// How the live code is called, if that isn't what is declared.
  static Optional<String> liveCode(Drift.Stray stray) {
    return stray
        .undoing()
        .live()
        .map(LiveCode::code)
        .filter(code -> !code.equals(stray.undoing().code()));
  }

  /// What was found, as one clause.
  static String counts(Drift drift) {
    if (!drift.isPresent()) return "No drift";
    List<String> parts = new ArrayList<>();
    for (Drift.Kind kind : Drift.Kind.values()) {
      int count = drift.count(kind);
      if (count > 0) parts.add(counted(kind, count));
    }
    if (!drift.undeclared().isEmpty()) {
      parts.add("%,d undeclared".formatted(drift.undeclared().size()));
    }
    return "Drift: " + String.join(", ", parts);
  }

  private static String counted(Drift.Kind kind, int count) {
    return switch (kind) {
      case COLLISION -> Words.count(count, "collision");
      case VANISHED -> "%,d gone".formatted(count);
      case MISSING -> "%,d not live".formatted(count);
      case RETIRED -> "%,d retired and live".formatted(count);
      case CHANGED -> "%,d changed".formatted(count);
    };
  }

  /// What is merged and waits, as one clause; empty if nothing does.
  static Optional<String> pending(Drift drift) {
    if (drift.pending().isEmpty()) return Optional.empty();
    String kinds =
        drift.pending().stream()
            .collect(Collectors.groupingBy(Signs::action, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> "%,d to %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s merged and not applied: %s"
            .formatted(Words.count(drift.pending().size(), "change"), kinds));
  }

  /// How what is live can stay, one sentence for each sort of drift, without capital and full stop.
  public static List<String> answers(Drift drift, PlanFacts facts) {
    List<String> answers = new ArrayList<>();
    if (drift.count(Drift.Kind.CHANGED) + drift.count(Drift.Kind.COLLISION) > 0) {
      answers.add("take what is live into the file by " + facts.same("adopt --all"));
    }
    if (drift.count(Drift.Kind.VANISHED) > 0) {
      answers.add("take out the entry of what is gone by " + facts.same("adopt " + gone(drift)));
    }
    if (drift.count(Drift.Kind.MISSING) > 0) answers.add("take out the entry of what is not live");
    if (drift.count(Drift.Kind.RETIRED) > 0) answers.add("take what shall stay out of 'retired'");
    return answers;
  }

  /// How Git's state comes back.
  public static String undoing(PlanFacts facts) {
    return facts.same("apply --revert-drift");
  }

  /// The codes to name, if that makes a short command that needs no quotes; else as the usage has
  /// it.
  private static String gone(Drift drift) {
    List<String> codes =
        drift.strays().stream()
            .filter(stray -> stray.kind() == Drift.Kind.VANISHED)
            .map(stray -> stray.undoing().code())
            .toList();
    boolean isPlain =
        codes.stream().allMatch(code -> ShellWord.isPlain(code) && !code.startsWith("-"));
    return isPlain && codes.size() <= NAMED ? String.join(" ", codes) : "CODE…";
  }

  /// Why what is told as gone may only not have been seen.
  static Optional<String> unseen(Drift drift) {
    boolean isGone = drift.count(Drift.Kind.VANISHED) + drift.count(Drift.Kind.MISSING) > 0;
    return drift.plan().unseen().filter(why -> isGone);
  }

  /// Who edited a code last and when; empty if neither is known.
  static Optional<Phrase> lastEdit(Drift drift, LiveCode live) {
    return live.lastEdit()
        .map(
            edit -> {
              Phrase by =
                  edit.by()
                      .map(id -> Phrase.ours("by ").and(editor(drift, id)))
                      .orElse(Phrase.ours(""));
              String on = edit.at().map(at -> "on " + Time.minute(at)).orElse("");
              return by.and(by.isEmpty() || on.isEmpty() ? on : " " + on);
            })
        .filter(phrase -> !phrase.isEmpty());
  }

  private static Phrase editor(Drift drift, String id) {
    return switch (drift.editors().get(id)) {
      case null -> Phrase.theirs(id);
      case Editor.Person(String name) -> Phrase.theirs(name);
      case Editor.Ourselves ignored -> Phrase.ours("our own client (last apply)");
    };
  }

  /// When an ignored field is managed again, and who knows why it isn't.
  static Phrase ending(Drift.Ending ending) {
    Phrase phrase = Phrase.ours(ending.ignore().field().name() + "  until " + ending.until());
    if (ending.ignore().owner().isPresent()) {
      phrase = phrase.and(", ").and(Phrase.theirs(ending.ignore().owner().get()));
    }
    if (ending.ignore().reason().isPresent()) {
      phrase = phrase.and(": ").and(Phrase.theirs(ending.ignore().reason().get()));
    }
    return phrase;
  }
}

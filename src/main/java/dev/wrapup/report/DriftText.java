package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.FieldChange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Drift for people: what has to be decided first, then what only has to be known.
public final class DriftText {
  private static final int INDENT = 4;

  private final Drift drift;
  private final PlanFacts facts;
  private final Look look;
  private final Paint paint;
  private final ChangeText changes;
  private final StringBuilder text = new StringBuilder();

  private DriftText(Drift drift, PlanFacts facts, Look look) {
    this.drift = drift;
    this.facts = facts;
    this.look = look;
    this.paint = new Paint(look.color());
    this.changes = new ChangeText(look);
  }

  public static String render(Drift drift, PlanFacts facts, Look look) {
    DriftText report = new DriftText(drift, facts, look);
    report.text.append(PlanText.header("drift", drift.plan(), look));
    report.strays();
    report.undeclared();
    report.text.append(PlanText.released(drift.plan(), look));
    report.ending();
    report.summary();
    return report.text.toString();
  }

  private void strays() {
    for (Drift.Kind kind : Drift.Kind.values()) {
      List<Drift.Stray> ofKind =
          drift.strays().stream().filter(stray -> stray.kind() == kind).toList();
      if (ofKind.isEmpty()) continue;
      text.append(DriftWords.heading(kind)).append(":\n\n");
      ofKind.forEach(this::stray);
      text.append('\n');
    }
  }

  private void stray(Drift.Stray stray) {
    String code = DriftWords.sign(stray.kind()) + " " + visible(stray.undoing().code());
    String live = DriftWords.liveCode(stray).map(name -> "  is " + visible(name)).orElse("");
    String place =
        visible(stray.undoing().source().toString())
            + stray
                .undoing()
                .live()
                .map(now -> " · revision " + visible(now.revision()))
                .orElse("");
    int gap = look.columns() - Columns.width(code + live) - Columns.width(place);
    String between = gap >= 2 ? " ".repeat(gap) : "\n" + " ".repeat(INDENT);
    text.append(paint(stray.kind(), code)).append(live).append(between).append(place).append('\n');
    edited(stray.undoing().live())
        .ifPresent(line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
    for (FieldChange field : DriftWords.fields(stray)) {
      String note = DriftWords.note(stray, field).map(word -> "  (" + word + ")").orElse("");
      if (!field.field().isKey()) text.append(changes.field(field, note));
    }
  }

  private Optional<String> edited(Optional<LiveCode> live) {
    return live.flatMap(code -> DriftWords.lastEdit(drift, code)).map(phrase -> phrase.plain(look));
  }

  private String paint(Drift.Kind kind, String head) {
    return switch (kind) {
      case COLLISION, VANISHED, MISSING -> paint.bad(head);
      case RETIRED -> paint.warn(head);
      case CHANGED -> paint.mark(head);
    };
  }

  private void undeclared() {
    if (drift.undeclared().isEmpty()) return;
    String codes =
        drift.undeclared().stream()
            .map(
                code ->
                    visible(code.code())
                        + edited(Optional.of(code)).map(who -> " (" + who + ")").orElse(""))
            .collect(Collectors.joining(", "));
    text.append("Live, but no file names them (undeclared: report):\n");
    for (String line : Columns.wrap(codes, look.columns() - INDENT)) {
      text.append(" ".repeat(INDENT)).append(line).append('\n');
    }
    text.append('\n');
  }

  private void ending() {
    LocalDate today = LocalDate.ofInstant(facts.createdAt(), ZoneOffset.UTC);
    List<Drift.Ending> ending = drift.ending(today);
    if (ending.isEmpty()) return;
    text.append("Ignored for a few days more; then the file has to say what it shall be:\n");
    for (Drift.Ending one : ending) {
      String left = " ".repeat(INDENT) + visible(one.code().key()) + "  ";
      int width = Math.min(Columns.width(left), look.columns() / 2);
      if (width < Columns.width(left)) {
        text.append(left.stripTrailing()).append('\n');
        left = " ".repeat(width);
      }
      for (String line : Columns.wrap(DriftWords.ending(one).plain(look), look.columns() - width)) {
        text.append(left).append(line).append('\n');
        left = " ".repeat(width);
      }
    }
    text.append('\n');
  }

  private void summary() {
    if (DriftWords.lacksBase(drift)) lines(DriftWords.UNKNOWN_ORIGIN);
    DriftWords.unseen(drift)
        .ifPresent(why -> lines(paint.warn("!") + " gone, or out of sight: " + visible(why)));
    String counts = DriftWords.counts(drift) + ".";
    String pending = DriftWords.pending(drift).map(words -> " " + words + ".").orElse("");
    String requests = " " + Words.count(facts.spent(), "request") + " made.";
    lines((drift.isPresent() ? paint.bad(counts) : paint.good(counts)) + pending + requests);
    text.append("Nothing was changed.\n");
  }

  private void lines(String line) {
    Columns.wrap(line, look.columns()).forEach(part -> text.append(part).append('\n'));
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

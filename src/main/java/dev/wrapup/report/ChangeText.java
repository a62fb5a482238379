package dev.wrapup.report;

import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Warning;
import java.util.List;
import java.util.stream.Stream;

/// One change as text, with old and new of every field.
final class ChangeText {
  private static final int INDENT = 4;

  /// So many that refer to a code without being in danger are named.
  static final int REFERRERS = 3;

  /// Texts up to this length are shown whole, old and new.
  private static final int SHORT = 40;

  private final Look look;
  private final Paint paint;

  ChangeText(Look look) {
    this.look = look;
    this.paint = new Paint(look.color());
  }

  /// The change with its place, its fields and its warnings, and an empty line.
  String render(Change change) {
    StringBuilder text = new StringBuilder(head(change));
    for (FieldChange field : change.fields()) {
      String note = field.origin() == change.origin() ? "" : "  (" + field.origin().word() + ")";
      if (!field.field().isKey()) text.append(field(field, note));
    }
    text.append(warnings(change, INDENT));
    Danger.others(change.impact(), REFERRERS)
        .ifPresent(
            who -> {
              for (String line : Columns.wrap(who.plain(look), look.columns() - INDENT)) {
                text.append(" ".repeat(INDENT)).append(line).append('\n');
              }
            });
    return text.append('\n').toString();
  }

  /// What a change may break, with a sign that hangs before an indent.
  String warnings(Change change, int indent) {
    StringBuilder text = new StringBuilder();
    for (Warning warning : change.impact().warnings()) {
      String sign = " ".repeat(indent - 2) + paint.warn("!") + " ";
      for (String line : Columns.wrap(visible(warning.message()), look.columns() - indent)) {
        text.append(sign).append(line).append('\n');
        sign = " ".repeat(indent);
      }
    }
    return text.toString();
  }

  private String head(Change change) {
    String sign = Signs.sign(change);
    String code = visible(change.code());
    String was =
        change instanceof Change.Update update && update.isRename()
            ? "  was " + visible(update.before().code())
            : "";
    String origin = Signs.origin(change.origin()).map(word -> "  (" + word + ")").orElse("");
    String left = sign + " " + code + was + origin;
    String right =
        visible(change.source().toString())
            + change.live().map(live -> " · revision " + visible(live.revision())).orElse("");
    String painted = paintHead(change, sign + " " + code) + was + paint.warn(origin);
    int gap = look.columns() - Columns.width(left) - Columns.width(right);
    return gap >= 2
        ? painted + " ".repeat(gap) + right + "\n"
        : painted + "\n" + " ".repeat(INDENT) + right + "\n";
  }

  private String paintHead(Change change, String head) {
    return switch (change) {
      case Change.Create ignored -> paint.good(head);
      case Change.Update ignored -> paint.mark(head);
      case Change.Delete ignored -> paint.bad(head);
    };
  }

  /// One field, old and new.
  ///
  /// @param note what stands after them
  String field(FieldChange field, String note) {
    StringBuilder text = new StringBuilder();
    String name = " ".repeat(INDENT) + Columns.pad(field.field().name(), 12) + " ";
    int width = Columns.width(name);
    Difference difference = Difference.of(field);
    for (String line : Columns.wrap(body(difference) + note, look.columns() - width)) {
      text.append(name).append(line).append('\n');
      name = " ".repeat(width);
    }
    if (difference instanceof Difference.Texts texts) {
      texts
          .unseen()
          .ifPresent(
              what ->
                  text.append(" ".repeat(width)).append("differs in: ").append(what).append('\n'));
    }
    return text.toString();
  }

  private String body(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> Phrase.value(added.value()).plain(look);
      case Difference.Removed removed -> Phrase.value(removed.value()).plain(look);
      case Difference.Texts texts -> texts(texts.from(), texts.to());
      case Difference.Sets sets -> sets(sets);
    };
  }

  private String texts(String from, String to) {
    boolean isLong = from.length() > SHORT || to.length() > SHORT;
    List<WordDiff.Part> diff = isLong ? WordDiff.of(from, to) : List.of();
    if (!diff.isEmpty()) return visible(WordDiff.line(diff));
    return Phrase.value(from).and(" → ").and(Phrase.value(to)).plain(look);
  }

  private String sets(Difference.Sets sets) {
    Stream<Phrase> gone = sets.gone().stream().map(one -> Phrase.ours("-").and(Phrase.value(one)));
    Stream<Phrase> come = sets.come().stream().map(one -> Phrase.ours("+").and(Phrase.value(one)));
    return Phrase.join(", ", Stream.concat(gone, come).toList()).plain(look);
  }

  /// A change that was left out, in one line for each field.
  String drifted(Change change) {
    String code = " ".repeat(INDENT) + Columns.pad(visible(change.code()), 20) + " ";
    return switch (change) {
      case Change.Create ignored -> code + "is gone\n";
      case Change.Delete ignored -> code + "is back, though retired\n";
      case Change.Update update -> {
        StringBuilder text = new StringBuilder();
        for (FieldChange field : update.fields()) {
          String left = code + Columns.pad(field.field().name(), 12) + " ";
          String right = declaredAndLive(field);
          for (String line : Columns.wrap(right, look.columns() - Columns.width(left))) {
            text.append(left).append(line).append('\n');
            left = " ".repeat(Columns.width(left));
          }
        }
        yield text.toString();
      }
    };
  }

  /// What is declared, then what somebody made of it.
  private String declaredAndLive(FieldChange field) {
    return body(
        Difference.of(new FieldChange(field.field(), field.to(), field.from(), field.origin())));
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}
